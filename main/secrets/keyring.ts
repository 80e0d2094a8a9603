/** The system's keyring as Electron offers it, and whether it really protects secrets. */

import { writeCaught } from '../failures/caught.ts';
import type { Log } from '../log/log.ts';

/** The part of Electron's safeStorage that is used. */
export interface SafeStorage {
  isEncryptionAvailable(): boolean;
  isAsyncEncryptionAvailable(): Promise<boolean>;
  encryptStringAsync(plainText: string): Promise<Buffer>;
  decryptStringAsync(
    encrypted: Buffer,
  ): Promise<{ readonly result: string; readonly shouldReEncrypt: boolean }>;
  /** Linux only. */
  getSelectedStorageBackend?(): string;
}

/** A keyring, or the reason why there is none: the system has none, or the keyring does not work. */
export type Keyring =
  | { readonly kind: 'keyring'; readonly backend: string }
  | { readonly kind: 'none'; readonly cause: 'absent' | 'refused' };

const backendOf: Partial<Record<NodeJS.Platform, string>> = { darwin: 'keychain', win32: 'dpapi' };
const absent: Keyring = { kind: 'none', cause: 'absent' };

/**
 * The prefix of a text that Chromium encrypted with a constant of its own source code. It does that on Linux if the Secret Service gives it
 * no key (os_crypt, facts/electron.md). The prefix for a keyring's key is `v11`.
 */
const constantKeyMark = 'v10';

/** Encrypts a text and checks the result. Electron's other functions answer from the desktop's name, or before the keyring was asked. */
async function tryOut(
  safeStorage: SafeStorage,
  platform: NodeJS.Platform,
  log: Log,
): Promise<'works' | 'absent' | 'refused'> {
  try {
    const probe = 'a probe';
    const encrypted = await safeStorage.encryptStringAsync(probe);
    if (platform === 'linux' && encrypted.subarray(0, 3).toString('latin1') === constantKeyMark)
      return 'absent';
    return (await safeStorage.decryptStringAsync(encrypted)).result === probe ? 'works' : 'refused';
  } catch (error) {
    writeCaught(log, 'keyring-tried', error);
    // macOS: the user has refused access to the Keychain. Linux: the keyring's program has ended, or the user has dismissed its prompt.
    return 'refused';
  }
}

/**
 * Finds the keyring; call it after `ready`. On Linux Chromium may use `basic_text`, a key that everybody knows; that does not count as a
 * keyring (Electron's documentation of getSelectedStorageBackend). Electron chooses the backend by the desktop's name only, so the keyring
 * is tried.
 */
export async function findKeyring(
  safeStorage: SafeStorage,
  platform: NodeJS.Platform,
  log: Log,
): Promise<Keyring> {
  const backend =
    platform === 'linux'
      ? (safeStorage.getSelectedStorageBackend?.() ?? 'unknown')
      : (backendOf[platform] ?? 'unknown');
  if (backend === 'basic_text' || backend === 'unknown') return absent;
  try {
    if (!(await safeStorage.isAsyncEncryptionAvailable())) return absent;
    // On Linux only this function tells whether the keyring gave a key.
    if (platform === 'linux' && !safeStorage.isEncryptionAvailable()) return absent;
  } catch (error) {
    writeCaught(log, 'keyring', error);
    return absent;
  }
  const outcome = await tryOut(safeStorage, platform, log);
  return outcome === 'works' ? { kind: 'keyring', backend } : { kind: 'none', cause: outcome };
}
