/**
 * Holds the Mattermost websockets in main. They send the token with the upgrade, because only then can the server replay missed events. They
 * are Electron's `net.WebSocket`, so they use the system's proxy, its login, and its certificates, as requests do.
 */
import type { CallRequest, SocketEvent } from '../../preload/contract/index.ts';
import type { Upstream } from '../gateway/routes.ts';
import { createBatch, type Timers } from './batch.ts';

/** How long the upgrade may take, in milliseconds. */
const openMs = 20_000;
/** How soon a peer must answer after the machine slept, in milliseconds. At other times the connector notices a silent socket. */
const probeMs = 5_000;
/** A ping for Mattermost, because net.WebSocket has no ping of its own. The server returns the number unchanged. */
const ping = JSON.stringify({ action: 'ping', seq: 1 });

/** The part of Electron's net.WebSocket that is used. */
export interface Connection {
  readonly readyState: number;
  addEventListener(type: 'open' | 'message' | 'close', listener: (event: object) => void): void;
  send(text: string): void;
  close(code?: number): void;
}

const isOpen = 1;

/** The surroundings of the sockets. */
export interface SocketSurroundings {
  readonly upstream: (account: string) => Upstream | null;
  readonly timers: Timers;
  /** Sends an event to the engine page. */
  readonly hand: (socket: string, event: SocketEvent) => void;
  /** `new net.WebSocket` with the headers of the upgrade. */
  readonly connect: (address: string, headers: Record<string, string>) => Connection;
  /**
   * The status of a plain request of this session, or null without an answer. It is asked after a refused upgrade, whose status is not
   * known.
   */
  readonly standing: (to: Upstream) => Promise<number | null>;
}

/** The sockets of the engine page. */
export interface Sockets {
  open(request: CallRequest<'socket:open'>): void;
  send(socket: string, text: string): void;
  close(socket: string): void;
  /** After the machine slept: ends connections that do not answer soon. */
  probe(): void;
  /** Closes all sockets, because the engine page is gone. No event is sent. */
  closeAll(): void;
}

/** The websocket's address: the server's, with the position to resume from. */
export function socketAddress(serverUrl: string, resume: CallRequest<'socket:open'>['resume']): string {
  const url = new URL(`${serverUrl}/api/v4/websocket`);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  url.searchParams.set('connection_id', resume?.connectionId ?? '');
  url.searchParams.set('sequence_number', String(resume?.sequence ?? 0));
  return url.href;
}

/** One connection. It ends once, by itself or by us. */
interface Held {
  send(text: string): void;
  /** Ends the connection. The page gets its end as an event. */
  close(): void;
  /** Ends the connection without an event. */
  drop(): void;
  probe(): void;
}

/** Holds the engine's sockets. Each socket ends with exactly one `closed`, unless `closeAll` ended it. */
export function createSockets({ upstream, timers, hand, connect, standing }: SocketSurroundings): Sockets {
  const sockets = new Map<string, Held>();

  const start = (
    id: string,
    to: Upstream,
    token: string,
    resume: CallRequest<'socket:open'>['resume'],
  ): void => {
    const socket = connect(socketAddress(to.serverUrl, resume), { authorization: `Bearer ${token}` });
    let opened = false;
    let over = false;
    const batch = createBatch(timers, (frames) => hand(id, { kind: 'frames', frames }));
    let cancel = (): void => undefined;
    let closing = false;
    const ended = async (code: number): Promise<void> => {
      if (over) return;
      batch.flush();
      over = true;
      cancel();
      socket.close();
      // The socket stays registered while the server is asked. The page may close it meanwhile.
      const status = opened || closing ? null : await standing(to);
      if (sockets.get(id) !== held) return;
      sockets.delete(id);
      hand(id, { kind: 'closed', code, status: status === 401 ? 401 : null });
    };
    const held: Held = {
      send: (text) => {
        if (socket.readyState === isOpen) socket.send(text);
      },
      close: () => {
        closing = true;
        socket.close(1000);
      },
      drop: () => {
        over = true;
        cancel();
        sockets.delete(id);
        socket.close(1000);
      },
      probe: () => {
        if (!opened || over) return;
        cancel();
        cancel = timers.after(probeMs, () => void ended(1006));
        held.send(ping);
      },
    };
    sockets.set(id, held);
    cancel = timers.after(openMs, () => void ended(1006));
    socket.addEventListener('open', () => {
      if (over) return;
      opened = true;
      cancel();
      hand(id, { kind: 'opened' });
    });
    socket.addEventListener('message', (event) => {
      if (over) return;
      cancel();
      if ('data' in event && typeof event.data === 'string') batch.add(event.data);
    });
    socket.addEventListener('close', (event) => {
      void ended('code' in event && typeof event.code === 'number' ? event.code : 1006);
    });
  };

  return {
    open: ({ account, socket, resume }) => {
      if (sockets.has(socket)) return;
      const to = upstream(account);
      if (!to?.token) {
        // Without a token the status is 401, as the server would answer. If the keyring only does not give the token now, there is no status.
        hand(socket, { kind: 'closed', code: 1006, status: to?.locked === true ? null : 401 });
        return;
      }
      start(socket, to, to.token, resume);
    },
    send: (id, text) => sockets.get(id)?.send(text),
    close: (id) => sockets.get(id)?.close(),
    probe: () => {
      for (const each of sockets.values()) each.probe();
    },
    closeAll: () => {
      for (const each of [...sockets.values()]) each.drop();
    },
  };
}
