/** Graph's own address: what belongs to it gets the token, nothing else ever does. */

export interface GraphAddress {
  readonly hostname: string;
  /**
   * The address to ask for, with https as its scheme, from a path below the version (`/me`) or a link that Graph gave; null when
   * the link leads elsewhere. Microsoft's client sends tokens to https only (facts, graph §4).
   */
  secure(pathOrLink: string): string | null;
  /** The address as it is on the wire: http again for a sandbox on the loopback. */
  onTheWire(secure: string): string;
  /** The path below the version of one of Graph's own addresses, or of the public Graph's, which bodies of messages hold; else null. */
  pathOf(link: string): string | null;
}

const publicGraph = 'https://graph.microsoft.com/v1.0';

const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname.endsWith('.localhost') || hostname.startsWith('127.');

/**
 * Takes the address of Graph with its version (`https://graph.microsoft.com/v1.0`, a national cloud's, a sandbox's).
 * @throws Error when it is neither https nor on the loopback: tokens do not travel in the clear
 */
export const createGraphAddress = (graphUrl: string): GraphAddress => {
  const base = new URL(graphUrl.replace(/(?<!\/)\/+$/, ''));
  if (base.protocol !== 'https:' && !(base.protocol === 'http:' && isLoopback(base.hostname)))
    throw new Error('Graph must be asked over https');
  const own = `${base.origin}${base.pathname}`;
  const securely = (address: string): string => address.replace(/^http:/, 'https:');
  const below = (link: string, root: string): string | null =>
    link.startsWith(`${root}/`) ? link.slice(root.length) : null;
  return {
    hostname: base.hostname,
    secure: (pathOrLink) => {
      if (pathOrLink.startsWith('/')) return securely(`${own}${pathOrLink}`);
      if (!URL.canParse(pathOrLink) || new URL(pathOrLink).origin !== base.origin) return null;
      return securely(pathOrLink);
    },
    onTheWire: (secure) => (base.protocol === 'http:' ? secure.replace(/^https:/, 'http:') : secure),
    pathOf: (link) => below(link, own) ?? below(link, publicGraph),
  };
};
