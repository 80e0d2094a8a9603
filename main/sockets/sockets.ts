/** The Mattermost websockets, held in main: authorised at the upgrade (only so can the server replay what was missed) and without Origin. */
import WebSocket, { type ClientOptions } from 'ws';
import type { CallRequest, SocketEvent } from '../../preload/contract/index.ts';
import type { Upstream } from '../gateway/gateway.ts';
import { createBatch, type Timers } from './batch.ts';

/** The server pings every 60 s; we ask twice as often, and a peer that misses two of our pings is dead. */
const pingMs = 30_000;
/** After the machine slept, a peer must answer this soon. */
const probeMs = 5_000;

/** What the sockets need. */
export interface SocketSurroundings {
  readonly upstream: (account: string) => Upstream | null;
  readonly timers: Timers;
  /** Hands an event to the engine page. */
  readonly hand: (socket: string, event: SocketEvent) => void;
  /** Opens a connection; `ws` itself unless a test stands in. */
  readonly connect?: (address: string, options: ClientOptions) => WebSocket;
}

/** The sockets of the engine page. */
export interface Sockets {
  open(request: CallRequest<'socket:open'>): void;
  send(socket: string, text: string): void;
  close(socket: string): void;
  /** After the machine slept: connections that no longer lead anywhere end soon. */
  probe(): void;
  /** When the engine page is gone. Nobody is told. */
  closeAll(): void;
}

/** The websocket's address: the server's, with the place to resume at. */
export function socketAddress(serverUrl: string, resume: CallRequest<'socket:open'>['resume']): string {
  const url = new URL(`${serverUrl}/api/v4/websocket`);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  url.searchParams.set('connection_id', resume?.connectionId ?? '');
  url.searchParams.set('sequence_number', String(resume?.sequence ?? 0));
  return url.href;
}

interface Watch {
  probe(): void;
  stop(): void;
}

/** Keeps asking a peer whether it lives; terminates it when it does not answer. */
function watch(socket: WebSocket, timers: Timers): Watch {
  let unanswered = 0;
  let cancel = (): void => undefined;
  const alive = (): void => void (unanswered = 0);
  socket.on('pong', alive);
  socket.on('message', alive);
  const ask = (): void => {
    if (unanswered >= 2) {
      socket.terminate();
      return;
    }
    unanswered += 1;
    socket.ping();
    cancel = timers.after(pingMs, ask);
  };
  cancel = timers.after(pingMs, ask);
  return {
    probe: () => {
      cancel();
      unanswered = 1;
      socket.ping();
      // A pong has set it back to 0 by then; otherwise the count is full.
      cancel = timers.after(probeMs, () => {
        unanswered *= 2;
        ask();
      });
    },
    stop: () => cancel(),
  };
}

/** Holds the engine's sockets; every socket ends with exactly one `closed`, unless `closeAll` ended it. */
export function createSockets({ upstream, timers, hand, connect }: SocketSurroundings): Sockets {
  const sockets = new Map<string, WebSocket>();
  const watches = new Map<WebSocket, Watch>();

  const start = (
    id: string,
    serverUrl: string,
    token: string,
    resume: CallRequest<'socket:open'>['resume'],
  ): void => {
    const options: ClientOptions = {
      headers: { authorization: `Bearer ${token}` },
      handshakeTimeout: 20_000,
      maxPayload: 16 * 1024 * 1024,
      followRedirects: false,
    };
    const address = socketAddress(serverUrl, resume);
    const socket = connect === undefined ? new WebSocket(address, options) : connect(address, options);
    sockets.set(id, socket);
    let refusedWith: number | null = null;
    const mine = (): boolean => sockets.get(id) === socket;
    const batch = createBatch(timers, (frames) => mine() && hand(id, { kind: 'frames', frames }));
    socket.on('open', () => {
      watches.set(socket, watch(socket, timers));
      if (mine()) hand(id, { kind: 'opened' });
    });
    socket.on('message', (data: Buffer, isBinary: boolean) => {
      if (!isBinary) batch.add(data.toString('utf8'));
    });
    socket.on('unexpected-response', (_request, response) => {
      refusedWith = response.statusCode ?? null;
      response.destroy();
      socket.terminate();
    });
    // An error is always followed by close, which tells the page.
    socket.on('error', () => undefined);
    socket.on('close', (code) => {
      watches.get(socket)?.stop();
      watches.delete(socket);
      batch.flush();
      if (!mine()) return;
      sockets.delete(id);
      hand(id, { kind: 'closed', code, status: refusedWith });
    });
  };

  return {
    open: ({ account, socket, resume }) => {
      if (sockets.has(socket)) return;
      const to = upstream(account);
      if (!to?.token) {
        // As the server would answer without a session; a token that is only locked away is no answer at all.
        hand(socket, { kind: 'closed', code: 1006, status: to?.locked === true ? null : 401 });
        return;
      }
      start(socket, to.serverUrl, to.token, resume);
    },
    send: (id, text) => {
      const socket = sockets.get(id);
      if (socket?.readyState === WebSocket.OPEN) socket.send(text);
    },
    close: (id) => sockets.get(id)?.close(1000),
    probe: () => {
      for (const each of watches.values()) each.probe();
    },
    closeAll: () => {
      const open = [...sockets.values()];
      sockets.clear();
      for (const socket of open) socket.terminate();
    },
  };
}
