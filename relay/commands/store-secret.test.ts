/** The command that stores a secret, by its options and what it says. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { cloudAddresses } from '../../sign-in/clouds.ts';
import type { RunTool } from '../secrets/run-tool.ts';
import { keychainTool, noTool, windowsTool } from '../secrets/testing/tools.ts';
import { type CommandWorld, runCommandLine } from './index.ts';

const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'isthmus-store-secret-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
};

interface Given {
  readonly secrets?: string;
  readonly tokenFile?: string;
  readonly platform?: NodeJS.Platform;
  readonly tool?: RunTool;
  readonly at?: string;
  readonly credentials?: string;
}

/** Runs it with this on standard input. */
const store = async (
  words: readonly string[],
  given: string | null,
  { secrets = 'files', tokenFile, platform = 'linux', tool = noTool, at = folder(), credentials }: Given = {},
) => {
  const file = join(at, 'relay.json');
  writeFileSync(
    file,
    JSON.stringify({
      ...{ dataFolder: at, secrets },
      mattermost: { url: 'https://mattermost.example', tokenFile },
      teams: { tenant: 'contoso.example', clientId: '6f1d3c52-0b7e-4a39-9c84-2d5b8e7f1a60' },
    }),
  );
  const lines: string[] = [];
  const world: CommandWorld = {
    ...{ program: 'relay', host: 'relay.example', clouds: cloudAddresses, platform, runTool: tool },
    environment: credentials === undefined ? {} : { CREDENTIALS_DIRECTORY: credentials },
    send: () => Promise.reject(new Error('it asks no server')),
    askSecret: (prompt) => {
      prompt();
      return Promise.resolve(given);
    },
    tell: (line) => lines.push(line),
    end: new AbortController().signal,
  };
  const code = await runCommandLine([...words, '--config', file], world);
  return {
    code,
    lines,
    said: lines.join('\n'),
    status: () => runCommandLine(['status', '--config', file], world),
  };
};

const tokenWords = ['store-secret', '--name', 'mattermost-token'];

it('stores in the file that the configuration names', async () => {
  const at = folder();
  const { code, lines } = await store(tokenWords, 'abc123\n', { tokenFile: 'token', at });
  expect(code).toBe(0);
  expect(readFileSync(join(at, 'token'), 'utf8')).toBe('abc123\n');
  expect(lines[0]).toBe('Paste the secret “mattermost-token” and press Enter. It is not shown.');
  expect(lines[1]).toMatch(/^The secret “mattermost-token” is stored\. It comes from .*token, which only/);
});

it.each([
  ['dpapi-user', 'win32', windowsTool('relay').runTool, 'which Windows (DPAPI) has sealed for this account'],
  ['keychain', 'darwin', keychainTool().runTool, 'from the Keychain of macOS'],
] as const)('stores by “secrets”: %s, and status says so', async (secrets, platform, tool, source) => {
  const done = await store(tokenWords, 'abc123', { secrets, platform, tool });
  expect(done.said).toContain(source);
  expect(done.code).toBe(0);
  await done.status();
  expect(done.lines.slice(2).join('\n')).toContain(`Mattermost: the bot’s token comes`);
  expect(done.lines.slice(2).join('\n')).toContain(source);
  expect(done.said).not.toContain('abc123');
});

it.each([null, '', 'two words', 'one\ntwo', 'a'.repeat(9_000)])('stores no %j', async (given) => {
  const { code, said } = await store(tokenWords, given, { secrets: 'keychain', platform: 'darwin' });
  expect(code).toBe(2);
  expect(said).toContain('NOT STORED: that is no secret.');
});

it('says why it is not stored', async () => {
  const none = await store(tokenWords, 'abc123');
  expect(none.code).toBe(2);
  expect(none.said).toContain('NOT STORED: The relay has no token of its Mattermost bot.');
  const elsewhere = await store(tokenWords, 'abc123', { secrets: 'dpapi-user' });
  expect(elsewhere.said).toContain('NOT STORED: Only Windows seals secrets');
  const nowhere = await store(tokenWords, 'abc123', { tokenFile: 'nowhere/token' });
  expect(nowhere.said).toContain('NOT STORED: ENOENT');
  expect([elsewhere.code, nowhere.code]).toEqual([2, 2]);
});

it('says that a credential of the system goes before what was stored', async () => {
  const credentials = folder();
  writeFileSync(join(credentials, 'mattermost-token'), 'given');
  const { code, said } = await store(tokenWords, 'abc123', { tokenFile: 'token', credentials });
  expect(code).toBe(2);
  expect(said).toContain(
    'BUT ANOTHER ONE COUNTS: the relay takes “mattermost-token” from the system’s credential',
  );
});

it('says how it is used where the name is none', async () => {
  const { code, said } = await store(['store-secret', '--name', 'password'], 'abc123');
  expect(code).toBe(2);
  expect(said).toContain('NAME is one of: mattermost-token, teams-sign-in-key, event-hubs-connection-string');
  expect(said).not.toContain('abc123');
});
