/** The engine's world inside its page: the browser's clock and fetch, and the door for tokens, sockets and the log. */
import {
  type Door,
  filePath,
  gatewayKeyHeader,
  gatewayRequestHeader,
  graphPath,
  type SocketEvent,
} from '../../preload/contract/index.ts';
import type { LiveSocket, SocketEvents, World } from '../connectors/world.ts';
import { failed, succeeded } from '../model/index.ts';

/**
 * The page holds no token, only a mark in its place: the mark names the account whose token main is to send. So the connector makes the
 * same requests in a page as anywhere else. The mark's number tells a renewed token from the one before, which the connector needs to know.
 */
const markOf = (account: string, number: number): string => `account ${account} ${number}`;
const accountIn = (authorization: string | null): string | null =>
  /^Bearer account ([a-z0-9-]+) \d+$/.exec(authorization ?? '')?.[1] ?? null;

/** The address within the page's own origin to which a request goes; main sends it on (design, decision 9). */
const throughGateway = (request: Request): string => {
  const { origin, pathname, search } = new URL(request.url);
  if (origin === location.origin) return request.url;
  const account = accountIn(request.headers.get('authorization'));
  return account === null ? filePath(request.url) : graphPath(account, `${pathname}${search}`);
};

/**
 * Makes the world of the engine page.
 * @param door the page's own `window.isthmus`
 * @param key opens the gateway
 */
export const pageWorld = (door: Door<'engine'>, key: string): World => {
  const sockets = new Map<string, SocketEvents>();
  door.hear('socket:event', ({ socket, event }) => {
    const events = sockets.get(socket);
    if (events) tell(events, event, () => sockets.delete(socket));
  });
  return {
    now: () => Date.now(),
    after: (ms, work) => {
      const timer = setTimeout(work, ms);
      return () => clearTimeout(timer);
    },
    random: () => Math.random(),
    fetch: async (request) => {
      const id = crypto.randomUUID();
      const headers = new Headers(request.headers);
      headers.delete('authorization');
      headers.set(gatewayKeyHeader, key);
      headers.set(gatewayRequestHeader, id);
      // Electron does not tell main of an abort, and main's request would go on.
      request.signal.addEventListener('abort', () => {
        // Harmless: refused only when main is going down, and its work with it.
        door.call('gateway:cancel', { request: id }).catch(() => undefined);
      });
      const address = throughGateway(request);
      if (address === request.url) return fetch(new Request(request, { headers }));
      const { method, signal } = request;
      const body = method === 'GET' || method === 'HEAD' ? null : await request.blob();
      return fetch(address, { method, headers, signal, body });
    },
    openSocket: (account, resume, events): LiveSocket => {
      const socket = crypto.randomUUID();
      sockets.set(socket, events);
      // Harmless: main logs why it refused, and the connection counts as closed.
      door.call('socket:open', { account, socket, resume }).catch(() => {
        if (sockets.delete(socket)) events.closed({ code: 1006, status: null });
      });
      return {
        // Harmless: what cannot be sent is followed by the socket's end, which main tells and logs.
        send: (text) => void door.call('socket:send', { socket, text }).catch(() => undefined),
        close: () => {
          // Harmless: refused only when main is going down, and the socket with it.
          if (sockets.delete(socket)) void door.call('socket:close', { socket }).catch(() => undefined);
        },
      };
    },
    accessToken: async (account, renew = false, claims) => {
      const outcome = await door.call('teams:access-token', {
        account,
        renew,
        ...(claims === undefined ? {} : { claims }),
      });
      switch (outcome.kind) {
        case 'token':
          return succeeded(markOf(account, outcome.number));
        case 'sign-in-needed':
          return failed({
            kind: 'sign-in-needed',
            reason: outcome.reason,
            ...(outcome.code === '' ? {} : { code: outcome.code }),
          } as const);
        case 'unreachable':
          return failed({
            kind: 'offline',
            reason: outcome.reason,
            status: null,
            ...(outcome.host === undefined ? {} : { host: outcome.host }),
          } as const);
      }
    },
    // Harmless: there is nowhere else to log it.
    log: (event, numbers = {}) => void door.call('log:write', { event, numbers }).catch(() => undefined),
  };
};

const tell = (events: SocketEvents, event: SocketEvent, ended: () => void): void => {
  switch (event.kind) {
    case 'opened':
      return events.opened();
    case 'frames':
      return events.frames(event.frames);
    case 'closed':
      ended();
      return events.closed({ code: event.code, status: event.status });
  }
};
