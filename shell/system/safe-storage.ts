// safeStorage without a keyring: AES-256-GCM with a key file in userData that only this user can read. It does not protect from that user. It
// gives main the same calls, the same failures, and encrypted bytes.
// ISTHMUS_SAFE_STORAGE=none: no encryption. =basic_text (or another of Electron's backends): the backend that the system reports. =v10: a
// keyring by its name only; the Secret Service gives no key and Chromium encrypts with a published constant. =refused: the user refuses
// access to the keyring, so that encryption fails when it is used (macOS, Keychain).
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app } from '../app.ts';
import { like } from '../like.ts';

type Backend = ReturnType<Electron.SafeStorage['getSelectedStorageBackend']>;
const backends: readonly Backend[] = [
  'basic_text',
  'gnome_libsecret',
  'kwallet',
  'kwallet5',
  'kwallet6',
  'unknown',
];

// Chromium's prefix is v10 for its published constant, and v11 for a keyring's key.
const prefix = (): Buffer => Buffer.from(setting() === 'v10' ? 'v10' : 'v11');
const setting = (): string => process.env.ISTHMUS_SAFE_STORAGE ?? 'gnome_libsecret';
const named = new Set(['v10', 'refused']);
let plainTextAllowed = false;

function available(): boolean {
  if (!app.isReady()) return false;
  return setting() !== 'none' && (setting() !== 'basic_text' || plainTextAllowed);
}

function keyOfProfile(): Buffer {
  const file = join(app.getPath('userData'), 'shell-safe-storage.key');
  try {
    return readFileSync(file);
  } catch {
    const key = randomBytes(32);
    mkdirSync(app.getPath('userData'), { recursive: true });
    writeFileSync(file, key, { mode: 0o600, flag: 'wx' });
    return key;
  }
}

function encrypt(plainText: string): Buffer {
  if (!available())
    throw new Error(
      'Error while encrypting the text provided to safeStorage.encryptString. Encryption is not available.',
    );
  if (setting() === 'refused') throw new Error('Error while encrypting the text provided to safeStorage.');
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyOfProfile(), nonce);
  const body = Buffer.concat([cipher.update(plainText, 'utf8'), cipher.final()]);
  return Buffer.concat([prefix(), nonce, cipher.getAuthTag(), body]);
}

function decrypt(encrypted: Buffer): string {
  if (!available())
    throw new Error(
      'Error while decrypting the ciphertext provided to safeStorage.decryptString. Decryption is not available.',
    );
  try {
    if (!encrypted.subarray(0, 3).equals(prefix())) throw new Error('no prefix');
    const decipher = createDecipheriv('aes-256-gcm', keyOfProfile(), encrypted.subarray(3, 15));
    decipher.setAuthTag(encrypted.subarray(15, 31));
    return Buffer.concat([decipher.update(encrypted.subarray(31)), decipher.final()]).toString('utf8');
  } catch {
    throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptString.');
  }
}

export const safeStorage = like<Electron.SafeStorage>()({
  // The synchronous function asks for the key itself; the other accepts any key.
  isEncryptionAvailable: () => available() && setting() !== 'v10',
  isAsyncEncryptionAvailable: () => Promise.resolve(available()),
  encryptString: encrypt,
  decryptString: decrypt,
  encryptStringAsync: async (plainText: string) => Promise.resolve(encrypt(plainText)),
  decryptStringAsync: async (encrypted: Buffer) =>
    Promise.resolve({ shouldReEncrypt: false, result: decrypt(encrypted) }),
  // It answers by the desktop's name, even if the keyring then fails.
  getSelectedStorageBackend: () =>
    named.has(setting()) ? 'gnome_libsecret' : (backends.find((one) => one === setting()) ?? 'unknown'),
  setUsePlainTextEncryption: (use: boolean) => {
    plainTextAllowed = use;
  },
});
