/** Makes Node's own sockets (the websockets) trust what the system trusts, as Chromium's stack does: an organisation's own root, say. */
import tls from 'node:tls';

interface NewerTls {
  getCACertificates?(type: 'default' | 'system'): string[];
  setDefaultCACertificates?(certificates: readonly string[]): void;
}

/** How it went; `failed` leaves Node with the roots that it brings. */
export type TrustOutcome = 'trusted' | 'not-supported' | 'failed';

/**
 * Adds the system's roots to Node's. Node has the functions for it since 22.19 and 24.5, so that they run on Electron's Node and not on an
 * older one; the system's store may be unreadable or hold what Node cannot parse, and the app must start all the same.
 */
export function trustSystemCertificates(node: NewerTls = tls as NewerTls): TrustOutcome {
  if (node.getCACertificates === undefined || node.setDefaultCACertificates === undefined)
    return 'not-supported';
  try {
    const roots = new Set([...node.getCACertificates('default'), ...node.getCACertificates('system')]);
    if (roots.size > 0) node.setDefaultCACertificates([...roots]);
    return 'trusted';
  } catch {
    return 'failed';
  }
}
