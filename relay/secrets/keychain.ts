/**
 * Secrets in the Keychain of macOS, by its own program `security`. A secret goes in by standard input in its interactive form (`-i`), because
 * its options stand in the list of processes, and comes out by standard output.
 */
import type { RunTool, ToolOutcome, ToolRun } from './run-tool.ts';
import {
  type KeyringFailure,
  secretIn,
  type SecretKeeper,
  type SecretName,
  type SecretProblem,
} from './secret.ts';

const program = '/usr/bin/security';
/** The service of each entry; its account is the secret's name. */
export const keychainService = 'isthmus-relay';
/** `security` reads lines of 4,096 bytes, with the zero at the end (SecurityTool/macOS/security.c, MAX_LINE_LEN). */
const longestLine = 4_000;

/** As hexadecimal digits the secret needs no quotes. `-U`: in the place of one that is there. */
export const keychainStoring = (name: SecretName, secret: string, how: 'replace' | 'make'): ToolRun => ({
  program,
  words: ['-i'],
  input: `add-generic-password ${how === 'replace' ? '-U ' : ''}-s ${keychainService} -a ${name} -X ${Buffer.from(secret).toString('hex')}\n`,
});

export const keychainFinding = (name: SecretName): ToolRun => ({
  program,
  words: ['find-generic-password', '-s', keychainService, '-a', name, '-w'],
  input: '',
});

/** What its codes mean: each is a status of Security.framework without its higher bytes (OSStatus & 255). */
const meanings: ReadonlyMap<number, KeyringFailure> = new Map([
  // errSecItemNotFound (-25300)
  [44, 'not-stored'],
  // errSecInteractionNotAllowed (-25308)
  [36, 'locked'],
  // errSecAuthFailed (-25293), and errSecUserCanceled (-128)
  [51, 'denied'],
  [128, 'denied'],
]);
/** errSecDuplicateItem (-25299) */
const thereAlready = 45;

interface Refused {
  readonly reason: KeyringFailure;
  readonly code: number | null;
}

/** What it has written, or why it did not do it. */
export const keychainAnswer = (outcome: ToolOutcome): string | Refused => {
  switch (outcome.kind) {
    case 'absent':
      return { reason: 'no-tool', code: null };
    case 'silent':
      return { reason: 'no-answer', code: null };
    case 'ended': {
      if (outcome.code === 0) return outcome.output;
      const reason = meanings.get(outcome.code);
      return reason === undefined ? { reason: 'failed', code: outcome.code } : { reason, code: null };
    }
  }
};

/** The keeper of macOS: the Keychain of the user who runs the relay. */
export const keychainKeeper = (platform: NodeJS.Platform, runTool: RunTool): SecretKeeper => {
  const problem = (name: SecretName, { reason, code }: Refused): SecretProblem => ({
    ...{ kind: 'keyring', keyring: 'keychain', name, reason, path: null, code },
  });
  const wrongSystem: Refused = { reason: 'wrong-system', code: null };
  return {
    read: async (name) => {
      const answer =
        platform === 'darwin' ? keychainAnswer(await runTool(keychainFinding(name))) : wrongSystem;
      if (typeof answer !== 'string') return { kind: 'refused', problem: problem(name, answer) };
      const secret = secretIn(answer);
      return secret === null
        ? { kind: 'refused', problem: problem(name, { reason: 'malformed', code: null }) }
        : { kind: 'read', secret, source: { kind: 'keychain', item: name } };
    },
    write: async (name, secret, how) => {
      if (platform !== 'darwin') return problem(name, wrongSystem);
      const run = keychainStoring(name, secret, how);
      if (run.input.length > longestLine) return problem(name, { reason: 'too-long', code: null });
      const outcome = await runTool(run);
      if (how === 'make' && outcome.kind === 'ended' && outcome.code === thereAlready) return null;
      const answer = keychainAnswer(outcome);
      return typeof answer === 'string' ? null : problem(name, answer);
    },
  };
};
