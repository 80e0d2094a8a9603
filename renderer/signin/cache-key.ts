/** The key of MSAL's encrypted cache: a session cookie that main keeps for us in the system's keyring (facts/sign-in.md, Cache). */
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

/** Removes MSAL's whole cache and its key's cookie: for a cache that cannot be opened any more. */
export function dropCache(): void {
  removeCookie();
  for (const key of Object.keys(localStorage)) if (key.startsWith('msal')) localStorage.removeItem(key);
}

/** The key that main keeps for us, or null. */
export const keptKey = async (door: Door<'signin'>): Promise<string | null> =>
  (await door.call('signin:cache-key', {})).key;

/**
 * Runs `initialize` with `key` in its cookie (null: MSAL makes a new one, which main then keeps), and deletes the cookie at once: Chromium
 * would otherwise write it into the profile's cookie database.
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
  } finally {
    removeCookie();
  }
  if (made !== null && made !== key) await door.call('signin:keep-cache-key', { key: made });
  return opened;
}
