/** The one rule for the question: would a request to this address cross the network unencrypted? */

/**
 * Whether this host is this computer, by its name alone (RFC 6761, 6.3; RFC 1122, 3.2.1.3). The URL parser has already normalised numbers.
 */
const isLoopback = (hostname: string): boolean =>
  /^(?:localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])\.?$/.test(hostname);

/** Whether passwords, tokens and messages would be readable on the way to `url`, a whole address. */
export function isInClear(url: string): boolean {
  // A text that is not an address does not count as safe.
  if (!URL.canParse(url)) return true;
  const { protocol, hostname } = new URL(url);
  return protocol !== 'https:' && !isLoopback(hostname);
}
