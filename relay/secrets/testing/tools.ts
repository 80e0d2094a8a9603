/** For tests: the programs of the system that keep secrets, as far as the relay uses them. */
import type { RunTool, ToolOutcome, ToolRun } from '../run-tool.ts';

/** For a relay that asks no program. */
export const noTool: RunTool = ({ program }) => Promise.reject(new Error(`${program} was run`));

const ended = (code: number, output = ''): ToolOutcome => ({ kind: 'ended', code, output });

/** The bytes of a text, the last first. */
const mirrored = (text: string): string => Buffer.from(text, 'latin1').reverse().toString('latin1');

export interface ToolStandIn {
  readonly runTool: RunTool;
  /** What was run. */
  readonly runs: readonly ToolRun[];
}

/**
 * Windows PowerShell with data protection. What it seals says for whom: the account, or the machine.
 * @param account who runs it
 */
export const windowsTool = (account: string): ToolStandIn => {
  const runs: ToolRun[] = [];
  return {
    runs,
    runTool: (run) => {
      runs.push(run);
      const given = Buffer.from(run.input, 'base64').toString('latin1');
      const script = run.words.at(-1) ?? '';
      const answer = (text: string): ToolOutcome => ended(0, Buffer.from(text, 'latin1').toString('base64'));
      if (script.includes('::protect(')) {
        const scope = script.includes('::LocalMachine') ? 'machine' : account;
        return Promise.resolve(answer(`sealed for ${scope}: ${mirrored(given)}`));
      }
      const [, scope, text] = /^sealed for (\w+): (.*)$/.exec(given) ?? [];
      const isOpened = scope === 'machine' || scope === account;
      return Promise.resolve(isOpened ? answer(mirrored(text ?? '')) : ended(3));
    },
  };
};

export interface KeychainStandIn extends ToolStandIn {
  /** The secrets by service and account. */
  readonly entries: Map<string, string>;
}

/** `/usr/bin/security` with one Keychain. */
export const keychainTool = (): KeychainStandIn => {
  const runs: ToolRun[] = [];
  const entries = new Map<string, string>();
  const act = ([command, ...words]: readonly string[]): ToolOutcome => {
    const after = (option: string): string => words[words.indexOf(option) + 1] ?? '';
    const entry = `${after('-s')}/${after('-a')}`;
    switch (command) {
      case 'add-generic-password':
        if (entries.has(entry) && !words.includes('-U')) return ended(45);
        entries.set(entry, Buffer.from(after('-X'), 'hex').toString('utf8'));
        return ended(0);
      case 'find-generic-password': {
        const found = entries.get(entry);
        return found === undefined ? ended(44) : ended(0, `${found}\n`);
      }
      default:
        return ended(2);
    }
  };
  return {
    ...{ runs, entries },
    runTool: (run) => {
      runs.push(run);
      const [first] = run.words;
      return Promise.resolve(act(first === '-i' ? run.input.trim().split(' ') : run.words));
    },
  };
};
