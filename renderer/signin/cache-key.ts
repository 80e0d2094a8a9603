/** The key of MSAL's encrypted cache: a session cookie that main keeps for us in the system's keyring (facts/sign-in.md, Cache). */
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

/** The key cannot be read just now. Opened without it, the cache would be emptied (facts/sign-in.md, Corrections): it stays closed. */
export class CacheClosed extends Error {
  override readonly name = 'CacheClosed';
}

/** MSAL could not read its cache with this key: the key is another one, or an entry is damaged. */
export class CacheDamaged extends Error {
  override readonly name = 'CacheDamaged';
}

/** Removes MSAL's whole cache and its key's cookie. */
export function dropCache(): void {
  removeCookie();
  for (const key of Object.keys(localStorage)) if (key.startsWith('msal')) localStorage.removeItem(key);
}

/** The key that main keeps for us; null where there is none yet. Rejects with `CacheClosed` where there is one that cannot be read. */
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

/** What reading what is stored fails with: decrypting (WebCrypto), decoding, parsing. Anything else may be better next time. */
const isDamage = (error: unknown): boolean =>
  error instanceof DOMException ||
  error instanceof SyntaxError ||
  error instanceof TypeError ||
  (error instanceof AuthError && error.errorCode === 'invalid_base64_string');

/**
 * Runs `initialize` with `key` in its cookie (null: MSAL makes a new one, which main then keeps), and deletes the cookie at once: Chromium
 * would otherwise write it into the profile's cookie database. Rejects with `CacheDamaged` when what is stored cannot be read.
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
    // Harmless: thrown on, damage by its own name.
    throw isDamage(error) ? new CacheDamaged() : error;
  } finally {
    removeCookie();
  }
  if (made !== null && made !== key) await door.call('signin:keep-cache-key', { key: made });
  return opened;
}
