/** The system's keyring as Electron offers it, and whether it protects anything. */

import { writeCaught } from '../failures/caught.ts';
import type { Log } from '../log/log.ts';

/** The little of Electron's safeStorage that is used. */
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

/** A keyring, or why there is none: the system has none, or has one that does not do its work. */
export type Keyring =
  | { readonly kind: 'keyring'; readonly backend: string }
  | { readonly kind: 'none'; readonly cause: 'absent' | 'refused' };

const backendOf: Partial<Record<NodeJS.Platform, string>> = { darwin: 'keychain', win32: 'dpapi' };
const absent: Keyring = { kind: 'none', cause: 'absent' };

/**
 * What Chromium puts in front of a text that it encrypted with a constant from its source, which it does on Linux when the Secret Service
 * gives it no key (os_crypt, facts/electron.md). A keyring's key is marked `v11`.
 */
const constantKeyMark = 'v10';

/** Encrypts something and looks at it: the other questions are answered by names, or before the keyring was asked. */
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
    // macOS: the user has refused the Keychain. Linux: the keyring's owner has gone, or its prompt was dismissed.
    return 'refused';
  }
}

/**
 * Asks the system, after `ready`. On Linux Chromium may use `basic_text`, a key that everybody knows: that is no keyring (Electron's
 * documentation of getSelectedStorageBackend). Electron chooses the backend by the desktop's name only, so it is tried out.
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
    // On Linux it is this one that says whether a key was had.
    if (platform === 'linux' && !safeStorage.isEncryptionAvailable()) return absent;
  } catch (error) {
    writeCaught(log, 'keyring', error);
    return absent;
  }
  const outcome = await tryOut(safeStorage, platform, log);
  return outcome === 'works' ? { kind: 'keyring', backend } : { kind: 'none', cause: outcome };
}
