/** Listens on one port at both addresses of `localhost`: a browser may try either, and a stranger could listen at the other one. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Makes a server listen; resolves with its port, rejects with Node's error. */
export type Listen = (server: Server, host: string, port: number) => Promise<number>;

/** Servers that listen on the same port. */
export interface Listening {
  readonly port: number;
  close(): void;
}

const listenAt: Listen = (server, host, port) =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });

/** This computer has no such address (IPv4 or IPv6 is switched off): the other one is all there is. */
const isAbsent = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  (error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT');

/**
 * Listens on `port` (0: any free one) at 127.0.0.1 and ::1, as far as this computer has them.
 * @param create makes a server; called for each address
 * @throws when the port is taken on either address, with EADDRINUSE in its message
 */
export async function listenOnBoth(
  create: () => Server,
  port: number,
  listen: Listen = listenAt,
): Promise<Listening> {
  const open: Server[] = [];
  const close = (): void => {
    for (const server of open) {
      server.close();
      // Only idle ones: the page that says "you can close this window" may still be on its way.
      server.closeIdleConnections();
    }
  };
  let taken = port;
  let absent: unknown = null;
  for (const host of ['127.0.0.1', '::1']) {
    const server = create();
    try {
      taken = await listen(server, host, taken);
      open.push(server);
      // It must not keep a process alive that is otherwise done.
      server.unref();
    } catch (error) {
      if (!isAbsent(error)) {
        close();
        throw error;
      }
      absent = error;
    }
  }
  if (open.length === 0) throw absent;
  return { port: taken, close };
}
