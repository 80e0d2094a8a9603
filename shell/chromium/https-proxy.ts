// The path of all other https requests to main's handler. In Electron, protocol.handle('https', …) is asked about each request of the
// session, not only about ours. Chromium uses this as its https proxy, and its tunnels end at our own server. Without a handler the tunnel
// leads to the network.
import { createServer } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** The proxy's port, and how to close it. */
export interface HttpsProxy {
  readonly port: number;
  close(): void;
}

function tunnel(host: string, port: number, client: Duplex): Socket {
  const server = connect({ host, port }, () => {
    client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    server.pipe(client);
    client.pipe(server);
  });
  server.on('error', () => client.destroy());
  return server;
}

/**
 * Starts the proxy.
 * @param handled whether main answers https now
 * @param serve takes a connection on which Chromium is about to speak TLS
 */
export async function startHttpsProxy(
  handled: () => boolean,
  serve: (socket: Duplex) => void,
): Promise<HttpsProxy> {
  const proxy = createServer((_request, response) => response.writeHead(405).end());
  const open = new Set<Duplex>();
  proxy.on('connect', ({ url = '' }, client: Duplex, head: Buffer) => {
    const { hostname, port } = new URL(`https://${url}`);
    open.add(client);
    client.on('error', () => client.destroy());
    if (handled()) {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      if (head.length > 0) client.unshift(head);
      serve(client);
      client.on('close', () => open.delete(client));
      return;
    }
    const server = tunnel(hostname.replace(/^\[|\]$/g, ''), Number(port || 443), client);
    client.on('close', () => {
      open.delete(client);
      server.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    proxy.once('error', reject);
    proxy.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: (proxy.address() as AddressInfo).port,
    close: () => {
      proxy.close();
      for (const socket of open) socket.destroy();
    },
  };
}
