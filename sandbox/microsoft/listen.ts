/** Serves a tenant on loopback https, with separate ports for sign-in and Graph. */
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:https';
import {
  createAdaptorServer,
  type Http2Bindings,
  type HttpBindings,
  type ServerType,
} from '@hono/node-server';
import { ConnectionLost } from '../faults.ts';
import type { MicrosoftTenant, MicrosoftUrls } from './contract.ts';

type Fetch = (request: Request) => Promise<Response>;

/** A broken connection is a destroyed socket. */
const overSockets =
  (handle: Fetch) =>
  async (request: Request, bindings: HttpBindings | Http2Bindings): Promise<Response> => {
    try {
      return await handle(request);
    } catch (problem) {
      if (!(problem instanceof ConnectionLost)) throw problem;
      bindings.incoming.socket.destroy();
      return new Response(null, { status: 500 });
    }
  };

const listen = async (
  handle: Fetch,
  pem: { key: string; cert: string },
  port: number,
): Promise<ServerType> => {
  const server = createAdaptorServer({
    fetch: overSockets(handle),
    overrideGlobalObjects: false,
    createServer,
    serverOptions: pem,
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return server;
};

const urlOf = (server: ServerType): string => `https://localhost:${(server.address() as AddressInfo).port}`;

const close = (server: ServerType): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    if ('closeAllConnections' in server) server.closeAllConnections();
  });

/**
 * Listens on 127.0.0.1 under the name `localhost` and moves the tenant there.
 * @param pem key and certificate, PEM (see makeCertificate)
 * @param port of sign-in; Graph takes the next one. 0 lets the system choose both.
 */
export const listenMicrosoft = async (
  tenant: MicrosoftTenant,
  pem: { readonly key: string; readonly cert: string },
  port = 0,
): Promise<MicrosoftUrls & { close(): Promise<void> }> => {
  const login = await listen((request) => tenant.login.fetch(request), pem, port);
  const graph = await listen((request) => tenant.graph.fetch(request), pem, port === 0 ? 0 : port + 1);
  const urls: MicrosoftUrls = { loginUrl: urlOf(login), graphUrl: urlOf(graph) };
  tenant.moveTo(urls);
  return {
    ...urls,
    close: async () => {
      await Promise.all([close(login), close(graph)]);
    },
  };
};
