/** Listens on one port at both addresses of `localhost`. A browser may use either, and another program could listen at the other one. */
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

/** Whether the error says that this computer lacks the address (IPv4 or IPv6 is off). Then the other address alone is used. */
const isAbsent = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  (error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT');

/**
 * Listens on `port` (0: any free one) at 127.0.0.1 and ::1, if this computer has them.
 * @param create makes a server; called for each address
 * @throws if the port is taken on either address, with EADDRINUSE in its message
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
      // Closes only idle connections, because the last page ("you can close this window") may still be sent.
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
      // The server must not keep the process alive.
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
