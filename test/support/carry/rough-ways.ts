/** What is wrong with a computer's ways to the services: sessions that died, sockets that say nothing more, events twice or out of order. */
import type { LiveSocket, SocketEvents, World } from '../../../renderer/connectors/world.ts';
import type { LaggingProfiles } from './lagging-profiles.ts';
import { failed, type Service } from '../../../renderer/model/index.ts';

export class RoughWays {
  /** Services that refuse this computer until its user signs in again. */
  readonly signedOutOf = new Set<Service>();
  /** Upgrades to a websocket are refused, as by a proxy that knows only requests. */
  refusesSockets = false;
  /** What stands between this computer and the tokens that it asks for. */
  tokens: (ask: World['accessToken']) => World['accessToken'] = (ask) => ask;
  /** What stands between this computer and Mattermost's profiles; it is the same for all computers. */
  profiles: LaggingProfiles | null = null;
  /** How many of the next batches of events come twice, or late. */
  repeated = 0;
  late = 0;
  #live = new Set<{ deaf: boolean; readonly events: SocketEvents }>();

  /** Every open socket stops telling anything, without a word. */
  deafen(): void {
    for (const socket of this.#live) socket.deaf = true;
  }

  /** A service ends this computer's session. */
  revoke(service: Service): void {
    this.signedOutOf.add(service);
    if (service === 'mattermost')
      for (const socket of this.#live) {
        socket.deaf = true;
        socket.events.closed({ code: 1006, status: null });
      }
  }

  /** The world with its ways as rough as they are at each moment. */
  around(world: World): World {
    return {
      ...world,
      fetch: (request) =>
        this.signedOutOf.has('mattermost') && request.url.includes('mattermost.')
          ? Promise.resolve(
              Response.json(
                { id: 'api.context.session_expired.app_error', status_code: 401 },
                { status: 401 },
              ),
            )
          : this.#send(world, request),
      accessToken: (...given) =>
        this.signedOutOf.has('teams')
          ? Promise.resolve(failed({ kind: 'sign-in-needed', reason: 'revoked' } as const))
          : this.tokens((...asked) => world.accessToken(...asked))(...given),
      openSocket: (account, resume, events) => this.#open(world, account, resume, events),
    };
  }

  #send(world: World, request: Request): Promise<Response> {
    const fetch = (asked: Request): Promise<Response> => world.fetch(asked);
    return this.profiles === null ? fetch(request) : this.profiles.send(request, fetch);
  }

  #open(world: World, ...[account, resume, events]: Parameters<World['openSocket']>): LiveSocket {
    if (this.signedOutOf.has('mattermost')) {
      queueMicrotask(() => events.closed({ code: 1006, status: 401 }));
      return { send: () => undefined, close: () => undefined };
    }
    if (this.refusesSockets) {
      queueMicrotask(() => events.closed({ code: 1006, status: 403 }));
      return { send: () => undefined, close: () => undefined };
    }
    const entry = { deaf: false, events };
    this.#live.add(entry);
    const tell = (frames: readonly string[]): void => {
      if (!entry.deaf) events.frames(frames);
    };
    const socket = world.openSocket(account, resume, {
      opened: () => events.opened(),
      frames: (frames) => {
        if (this.late > 0) {
          this.late -= 1;
          world.after(1_500, () => tell(frames));
          return;
        }
        tell(frames);
        if (this.repeated > 0) {
          this.repeated -= 1;
          tell(frames);
        }
      },
      closed: (reason) => {
        this.#live.delete(entry);
        if (!entry.deaf) events.closed(reason);
      },
    });
    return {
      send: (text) => {
        if (!entry.deaf) socket.send(text);
      },
      close: () => {
        this.#live.delete(entry);
        socket.close();
      },
    };
  }
}
