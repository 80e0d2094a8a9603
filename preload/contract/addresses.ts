/** One rule for one question: would what is sent to this address cross the network in clear? */

/** Whether this host is this computer, by its name alone (RFC 6761, 6.3; RFC 1122, 3.2.1.3). The URL parser has made numbers canonical. */
const isLoopback = (hostname: string): boolean =>
  /^(?:localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])\.?$/.test(hostname);

/** Whether passwords, tokens and messages would be readable on the way to `url`, a whole address. */
export function isInClear(url: string): boolean {
  // What is no address is not safe either.
  if (!URL.canParse(url)) return true;
  const { protocol, hostname } = new URL(url);
  return protocol !== 'https:' && !isLoopback(hostname);
}
