import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Preset } from '../../preload/contract/index.ts';
import { findKeyring, type Keyring, type SafeStorage } from './keyring.ts';
import { openSecrets, type Secrets } from './secrets.ts';

/** A keyring whose key can change: what another key wrote cannot be read. */
const safeStorageWith = (key: number): SafeStorage => ({
  isAsyncEncryptionAvailable: () => Promise.resolve(true),
  encryptStringAsync: (text) =>
    Promise.resolve(
      Buffer.from(Buffer.concat([Buffer.from([1]), Buffer.from(text)]).map((byte) => byte ^ key)),
    ),
  decryptStringAsync: (encrypted) => {
    const bytes = Buffer.from(encrypted.map((byte) => byte ^ key));
    return bytes[0] === 1
      ? Promise.resolve({ result: bytes.subarray(1).toString(), shouldReEncrypt: false })
      : Promise.reject(new Error('cannot decrypt'));
  },
  getSelectedStorageBackend: () => 'gnome_libsecret',
});

const keyring: Keyring = { kind: 'keyring', backend: 'gnome_libsecret' };
const none: Keyring = { kind: 'none' };

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'isthmus-secrets-'));
  file = join(folder, 'secrets.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const open = (
  found: Keyring = keyring,
  key = 90,
  withoutKeyring: Preset['withoutKeyring'] = 'ask',
): Promise<Secrets> =>
  openSecrets({ file, keyring: found, safeStorage: safeStorageWith(key), withoutKeyring });

describe('with a keyring', () => {
  it('keeps secrets over a restart, encrypted, and says what encrypted them', async () => {
    const secrets = await open();
    await secrets.keep('token', 'a-very-secret-token');
    const text = await readFile(file, 'utf8');
    expect(text).not.toContain('a-very-secret-token');
    expect(text).not.toContain(Buffer.from('a-very-secret-token').toString('base64').slice(0, 20));
    expect(JSON.parse(text)).toMatchObject({ version: 1, backend: 'gnome_libsecret' });
    expect((await open()).read('token')).toBe('a-very-secret-token');
    expect(secrets.status()).toEqual({ kind: 'keyring', backend: 'gnome_libsecret' });
  });
  it('forgets for good', async () => {
    const secrets = await open();
    await secrets.keep('token', 'x');
    await secrets.forget('token');
    expect((await open()).read('token')).toBeNull();
  });
  it('starts without a secret it cannot decrypt, and leaves it in the file: a keyring can be out of order for a while', async () => {
    await (await open()).keep('token', 'x');
    const locked = await open(keyring, 17);
    expect([locked.read('token'), locked.lost]).toEqual([null, 1]);
    await locked.keep('other', 'y');
    expect((await open()).read('token')).toBe('x');
  });
  it('does not read what another backend wrote', async () => {
    await (await open()).keep('token', 'x');
    const moved = await open({ kind: 'keyring', backend: 'kwallet6' });
    expect([moved.read('token'), moved.lost]).toEqual([null, 1]);
  });
  it.each(['{}', 'not json', '{"version":2,"backend":"gnome_libsecret","values":{}}'])(
    'sets a file it does not understand aside: %s',
    async (text) => {
      await writeFile(file, text);
      const secrets = await open();
      await secrets.keep('token', 'x');
      expect(await readFile(`${file}.damaged`, 'utf8')).toBe(text);
      expect((await open()).read('token')).toBe('x');
    },
  );
  it('writes whole files in order, however many are asked for at once', async () => {
    const secrets = await open();
    await Promise.all(Array.from({ length: 20 }, (_, at) => secrets.keep(`name ${at}`, String(at))));
    const again = await open();
    expect(Array.from({ length: 20 }, (_, at) => again.read(`name ${at}`))).toEqual(
      Array.from({ length: 20 }, (_, at) => String(at)),
    );
  });
});

describe('without a keyring', () => {
  it('asks first, then keeps secrets in memory only', async () => {
    const secrets = await open(none);
    expect([secrets.status(), secrets.ready()]).toEqual([
      { kind: 'no-keyring', decision: 'undecided' },
      false,
    ]);
    expect(secrets.acceptMemoryOnly()).toEqual({ kind: 'no-keyring', decision: 'memory-only' });
    expect(secrets.ready()).toBe(true);
    await secrets.keep('token', 'x');
    expect(secrets.read('token')).toBe('x');
    expect(existsSync(file)).toBe(false);
    expect((await open(none)).read('token')).toBeNull();
  });
  it('does as policy says: memory only without asking, or a plain file', async () => {
    expect((await open(none, 1, 'memory-only')).status()).toEqual({
      kind: 'no-keyring',
      decision: 'memory-only',
    });
    const plain = await open(none, 1, 'plain-file');
    expect(plain.status()).toEqual({ kind: 'no-keyring', decision: 'plain-file' });
    await plain.keep('token', 'x');
    expect((await open(none, 1, 'plain-file')).read('token')).toBe('x');
    expect((await open(none, 1, 'ask')).read('token')).toBeNull();
  });
  it('does not touch what a keyring wrote while it is away', async () => {
    await (await open()).keep('token', 'x');
    const away = await open(none);
    away.acceptMemoryOnly();
    await away.keep('token', 'y');
    expect((await open()).read('token')).toBe('x');
  });
});

describe('the keyring', () => {
  const withBackend = (backend: string, available = true): SafeStorage => ({
    ...safeStorageWith(1),
    getSelectedStorageBackend: () => backend,
    isAsyncEncryptionAvailable: () => Promise.resolve(available),
  });
  it.each([
    ['linux', 'gnome_libsecret', { kind: 'keyring', backend: 'gnome_libsecret' }],
    ['linux', 'basic_text', none],
    ['linux', 'unknown', none],
    ['win32', 'basic_text', { kind: 'keyring', backend: 'dpapi' }],
    ['darwin', 'basic_text', { kind: 'keyring', backend: 'keychain' }],
  ] as const)('on %s with %s', async (platform, backend, expected) => {
    expect(await findKeyring(withBackend(backend), platform)).toEqual(expected);
  });
  it('is none when encryption is not available', async () => {
    expect(await findKeyring(withBackend('kwallet6', false), 'linux')).toEqual(none);
  });
});
