/** A server's address: how it is kept, and whether a password may be sent there. */

import { isInClear } from '../../../preload/contract/index.ts';

/** The stored form of a server's address, from which its account id is made: without query, and without slashes at the end. */
export function normalServerUrl(url: string): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname.replace(/(?<!\/)\/+$/, '')}`;
}

/** The preset's rule for one address. */
export interface AllowedAddress {
  readonly url: string;
  readonly allowHttp: boolean;
}

/** Whether this address may be used. A preset can allow an address with http, and only its own. */
export function mayBeUsed(serverUrl: string, preset: AllowedAddress | null): boolean {
  if (!isInClear(serverUrl)) return true;
  return preset?.allowHttp === true && normalServerUrl(preset.url) === normalServerUrl(serverUrl);
}
