/** Makes Node's own sockets (the websockets) trust what the system trusts, as Chromium's stack does: an organisation's own root, say. */
import tls from 'node:tls';

interface NewerTls {
  getCACertificates?(type: 'default' | 'system'): string[];
  setDefaultCACertificates?(certificates: readonly string[]): void;
}

/** Adds the system's roots to Node's; Node has the functions for it since 22.19 and 24.5, as Electron's Node does. */
export function trustSystemCertificates(node: NewerTls = tls as NewerTls): void {
  if (node.getCACertificates === undefined || node.setDefaultCACertificates === undefined) return;
  node.setDefaultCACertificates([...node.getCACertificates('default'), ...node.getCACertificates('system')]);
}
