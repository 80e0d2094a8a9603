import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { readSecret, type SecretReading } from './secret.ts';

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

const read = (
  file: string | null,
  credentials?: string,
  platform: NodeJS.Platform = 'linux',
): Promise<SecretReading> => readSecret({ name: 'mattermost-token', credentials, file, platform });

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
  expect(await read(path, undefined, 'win32')).toEqual({
    kind: 'read',
    secret: 'abc123',
    source: { kind: 'file', path, isModeChecked: false },
  });
});

it('is read from the system’s credentials first, whatever their mode', async () => {
  const credentials = folder();
  written(join(credentials, 'mattermost-token'), 'given', 0o440);
  const path = written(join(folder(), 'token'), 'abc123', 0o600);
  expect(await read(path, credentials)).toEqual({
    kind: 'read',
    secret: 'given',
    source: { kind: 'credential', name: 'mattermost-token' },
  });
});

it('is read from the file where the system has no such credential', async () => {
  const path = written(join(folder(), 'token'), 'abc123', 0o600);
  expect(await read(path, folder())).toMatchObject({ kind: 'read', secret: 'abc123' });
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
  expect(await read(null)).toEqual({ kind: 'refused', problem: { kind: 'none', name: 'mattermost-token' } });
  expect(await read(path)).toEqual({ kind: 'refused', problem: { kind: 'absent', path } });
  mkdirSync(path, { mode: 0o700 });
  expect(await read(path)).toEqual({ kind: 'refused', problem: { kind: 'unreadable', path } });
});
