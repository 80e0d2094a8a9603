/** Which headers pass the gateway, in each direction. */

// Headers of one connection (RFC 9110, 7.6.1), and headers that the network stack sets itself.
const hopByHop = [
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'host',
  'content-length',
];
// Headers that tell the server about our pages. A server refuses an Origin or needs CORS for it; cookies would compete with the token
// (facts/mattermost.md).
const ours = ['origin', 'referer', 'cookie', 'authorization', 'accept-encoding'];
const dropped = new Set([...hopByHop, ...ours]);
const keptFromPage = (name: string): boolean => !dropped.has(name) && !/^(sec-|proxy-|x-isthmus-)/.test(name);

/**
 * The headers for the server: those of the page, without headers that concern only page and gateway, and with the account's token (null:
 * none).
 */
export function headersToServer(fromPage: Headers, token: string | null): Headers {
  const headers = new Headers();
  for (const [name, value] of fromPage) if (keptFromPage(name)) headers.set(name, value);
  if (token !== null) headers.set('authorization', `Bearer ${token}`);
  return headers;
}

// A session cookie must not reach the page. The server's CORS headers and policies have no meaning on our origin.
const kept =
  /^(content-type|content-disposition|content-range|accept-ranges|etag|last-modified|date|retry-after|link|location|www-authenticate|(?:client-)?request-id|ratelimit-.*|x-.*)$/;

/**
 * The headers for the page: those that a client of the API reads. Content-Length is left out, because the body may have been decompressed.
 */
export function headersToPage(fromServer: Headers): Headers {
  const headers = new Headers();
  for (const [name, value] of fromServer)
    if (kept.test(name) && !/^x-(?:frame-options|isthmus-.*)$/.test(name)) headers.set(name, value);
  return headers;
}
