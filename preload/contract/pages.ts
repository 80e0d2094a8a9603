/** Where each page lives. App and engine share an origin, and so the database; sign-in has its own, and so its own storage (decision 8). */
import type { PageName } from './door.ts';

export const appOrigin = 'https://app.isthmus.localhost';
export const signInOrigin = 'https://signin.isthmus.localhost';

/** The address of every page, which is also how a page is known: preload and main both look here. */
export const pageAddresses: Readonly<Record<PageName, string>> = {
  app: `${appOrigin}/app/index.html`,
  engine: `${appOrigin}/engine/index.html`,
  signin: `${signInOrigin}/signin/index.html`,
};

/** The page at `address` (query and fragment do not count), or null when none of ours lives there. */
export function pageAt(address: string): PageName | null {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null) return null;
  const plain = `${url.origin}${url.pathname}`;
  const names: readonly PageName[] = ['app', 'engine', 'signin'];
  return names.find((name) => pageAddresses[name] === plain) ?? null;
}
