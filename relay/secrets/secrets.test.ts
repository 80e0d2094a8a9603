/** From where a secret is read by a configuration, where one is stored, and what is said if that cannot be done. */
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { configShape, type RelayConfig } from '../config/relay-config.ts';
import { keyringProblem } from '../words/secrets/keyring.ts';
import { sealedBy } from '../words/secrets/seal.ts';
import { secretProblem, secretSource } from '../words/secrets/secret.ts';
import type { RunTool } from './run-tool.ts';
import { runTool } from './run-tool.ts';
import type { KeyringFailure, SecretKeeper, SecretReading } from './secret.ts';
import { secretsOf } from './secrets.ts';
import { keychainTool, noTool, windowsTool } from './testing/tools.ts';

const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'isthmus-secret-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
};

const written = (path: string, text: string, mode: number): string => {
  writeFileSync(path, text);
  chmodSync(path, mode);
  return path;
};

interface Kept {
  readonly secrets?: RelayConfig['secrets'];
  readonly tokenFile?: string | null;
  readonly credentials?: string;
  readonly platform?: NodeJS.Platform;
  readonly tool?: RunTool;
  readonly at?: string;
}

const keeper = ({
  secrets = 'files',
  tokenFile = null,
  credentials,
  platform = 'linux',
  tool = noTool,
  at = folder(),
}: Kept): SecretKeeper =>
  secretsOf({
    config: configShape.parse({
      ...{ dataFolder: at, secrets },
      mattermost: { url: 'https://mattermost.example', tokenFile },
      teams: { tenant: 'contoso.example', clientId: '6f1d3c52-0b7e-4a39-9c84-2d5b8e7f1a60' },
    }),
    file: join(at, 'relay.json'),
    environment: credentials === undefined ? {} : { CREDENTIALS_DIRECTORY: credentials },
    ...{ platform, runTool: tool },
  });

const read = (tokenFile: string | null, more: Kept = {}): Promise<SecretReading> =>
  keeper({ tokenFile, ...more }).read('mattermost-token');

const saidOf = (reading: SecretReading): string =>
  reading.kind === 'read' ? secretSource(reading.source) : secretProblem(reading.problem, '/etc/relay.json');

describe('in files', () => {
  // Files have no such modes on Windows.
  it.skipIf(process.platform === 'win32').each([0o600, 0o400])(
    'is read from a file of mode %o',
    async (mode) => {
      const path = written(join(folder(), 'token'), 'abc123\n', mode);
      expect(await read(path)).toEqual({
        kind: 'read',
        secret: 'abc123',
        source: { kind: 'file', path, isModeChecked: true },
      });
    },
  );

  // Files have no such modes on Windows.
  it.skipIf(process.platform === 'win32').each([0o644, 0o640, 0o604, 0o620, 0o610])(
    'is refused from a file of mode %o',
    async (mode) => {
      const path = written(join(folder(), 'token'), 'abc123', mode);
      expect(await read(path)).toEqual({
        kind: 'refused',
        problem: { kind: 'open-to-others', path, mode: mode.toString(8) },
      });
    },
  );

  it('is read without a check of modes on Windows, and says so', async () => {
    const path = written(join(folder(), 'token'), 'abc123\r\n', 0o644);
    expect(await read(path, { platform: 'win32' })).toEqual({
      kind: 'read',
      secret: 'abc123',
      source: { kind: 'file', path, isModeChecked: false },
    });
  });

  it('is read from the system’s credentials first, whatever their mode', async () => {
    const credentials = folder();
    written(join(credentials, 'mattermost-token'), 'given', 0o440);
    const path = written(join(folder(), 'token'), 'abc123', 0o600);
    expect(await read(path, { credentials })).toEqual({
      kind: 'read',
      secret: 'given',
      source: { kind: 'credential', name: 'mattermost-token' },
    });
  });

  it('is read from the file where the system has no such credential', async () => {
    const path = written(join(folder(), 'token'), 'abc123', 0o600);
    expect(await read(path, { credentials: folder() })).toMatchObject({ kind: 'read', secret: 'abc123' });
  });

  it.each([
    ['', 'malformed'],
    ['two words', 'malformed'],
    ['one\ntwo\n', 'malformed'],
    ['näme', 'malformed'],
    ['a'.repeat(9_000), 'malformed'],
  ])('is refused where it is no token (%#)', async (text, kind) => {
    const path = written(join(folder(), 'token'), text, 0o600);
    expect(await read(path)).toEqual({ kind: 'refused', problem: { kind, path } });
  });

  it('says what is missing', async () => {
    const path = join(folder(), 'token');
    expect(await read(null)).toEqual({
      kind: 'refused',
      problem: { kind: 'none', name: 'mattermost-token' },
    });
    expect(await read(path)).toEqual({ kind: 'refused', problem: { kind: 'absent', path } });
    mkdirSync(path, { mode: 0o700 });
    expect(await read(path)).toEqual({ kind: 'refused', problem: { kind: 'unreadable', path } });
  });

  it('is stored for its owner alone, in the place of the one before, but not where one is only made', async () => {
    const path = written(join(folder(), 'token'), 'before', 0o644);
    const kept = keeper({ tokenFile: path });
    expect(await kept.write('mattermost-token', 'made', 'make')).toBeNull();
    expect(readFileSync(path, 'utf8')).toBe('before');
    expect(await kept.write('mattermost-token', 'after', 'replace')).toBeNull();
    expect(await kept.read('mattermost-token')).toMatchObject({ kind: 'read', secret: 'after' });
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(await keeper({}).write('mattermost-token', 'a', 'replace')).toMatchObject({ kind: 'none' });
  });
});

describe('sealed by Windows', () => {
  it.each([
    ['dpapi-user', 'user', 'for this account'],
    ['dpapi-machine', 'machine', 'for this machine'],
  ] as const)('comes back with “secrets”: %s', async (secrets, scope, words) => {
    const at = folder();
    const { runTool: tool, runs } = windowsTool('relay');
    const kept = keeper({ secrets, platform: 'win32', tool, at });
    const path = join(at, 'mattermost-token.dpapi');
    expect(await kept.read('mattermost-token')).toMatchObject({ problem: { reason: 'not-stored', path } });
    expect(await kept.write('mattermost-token', 'abc123', 'replace')).toBeNull();
    expect(await kept.write('mattermost-token', 'another', 'make')).toBeNull();
    const reading = await kept.read('mattermost-token');
    expect(reading).toEqual({ kind: 'read', secret: 'abc123', source: { kind: 'dpapi', path, scope } });
    expect(saidOf(reading)).toContain(words);
    if (reading.kind === 'read') expect(sealedBy(reading.source)).toContain(words);
    expect(runs.length).toBe(3);
    for (const { words: typed } of runs) expect(typed.join(' ')).not.toMatch(/abc123|YWJjMTIz/);
    expect(readFileSync(path, 'utf8')).not.toMatch(/abc123|YWJjMTIz/);
  });

  it('is opened by its account alone, unless it was sealed for the machine', async () => {
    const at = folder();
    const as = (account: string, secrets: RelayConfig['secrets']): SecretKeeper =>
      keeper({ secrets, platform: 'win32', tool: windowsTool(account).runTool, at });
    await as('relay', 'dpapi-user').write('mattermost-token', 'abc123', 'replace');
    const refused = await as('admin', 'dpapi-user').read('mattermost-token');
    expect(refused).toMatchObject({ kind: 'refused', problem: { reason: 'not-opened' } });
    expect(saidOf(refused)).toContain('another account or another machine has sealed it');
    // What was sealed for the account is also opened after the setting was changed: the file tells for whom it is.
    expect(await as('relay', 'dpapi-machine').read('mattermost-token')).toMatchObject({
      source: { scope: 'user' },
    });
    await as('admin', 'dpapi-machine').write('mattermost-token', 'def456', 'replace');
    expect(await as('relay', 'dpapi-machine').read('mattermost-token')).toMatchObject({ secret: 'def456' });
  });

  it.each(['', '{', '{"form":"other"}', '{"form":"isthmus-dpapi-1","scope":"user","sealed":"not base64"}'])(
    'is damaged where the file holds %j, and no program is asked',
    async (text) => {
      const at = folder();
      written(join(at, 'mattermost-token.dpapi'), text, 0o600);
      expect(
        await keeper({ secrets: 'dpapi-user', platform: 'win32', at }).read('mattermost-token'),
      ).toMatchObject({ kind: 'refused', problem: { reason: 'damaged' } });
    },
  );

  it.runIf(process.platform === 'win32')('comes back from Windows itself', async () => {
    for (const secrets of ['dpapi-user', 'dpapi-machine'] as const) {
      const kept = keeper({ secrets, platform: 'win32', tool: runTool });
      expect(await kept.write('mattermost-token', 'abc123', 'replace')).toBeNull();
      expect(await kept.read('mattermost-token')).toMatchObject({ secret: 'abc123' });
    }
  });
});

describe('in the Keychain', () => {
  it('comes back, and is in no option of the program', async () => {
    const { runTool: tool, runs, entries } = keychainTool();
    const kept = keeper({ secrets: 'keychain', platform: 'darwin', tool });
    const secret = String.raw`a"b'c\d$(e)`;
    expect(saidOf(await kept.read('mattermost-token'))).toContain('is not in the Keychain');
    expect(await kept.write('mattermost-token', secret, 'replace')).toBeNull();
    expect(await kept.write('mattermost-token', 'another', 'make')).toBeNull();
    expect([...entries]).toEqual([['isthmus-relay/mattermost-token', secret]]);
    const reading = await kept.read('mattermost-token');
    expect(reading).toEqual({ kind: 'read', secret, source: { kind: 'keychain', item: 'mattermost-token' } });
    expect(saidOf(reading)).toContain('from the Keychain of macOS');
    expect(await kept.write('mattermost-token', 'after', 'replace')).toBeNull();
    expect(await kept.read('mattermost-token')).toMatchObject({ secret: 'after' });
    const hex = Buffer.from(secret).toString('hex');
    for (const { words } of runs) expect(words.join(' ')).not.toContain(hex);
    expect(runs.flatMap(({ words }) => words).join(' ')).not.toContain(secret);
  });

  it('takes no secret that does not fit into a line of the program', async () => {
    const { runTool: tool, runs } = keychainTool();
    const kept = keeper({ secrets: 'keychain', platform: 'darwin', tool });
    expect(await kept.write('mattermost-token', 'a'.repeat(1_900), 'replace')).toBeNull();
    expect(await kept.write('mattermost-token', 'a'.repeat(2_000), 'replace')).toMatchObject({
      reason: 'too-long',
    });
    expect(runs.length).toBe(1);
    expect(await kept.read('mattermost-token')).toMatchObject({ secret: 'a'.repeat(1_900) });
  });
});

it.each([
  ['dpapi-user', 'darwin', 'Only Windows'],
  ['dpapi-machine', 'linux', 'Only Windows'],
  ['keychain', 'win32', 'Only macOS'],
] as const)('“secrets”: %s is refused on %s, and no program is run', async (secrets, platform, words) => {
  const kept = keeper({ secrets, platform });
  expect(saidOf(await kept.read('mattermost-token'))).toContain(words);
  expect(await kept.write('mattermost-token', 'a', 'replace')).toMatchObject({ reason: 'wrong-system' });
});

it('each failure has a sentence of its own, for each keyring that can meet it', () => {
  const both: readonly KeyringFailure[] = ['wrong-system', 'not-stored', 'no-tool', 'no-answer', 'failed'];
  const sentences = [
    ...both.flatMap((reason) => [['dpapi', reason] as const, ['keychain', reason] as const]),
    ...(['damaged', 'not-opened', 'restricted'] as const).map((reason) => ['dpapi', reason] as const),
    ...(['locked', 'denied', 'too-long', 'malformed'] as const).map(
      (reason) => ['keychain', reason] as const,
    ),
  ].map(([keyring, reason]) =>
    keyringProblem(
      {
        ...{ kind: 'keyring', keyring, name: 'mattermost-token', reason, code: 7 },
        path: keyring === 'dpapi' ? 'C:\\isthmus\\mattermost-token.dpapi' : null,
      },
      'relay.json',
    ),
  );
  expect(new Set(sentences).size).toBe(sentences.length);
});
