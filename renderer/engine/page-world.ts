/** The engine's world inside its page: the browser's clock and fetch, and the door for tokens, sockets and the log. */
import type { Door, SocketEvent } from '../../preload/contract/index.ts';
import type { LiveSocket, SocketEvents, World } from '../connectors/world.ts';
import { failed, succeeded } from '../model/index.ts';

/** Makes the world of the engine page. `door` is the page's own `window.isthmus`. */
export const pageWorld = (door: Door<'engine'>): World => {
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
    fetch: (request) => fetch(request),
    openSocket: (account, resume, events): LiveSocket => {
      const socket = crypto.randomUUID();
      sockets.set(socket, events);
      door.call('socket:open', { account, socket, resume }).catch(() => {
        if (sockets.delete(socket)) events.closed({ code: 1006, status: null });
      });
      return {
        send: (text) => void door.call('socket:send', { socket, text }).catch(() => undefined),
        close: () => {
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
          return succeeded(outcome.accessToken);
        case 'sign-in-needed':
          return failed({
            kind: 'sign-in-needed',
            reason: outcome.reason,
            ...(outcome.code === '' ? {} : { code: outcome.code }),
          } as const);
        case 'unreachable':
          return failed({ kind: 'offline', reason: outcome.reason, status: null } as const);
      }
    },
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
