import { existsSync } from 'node:fs';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Preset } from '../../preload/contract/index.ts';
import { createTestLog, type TestLog } from '../log/testing/log.ts';
import { findKeyring, type Keyring, type SafeStorage } from './keyring.ts';
import { KeyringRefused, openSecrets, type Secrets, type SecretsSurroundings } from './secrets.ts';
import { removeFolder } from '../files/testing/remove-folder.ts';

/** A keyring whose key can change. It cannot read values of another key. */
const safeStorageWith = (key: number): SafeStorage => ({
  isEncryptionAvailable: () => true,
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
const none: Keyring = { kind: 'none', cause: 'absent' };

let folder: string;
let file: string;
let time: number;
let log: TestLog;
let surroundings: Pick<SecretsSurroundings, 'file' | 'findKeyring' | 'now' | 'log'>;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'isthmus-secrets-'));
  file = join(folder, 'secrets.json');
  time = 0;
  log = createTestLog();
  surroundings = { file, findKeyring: () => Promise.resolve(none), now: () => time, log };
});
afterEach(() => removeFolder(folder));

const open = (
  found: Keyring = keyring,
  key = 90,
  withoutKeyring: Preset['withoutKeyring'] = 'ask',
): Promise<Secrets> =>
  openSecrets({ ...surroundings, keyring: found, safeStorage: safeStorageWith(key), withoutKeyring });

describe('with a keyring', () => {
  it('keeps secrets over a restart, encrypted, and names the keyring', async () => {
    const secrets = await open();
    await secrets.keep('token', 'a-very-secret-token');
    const text = await readFile(file, 'utf8');
    expect(text).not.toContain('a-very-secret-token');
    expect(text).not.toContain(Buffer.from('a-very-secret-token').toString('base64').slice(0, 20));
    expect(JSON.parse(text)).toMatchObject({
      version: 2,
      values: { token: { backend: 'gnome_libsecret' } },
    });
    expect((await open()).read('token')).toBe('a-very-secret-token');
    expect(secrets.status()).toEqual({ kind: 'keyring', backend: 'gnome_libsecret' });
  });
  it('deletes a secret from the file', async () => {
    const secrets = await open();
    await secrets.keep('token', 'x');
    await secrets.forget('token');
    expect((await open()).read('token')).toBeNull();
  });
  it('starts without a secret that it cannot decrypt, and keeps it in the file, because a keyring can fail for a while', async () => {
    await (await open()).keep('token', 'x');
    const locked = await open(keyring, 17);
    expect([locked.read('token'), locked.lost]).toEqual([null, 1]);
    expect(log.events).toEqual(['caught-secret-decode-error']);
    await locked.keep('other', 'y');
    expect((await open()).read('token')).toBe('x');
  });
  it('does not read the secrets of another backend', async () => {
    await (await open()).keep('token', 'x');
    const moved = await open({ kind: 'keyring', backend: 'kwallet6' });
    expect([moved.read('token'), moved.lost]).toEqual([null, 1]);
  });
  it.each(['{}', 'not json', '{"version":2,"backend":"gnome_libsecret","values":{}}'])(
    'sets an unknown file aside: %s',
    async (text) => {
      await writeFile(file, text);
      const secrets = await open();
      await secrets.keep('token', 'x');
      expect(await readFile(`${file}.damaged`, 'utf8')).toBe(text);
      expect(log.events).toEqual([expect.stringMatching(/^caught-secrets-file-(syntax|zod)-error$/)]);
      expect((await open()).read('token')).toBe('x');
    },
  );
  it('writes whole files in order, for any number of writes at once', async () => {
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
      { kind: 'no-keyring', cause: 'absent', decision: 'undecided' },
      false,
    ]);
    expect(secrets.acceptMemoryOnly()).toEqual({
      kind: 'no-keyring',
      cause: 'absent',
      decision: 'memory-only',
    });
    expect(secrets.ready()).toBe(true);
    await secrets.keep('token', 'x');
    expect(secrets.read('token')).toBe('x');
    expect(existsSync(file)).toBe(false);
    expect((await open(none)).read('token')).toBeNull();
  });
  it('follows the policy: memory only without asking, or a plain file', async () => {
    expect((await open(none, 1, 'memory-only')).status()).toEqual({
      kind: 'no-keyring',
      cause: 'absent',
      decision: 'memory-only',
    });
    const plain = await open(none, 1, 'plain-file');
    expect(plain.status()).toEqual({ kind: 'no-keyring', cause: 'absent', decision: 'plain-file' });
    await plain.keep('token', 'x');
    expect((await open(none, 1, 'plain-file')).read('token')).toBe('x');
    expect((await open(none, 1, 'ask')).read('token')).toBeNull();
  });
  it('keeps the secrets that a missing keyring wrote', async () => {
    await (await open()).keep('token', 'x');
    const away = await open(none);
    away.acceptMemoryOnly();
    await away.keep('token', 'y');
    expect((await open()).read('token')).toBe('x');
  });
});

describe('a keyring that refuses', () => {
  const refusing: SafeStorage = {
    ...safeStorageWith(90),
    encryptStringAsync: () => Promise.reject(new Error('the user has refused')),
  };
  const openRefusing = (withoutKeyring: Preset['withoutKeyring'] = 'ask'): Promise<Secrets> =>
    openSecrets({ ...surroundings, keyring, safeStorage: refusing, withoutKeyring });
  it('counts as none until the next start: nothing is kept, the user is asked, and the file stays', async () => {
    await (await open()).keep('token', 'x');
    const before = await readFile(file, 'utf8');
    const secrets = await openRefusing();
    expect([secrets.read('token'), secrets.ready()]).toEqual(['x', true]);
    await expect(secrets.keep('other', 'y')).rejects.toThrow(KeyringRefused);
    expect([secrets.read('other'), secrets.ready(), secrets.status()]).toEqual([
      null,
      false,
      { kind: 'no-keyring', cause: 'refused', decision: 'undecided' },
    ]);
    secrets.acceptMemoryOnly();
    await secrets.keep('other', 'y');
    expect([secrets.read('other'), await readFile(file, 'utf8')]).toEqual(['y', before]);
  });
  it('keeps secrets in memory if policy allows it, and never in a plain file', async () => {
    const memory = await openRefusing('memory-only');
    await memory.keep('token', 'x');
    expect([memory.read('token'), existsSync(file)]).toEqual(['x', false]);
    await expect((await openRefusing('plain-file')).keep('token', 'x')).rejects.toThrow(KeyringRefused);
    expect(existsSync(file)).toBe(false);
    const atStart = await open({ kind: 'none', cause: 'refused' }, 1, 'plain-file');
    expect(atStart.status()).toEqual({ kind: 'no-keyring', cause: 'refused', decision: 'undecided' });
  });
});

describe('a keyring that is away for one start', () => {
  /** Starts without the keyring. The test makes it available again. */
  const openAway = async (
    withoutKeyring: Preset['withoutKeyring'] = 'ask',
    safeStorage = safeStorageWith(90),
  ) => {
    let now: Keyring = none;
    const secrets = await openSecrets({
      ...surroundings,
      keyring: none,
      findKeyring: () => Promise.resolve(now),
      safeStorage,
      withoutKeyring,
    });
    return { secrets, back: () => (now = keyring) };
  };
  it('is not confused with a secret that was never stored', async () => {
    await (await open()).keep('token', 'x');
    const { secrets } = await openAway();
    expect([secrets.unreadable('token'), secrets.unreadable('other'), secrets.lost]).toEqual([
      true,
      false,
      1,
    ]);
    const { secrets: wrongKey } = { secrets: await open(keyring, 17) };
    expect(wrongKey.unreadable('token')).toBe(true);
  });
  it('gives the secret when it is back, without a restart, and is not asked each time', async () => {
    await (await open()).keep('token', 'x');
    const { secrets, back } = await openAway();
    back();
    expect([await secrets.lookAgain(), secrets.read('token')]).toEqual([false, null]);
    time += 10_000;
    expect([await secrets.lookAgain(), secrets.read('token')]).toEqual([true, 'x']);
    expect([secrets.status(), secrets.unreadable('token')]).toEqual([
      { kind: 'keyring', backend: 'gnome_libsecret' },
      false,
    ]);
  });
  it('is given the secrets kept in memory meanwhile, because they are newer', async () => {
    await (await open()).keep('token', 'old');
    await (await open()).keep('other', 'y');
    const { secrets, back } = await openAway('memory-only');
    await secrets.keep('token', 'new');
    back();
    time += 10_000;
    await secrets.lookAgain();
    const again = await open();
    expect([again.read('token'), again.read('other')]).toEqual(['new', 'y']);
  });
  it.each(['plain-file', 'memory-only'] as const)('loses nothing to %s', async (policy) => {
    await (await open()).keep('token', 'x');
    const { secrets } = await openAway(policy);
    await secrets.keep('other', 'y');
    expect((await open()).read('token')).toBe('x');
  });
  it('loses nothing to another keyring (another desktop)', async () => {
    await (await open()).keep('token', 'x');
    await (await open({ kind: 'keyring', backend: 'kwallet6' })).keep('other', 'y');
    expect((await open()).read('token')).toBe('x');
    expect((await open({ kind: 'keyring', backend: 'kwallet6' })).read('other')).toBe('y');
  });
  it('does not restore a secret that was deleted meanwhile', async () => {
    await (await open()).keep('token', 'x');
    const { secrets } = await openAway();
    await secrets.forget('token');
    expect((await open()).read('token')).toBeNull();
  });
  it('is not asked again soon after a refusal, because it may ask its user each time', async () => {
    await (await open()).keep('token', 'x');
    let asked = 0;
    const secrets = await openSecrets({
      ...surroundings,
      keyring: { kind: 'none', cause: 'refused' },
      findKeyring: () => {
        asked += 1;
        return Promise.resolve(keyring);
      },
      safeStorage: safeStorageWith(90),
      withoutKeyring: 'ask',
    });
    time += 599_999;
    await secrets.lookAgain();
    expect([asked, secrets.read('token')]).toEqual([0, null]);
    time += 1;
    await secrets.lookAgain();
    expect([asked, secrets.read('token')]).toEqual([1, 'x']);
  });
  it('may refuse once more: stored secrets stay', async () => {
    await (await open()).keep('token', 'x');
    const refusing = { ...safeStorageWith(90), encryptStringAsync: () => Promise.reject(new Error('no')) };
    const { secrets, back } = await openAway('memory-only', refusing);
    await secrets.keep('other', 'y');
    back();
    time += 10_000;
    expect(await secrets.lookAgain()).toBe(false);
    expect([secrets.read('other'), (await open()).read('token')]).toEqual(['y', 'x']);
  });
});

describe('a file of the first version', () => {
  it('is read, each value with the one backend of the file', async () => {
    await (await open()).keep('token', 'x');
    const { values } = JSON.parse(await readFile(file, 'utf8')) as { values: { token: { stored: string } } };
    const first = { version: 1, backend: 'gnome_libsecret', values: { token: values.token.stored } };
    await writeFile(file, JSON.stringify(first));
    const secrets = await open();
    expect(secrets.read('token')).toBe('x');
    await secrets.keep('other', 'y');
    expect((await open()).read('token')).toBe('x');
    await writeFile(file, JSON.stringify(first));
    expect((await open({ kind: 'keyring', backend: 'kwallet6' })).unreadable('token')).toBe(true);
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
    expect(await findKeyring(withBackend(backend), platform, log)).toEqual(expected);
  });
  it('is not used if encryption is not available', async () => {
    expect(await findKeyring(withBackend('kwallet6', false), 'linux', log)).toEqual(none);
  });
  it('is not used if only the newer question is answered with yes', async () => {
    const storage = { ...withBackend('gnome_libsecret'), isEncryptionAvailable: () => false };
    expect(await findKeyring(storage, 'linux', log)).toEqual(none);
  });
  it('is not used if its encrypted text is marked v10, because Chromium used a constant key that everybody knows', async () => {
    const marked = (mark: string): SafeStorage => ({
      ...withBackend('gnome_libsecret'),
      encryptStringAsync: (text) => Promise.resolve(Buffer.from(`${mark}${text}`)),
      decryptStringAsync: (bytes) =>
        Promise.resolve({ result: bytes.subarray(3).toString(), shouldReEncrypt: false }),
    });
    expect(await findKeyring(marked('v10'), 'linux', log)).toEqual(none);
    expect(await findKeyring(marked('v11'), 'linux', log)).toEqual(keyring);
    // On macOS v10 is the mark of the Keychain's key.
    expect(await findKeyring(marked('v10'), 'darwin', log)).toEqual({ kind: 'keyring', backend: 'keychain' });
  });
  it.each(['linux', 'darwin', 'win32'] as const)('refuses on %s when a probe fails', async (platform) => {
    const fails = {
      ...withBackend('gnome_libsecret'),
      encryptStringAsync: () => Promise.reject(new Error()),
    };
    expect(await findKeyring(fails, platform, log)).toEqual({ kind: 'none', cause: 'refused' });
    const forgets: SafeStorage = {
      ...withBackend('gnome_libsecret'),
      decryptStringAsync: () => Promise.resolve({ result: 'something else', shouldReEncrypt: false }),
    };
    expect(await findKeyring(forgets, platform, log)).toEqual({ kind: 'none', cause: 'refused' });
  });
});
