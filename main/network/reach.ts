/** The allow-lists: the hosts that requests of an account, or of a cloud, may reach. No request and no redirect goes to another host. */
import { fileHostsOf } from './file-hosts.ts';
import type { Reach } from './fetch.ts';

/** Allows the origins of these addresses and nothing else. */
export function originsOf(...urls: readonly string[]): Reach {
  const origins = new Set(urls.map((url) => new URL(url).origin));
  return ({ origin }) => origins.has(origin);
}

/** Allows the hosts of Teams' files: those of the cloud that Graph's address names, and Graph itself. */
export function filesOf(graphUrl: string): Reach {
  const graph = originsOf(graphUrl);
  const hosts = fileHostsOf(new URL(graphUrl).origin);
  return (url) =>
    graph(url) ||
    (url.protocol === 'https:' && url.port === '' && hosts.some((host) => url.hostname.endsWith(`.${host}`)));
}
