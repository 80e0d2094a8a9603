/** Decides which addresses belong to Graph. Only these get the token. */

export interface GraphAddress {
  readonly hostname: string;
  /**
   * Makes an https address of a path below the version (`/me`) or of a link that Graph gave; null if the link leads elsewhere. Microsoft's
   * client sends tokens to https only (facts, graph §4).
   */
  secure(pathOrLink: string): string | null;
  /** The address to which a request is really sent: http again for a sandbox on the loopback. */
  onTheWire(secure: string): string;
  /** The path below the version, for an address of this Graph or of the public Graph (bodies of messages hold these); else null. */
  pathOf(link: string): string | null;
}

const publicGraph = 'https://graph.microsoft.com/v1.0';

const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname.endsWith('.localhost') || hostname.startsWith('127.');

/**
 * Takes the address of Graph with its version (`https://graph.microsoft.com/v1.0`, a national cloud's, a sandbox's).
 * @throws Error if it is neither https nor on the loopback, because tokens are never sent without encryption
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
