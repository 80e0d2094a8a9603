/** The system's keyring as Electron offers it, and whether it deserves the name. */

/** The little of Electron's safeStorage that is used. */
export interface SafeStorage {
  isAsyncEncryptionAvailable(): Promise<boolean>;
  encryptStringAsync(plainText: string): Promise<Buffer>;
  decryptStringAsync(
    encrypted: Buffer,
  ): Promise<{ readonly result: string; readonly shouldReEncrypt: boolean }>;
  /** Linux only. */
  getSelectedStorageBackend?(): string;
}

/** A keyring, or none. */
export type Keyring = { readonly kind: 'keyring'; readonly backend: string } | { readonly kind: 'none' };

const backendOf: Partial<Record<NodeJS.Platform, string>> = { darwin: 'keychain', win32: 'dpapi' };

/**
 * Asks the system, after `ready`. On Linux Chromium falls back to `basic_text`, a key known to everybody: that is no keyring
 * (Electron's documentation of getSelectedStorageBackend).
 */
export async function findKeyring(safeStorage: SafeStorage, platform: NodeJS.Platform): Promise<Keyring> {
  const backend =
    platform === 'linux'
      ? (safeStorage.getSelectedStorageBackend?.() ?? 'unknown')
      : (backendOf[platform] ?? 'unknown');
  if (backend === 'basic_text' || backend === 'unknown') return { kind: 'none' };
  try {
    return (await safeStorage.isAsyncEncryptionAvailable()) ? { kind: 'keyring', backend } : { kind: 'none' };
  } catch {
    return { kind: 'none' };
  }
}
