/**
 * The key of MSAL's encrypted cache. MSAL keeps it in a session cookie. Main keeps it for us in the system's keyring, and the cookie exists only
 * while MSAL reads it (facts/sign-in.md, Cache).
 */
import { AuthError } from '@azure/msal-browser';
import type { Door } from '../../preload/contract/index.ts';

const cookieName = 'msal.cache.encryption';

const writeCookie = (value: string, maxAge: string): void => {
  document.cookie = `${cookieName}=${value};path=/;Secure;SameSite=None${maxAge}`;
};

/** The cookie's value as MSAL wrote it, still encoded; null when there is none. */
function readCookie(): string | null {
  const found = document.cookie.split('; ').find((cookie) => cookie.startsWith(`${cookieName}=`));
  return found?.slice(cookieName.length + 1) ?? null;
}

const removeCookie = (): void => writeCookie('', ';max-age=0');

/**
 * The key cannot be read just now. MSAL would empty the cache if it opened it without the key, so the cache stays closed (facts/sign-in.md,
 * Corrections).
 */
export class CacheClosed extends Error {
  override readonly name = 'CacheClosed';
}

/** MSAL could not read its cache: it is encrypted with another key, or an entry is damaged. */
export class CacheDamaged extends Error {
  override readonly name = 'CacheDamaged';
}

/** Removes MSAL's whole cache, and the cookie with its key. */
export function dropCache(): void {
  removeCookie();
  for (const key of Object.keys(localStorage)) if (key.startsWith('msal')) localStorage.removeItem(key);
}

/** The key that main keeps for us; null if there is none yet. Rejects with `CacheClosed` if there is a key that cannot be read. */
export async function keptKey(door: Door<'signin'>): Promise<string | null> {
  const answer = await door.call('signin:cache-key', {});
  switch (answer.kind) {
    case 'key':
      return answer.key;
    case 'none':
      return null;
    case 'unreadable':
      throw new CacheClosed();
  }
}

/**
 * Whether an error says that the stored entries are damaged: they could not be decrypted (WebCrypto), decoded or parsed. Any other error may
 * not come again.
 */
const isDamage = (error: unknown): boolean =>
  error instanceof DOMException ||
  error instanceof SyntaxError ||
  error instanceof TypeError ||
  (error instanceof AuthError && error.errorCode === 'invalid_base64_string');

/**
 * Runs `initialize`, which opens MSAL, with `key` in the cookie, and returns its result. Afterwards the cookie is deleted at once, because
 * Chromium would write it into the profile's cookie database. With `key` null MSAL makes a new key, and main keeps it. Rejects with
 * `CacheDamaged` if the stored entries cannot be read, and otherwise with the error of `initialize`.
 */
export async function withCacheKey<Opened>(
  door: Door<'signin'>,
  key: string | null,
  initialize: () => Promise<Opened>,
): Promise<Opened> {
  if (key !== null) writeCookie(key, '');
  let opened: Opened;
  let made: string | null;
  try {
    opened = await initialize();
    made = readCookie();
  } catch (error) {
    // Harmless: the error is thrown again, and damage gets a name of its own.
    throw isDamage(error) ? new CacheDamaged() : error;
  } finally {
    removeCookie();
  }
  if (made !== null && made !== key) await door.call('signin:keep-cache-key', { key: made });
  return opened;
}
