/** A server's address: how it is kept, and whether a password may be sent there. */

import { isInClear } from '../../../preload/contract/index.ts';

/** Without slashes at the end and without query: how a server's address is kept, and what its account id is made from. */
export function normalServerUrl(url: string): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname.replace(/(?<!\/)\/+$/, '')}`;
}

/** What a preset says of one address. */
export interface AllowedAddress {
  readonly url: string;
  readonly allowHttp: boolean;
}

/** Whether this address may be used: a preset can allow one that is in clear, and only its own. */
export function mayBeUsed(serverUrl: string, preset: AllowedAddress | null): boolean {
  if (!isInClear(serverUrl)) return true;
  return preset?.allowHttp === true && normalServerUrl(preset.url) === normalServerUrl(serverUrl);
}
