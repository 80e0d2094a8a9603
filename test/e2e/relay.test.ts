// `npm run relay`: a relay that is killed is started again and goes on from its file; SIGTERM drains it, and the command ends with 0. With
// `--config FILE` it runs on the servers that the file names.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { signInBots, withBots } from '../../build/commands/relay/bots.ts';
import { startSandbox } from '../../sandbox/index.ts';
import { generateOrganisation } from '../../sandbox/organisation/generate.ts';

const project = resolve(import.meta.dirname, '../..');

/** The command with these words, and what it says. */
const started = (...words: readonly string[]) => {
  const command = spawn(process.execPath, [join(project, 'dist/tools/relay.js'), ...words], {
    cwd: project,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  onTestFinished(() => void command.kill('SIGKILL'));
  const lines: string[] = [];
  let wake = (): void => undefined;
  command.stderr.setEncoding('utf8');
  let rest = '';
  command.stderr.on('data', (text: string) => {
    const parts = `${rest}${text}`.split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts);
    wake();
  });
  /** The first line after the `from`th that matches; what its group holds. */
  const told = async (pattern: RegExp, from = 0): Promise<string> => {
    for (;;) {
      const found = lines
        .slice(from)
        .map((line) => pattern.exec(line))
        .find((match) => match !== null);
      if (found) return found[1] ?? '';
      if (command.exitCode !== null) throw new Error(`the command ended: ${lines.slice(-5).join('\n')}`);
      await new Promise<void>((done) => (wake = done));
    }
  };
  command.once('exit', () => wake());
  return { command, lines, told };
};

it('a killed relay goes on from its file and carries for who has not connected, and SIGTERM drains it', async () => {
  const { command, lines, told } = started();
  const first = Number(await told(/The relay is process (\d+)\./));
  expect(await told(/with (\d+) messages from its file/)).toBe('0');
  await told(/mattermost: live, .* 100 % complete/);
  const killedAt = lines.length;
  process.kill(first, 'SIGKILL');
  await told(/ended by itself \((SIGKILL)\)/, killedAt);
  expect(Number(await told(/with (\d+) messages from its file/, killedAt))).toBeGreaterThan(300);
  await told(/mattermost: live, .* 100 % complete/, killedAt);
  await told(
    /^Carried for people who have not connected: [1-9]\d* to Teams, [1-9]\d* to Mattermost\.$/,
    killedAt,
  );

  command.kill('SIGTERM');
  // Not 'exit': the last lines may come after it.
  const [code] = (await once(command, 'close')) as [number | null];
  expect(code).toBe(0);
  expect(lines.slice(-2)).toEqual(['The relay drains.', 'The relay has ended.']);
  expect(lines.filter((line) => line.startsWith('caught-'))).toEqual([]);
});

it('--config runs it on the servers that the file names', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'isthmus-relay-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const sandbox = await startSandbox({
    seed: 6,
    messages: 0,
    organisation: (now) => withBots(generateOrganisation({ seed: 6, messages: 60, now })),
  });
  onTestFinished(() => sandbox.close());
  const { microsoft, mattermost } = sandbox;
  const tokenFile = join(folder, 'token');
  writeFileSync(tokenFile, (await signInBots(sandbox)).mattermost.token, { mode: 0o600 });
  const file = join(folder, 'relay.json');
  const teams = { tenant: microsoft.tenantId, clientId: microsoft.clientId };
  writeFileSync(
    file,
    JSON.stringify({ dataFolder: folder, mattermost: { url: mattermost.url, tokenFile }, teams }),
  );
  const { command, lines, told } = started('--config', file);
  await told(/^The relay runs as the bot isthmus-relay of http/);
  await told(/^TEAMS IS NOT SIGNED IN/);
  await told(/^Mattermost: up to date, \d+ messages, all of the history/);
  command.kill('SIGTERM');
  const [code] = (await once(command, 'exit')) as [number | null];
  expect(code).toBe(0);
  expect(lines.slice(-2)).toEqual(['The relay drains.', 'The relay has ended.']);
  expect(lines.filter((line) => line.startsWith('caught-'))).toEqual([]);
});

it.each([
  [
    ['--config', join(project, 'no-such-file.json')],
    /^\S+no-such-file\.json is not there\. Give the path .* after --config\.$/,
  ],
  [['--seeds', '3'], /^npm run relay: a relay on the sandbox\. npm run relay -- --config FILE: /],
])('says what is wrong and ends with 2: %j', async (words, said) => {
  const { command, lines } = started(...words);
  const [code] = (await once(command, 'close')) as [number | null];
  expect(lines).toEqual([expect.stringMatching(said)]);
  expect(code).toBe(2);
});
