/**
 * The addresses of the pages. App and engine share an origin, and so the database. Sign-in has its own origin, and so its own storage
 * (decision 8).
 */
import type { PageName } from './door.ts';

export const appOrigin = 'https://app.isthmus.localhost';
export const signInOrigin = 'https://signin.isthmus.localhost';

/** The address of every page. Preload and main both identify a page by it. */
export const pageAddresses: Readonly<Record<PageName, string>> = {
  app: `${appOrigin}/app/index.html`,
  engine: `${appOrigin}/engine/index.html`,
  signin: `${signInOrigin}/signin/index.html`,
};

/** The page at `address` (without query and fragment), or null if it is not one of ours. */
export function pageAt(address: string): PageName | null {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null) return null;
  const plain = `${url.origin}${url.pathname}`;
  const names: readonly PageName[] = ['app', 'engine', 'signin'];
  return names.find((name) => pageAddresses[name] === plain) ?? null;
}
