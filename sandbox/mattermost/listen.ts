/** Puts a pretend server on a real loopback socket: HTTP by @hono/node-server, websocket by `ws`. */
import { createAdaptorServer } from '@hono/node-server';
import type { AddressInfo, Socket } from 'node:net';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { pongWait, type SocketHandle, type SocketHub } from './sockets/hub.ts';
import type { MattermostSettings } from './settings.ts';
import { ConnectionLost } from '../faults.ts';

export interface ListeningMattermost {
  /** `http://127.0.0.1:…`, without a slash at the end. */
  readonly url: string;
  close(): Promise<void>;
}

interface Listenable {
  readonly fetch: (request: Request) => Promise<Response>;
  readonly sockets: SocketHub;
  readonly settings: MattermostSettings;
}

const isIncoming = (bindings: unknown): bindings is { readonly incoming: IncomingMessage } =>
  typeof bindings === 'object' && bindings !== null && 'incoming' in bindings;

const headersOf = (request: IncomingMessage): Headers => {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  return headers;
};

const refuse = (socket: Duplex, status: number, body: string): void => {
  socket.end(
    `HTTP/1.1 ${status} Bad Request\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
};

/** Server pings go out every 60 s; without a pong for 100 s the socket is torn down (facts: Websocket). */
const keepAlive = (socket: WebSocket): (() => void) => {
  let lastPong = Date.now();
  socket.on('pong', () => (lastPong = Date.now()));
  const timer = setInterval(() => {
    if (Date.now() - lastPong > pongWait) socket.terminate();
    else socket.ping();
  }, pongWait * 0.6);
  timer.unref();
  return () => clearInterval(timer);
};

/** Listens on 127.0.0.1 (`port` 0: any). A fault that loses a connection destroys its socket. */
export const listenMattermost = async (server: Listenable, port = 0): Promise<ListeningMattermost> => {
  const http = createAdaptorServer({
    fetch: async (request: Request, bindings: unknown) => {
      try {
        return await server.fetch(request);
      } catch (error) {
        if (!(error instanceof ConnectionLost)) throw error;
        if (isIncoming(bindings)) bindings.incoming.socket.destroy();
        return new Response(null);
      }
    },
  }) as Server;
  const open = new Set<Socket>();
  http.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
  });
  const upgrades = new WebSocketServer({ noServer: true });
  http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const url = new URL(request.url ?? '/', `http://${request.headers.host ?? 'localhost'}`);
    if (!/^\/api\/v4\/websocket\/?$/.test(url.pathname)) {
      refuse(socket, 404, '');
      return;
    }
    accept(server.sockets, upgrades, { request, socket, head, url });
  });
  await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  if (server.settings.SiteURL === '') server.settings.SiteURL = url;
  return {
    url,
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise<void>((resolve) => http.close(() => resolve()));
    },
  };
};

interface Upgrade {
  readonly request: IncomingMessage;
  readonly socket: Duplex;
  readonly head: Buffer;
  readonly url: URL;
}

/** Asks the hub first: a refused upgrade gets its HTTP answer, no websocket. */
const accept = (hub: SocketHub, upgrades: WebSocketServer, { request, socket, head, url }: Upgrade): void => {
  let web: WebSocket | null = null;
  const early: string[] = [];
  const peer = {
    send: (text: string): void => {
      if (web) web.send(text);
      else early.push(text);
    },
    close: (code: number, reason: string): void => {
      // 1006 is no code to send: the connection just breaks.
      if (web && code !== 1006) web.close(code, reason);
      else if (web) web.terminate();
      else socket.destroy();
    },
  };
  const accepted = hub.connect(peer, { headers: headersOf(request), url });
  if ('refused' in accepted) {
    refuse(socket, accepted.refused.status, accepted.refused.body);
    return;
  }
  const handle: SocketHandle = accepted;
  socket.on('close', () => handle.closed());
  upgrades.handleUpgrade(request, socket, head, (opened) => {
    web = opened;
    const stop = keepAlive(opened);
    opened.on('message', (data: Buffer) => handle.receive(data.toString()));
    opened.on('error', () => opened.terminate());
    opened.on('close', stop);
    for (const text of early) opened.send(text);
  });
};
