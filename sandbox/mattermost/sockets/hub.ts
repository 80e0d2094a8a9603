/** The websocket side of the server: accepts sockets, resumes connections, and sends every event to the users who may see it. */
import { handleAction } from './actions.ts';
import { Connection, type SocketPeer } from './connection.ts';
import type { EventSink, ServerEvent } from './event.ts';
import { serverEvent } from './event.ts';
import { originRefusal } from './origin.ts';
import { setStatus } from '../domain/statuses.ts';
import { authenticate } from '../domain/sessions.ts';
import { AppError, errorBody } from '../errors.ts';
import { isValidId, newId } from '../ids.ts';
import type { Session, User } from '../model.ts';
import { isAdministrator, type Core } from '../server.ts';
import { serverVersion } from '../settings.ts';
import { tokenOf } from '../token.ts';

/** Events that a client with a named channel gets for that channel only. */
const scoped: ReadonlySet<string> = new Set(['reaction_added', 'reaction_removed', 'typing']);
/** After this long without authentication a socket is closed. */
const authenticationTime = 5_000;
/** After this long without a socket a connection cannot be resumed any more (facts: 5 minutes). */
const inactiveTime = 5 * 60_000;
/** After this long without a pong the server closes (facts: pong wait). */
export const pongWait = 100_000;

export interface SocketUpgrade {
  readonly headers: Headers;
  readonly url: URL;
}

/** The functions for the transport: called with every text frame of the client, and when the socket has closed. */
export interface SocketHandle {
  receive(text: string): void;
  closed(): void;
}

export interface SocketRefusal {
  readonly refused: { readonly status: number; readonly body: string };
}

export class SocketHub implements EventSink {
  readonly #connections = new Set<Connection>();
  #core: Core | null = null;

  /** Called once, when the server is put together (events need the hub, the hub needs the state). */
  start(core: Core): void {
    this.#core = core;
  }

  get #server(): Core {
    if (!this.#core) throw new Error('the hub was not started');
    return this.#core;
  }

  /** Accepts a socket, or says with which HTTP answer its upgrade is refused. */
  connect(peer: SocketPeer, upgrade: SocketUpgrade): SocketHandle | SocketRefusal {
    const core = this.#server;
    const blocked = originRefusal(core.settings, upgrade);
    if (blocked !== null) {
      const error = new AppError(
        'api.web_socket.connect.upgrade.app_error',
        400,
        `Blocked origin "${blocked}". URL Blocked because of CORS. Url: ${blocked}`,
      );
      return { refused: { status: 400, body: JSON.stringify(errorBody(core.world, error)) } };
    }
    const who = this.#authenticated(tokenOf(upgrade.headers));
    const wanted = upgrade.url.searchParams.get('connection_id') ?? '';
    // Only a connection that is authenticated at the upgrade can resume; a challenge comes too late (facts: Websocket).
    if (wanted !== '' && who) return this.#resume(peer, wanted, upgrade.url, who);
    const connection = new Connection(newId(core.world), peer);
    if (who) this.#register(connection, who);
    else
      core.world.after(authenticationTime, () => {
        if (connection.userId === '') this.#close(connection, 1006, 'not authenticated');
      });
    return this.#handle(connection, peer);
  }

  publish(event: ServerEvent): void {
    for (const connection of this.#connections) {
      if (!this.#maySee(connection, event)) continue;
      if (connection.send(event)) continue;
      this.#connections.delete(connection);
    }
  }

  /** Breaks every socket as a lost network does; connections can be resumed. */
  dropAll(): void {
    for (const connection of [...this.#connections]) this.#close(connection, 1006, '');
  }

  /** From now on nothing reaches the clients, while the server believes in the sockets until their pongs are overdue. */
  silence(): void {
    for (const connection of this.#connections) {
      if (!connection.peer) continue;
      connection.silent = true;
      const { peer } = connection;
      this.#server.world.after(pongWait, () => {
        if (connection.peer === peer && connection.silent) this.#close(connection, 1006, 'no pong');
      });
    }
  }

  /** Forgets every connection, as a restart of the server does: nothing can be resumed. */
  restart(): void {
    const connections = [...this.#connections];
    this.#connections.clear();
    for (const connection of connections) this.#close(connection, 1006, '');
  }

  /** How many sockets are open now. */
  get openSockets(): number {
    return [...this.#connections].filter((connection) => connection.active).length;
  }

  #authenticated(token: string | null): { user: User; session: Session } | null {
    if (token === null) return null;
    try {
      return authenticate(this.#server, token);
    } catch (error) {
      if (error instanceof AppError) return null;
      throw error;
    }
  }

  #resume(peer: SocketPeer, id: string, url: URL, who: { user: User; session: Session }): SocketHandle {
    const core = this.#server;
    const left = [...this.#connections].find(
      (connection) => connection.id === id && connection.userId === who.user.id && !connection.active,
    );
    const sequence = url.searchParams.get('sequence_number') ?? '';
    if (!isValidId(id) || (left && !/^\d+$/.test(sequence))) {
      // The server hangs up on a malformed resume.
      core.world.after(0, () => peer.close(1006, ''));
      return { receive: () => undefined, closed: () => undefined };
    }
    const inTime = left !== undefined && core.world.now() - left.inactiveSince <= inactiveTime;
    if (left && !inTime) this.#connections.delete(left);
    if (!left || !inTime) {
      const connection = new Connection(newId(core.world), peer);
      this.#register(connection, who);
      return this.#handle(connection, peer);
    }
    left.attach(peer);
    left.session = who.session;
    this.#replay(left, Number(sequence));
    setStatus(core, who.user.id, 'online', false);
    return this.#handle(left, peer);
  }

  /** The three cases of facts, Replay: (a) replayed without hello, (b) silence, (c) a new connection id, hello, sequence 0. */
  #replay(connection: Connection, sequence: number): void {
    const waited = connection.sequence;
    connection.sequence = sequence;
    if (sequence !== 0) {
      const resumption = connection.deadQueue.resume(sequence);
      switch (resumption.kind) {
        case 'replay':
          for (const { text } of resumption.events) connection.resend(text);
          connection.sequence = waited;
          break;
        case 'lossless':
          break;
        case 'lost':
          connection.deadQueue.clear();
          connection.id = newId(this.#server.world);
          connection.sequence = 0;
          this.#hello(connection);
          break;
      }
    }
    connection.flush();
  }

  #register(connection: Connection, { user, session }: { user: User; session: Session }): void {
    connection.userId = user.id;
    connection.session = session;
    this.#connections.add(connection);
    this.#hello(connection);
    setStatus(this.#server, user.id, 'online', false);
  }

  #hello(connection: Connection): void {
    connection.send(
      serverEvent(
        'hello',
        { user: connection.userId },
        {
          server_version: `${serverVersion}.${serverVersion}.sandbox.false`,
          connection_id: connection.id,
          server_hostname: 'sandbox',
        },
      ),
    );
  }

  #handle(connection: Connection, peer: SocketPeer): SocketHandle {
    return {
      receive: (text) => {
        if (connection.peer !== peer || connection.silent) return;
        handleAction(this.#server, connection, text, {
          signIn: (token) => {
            const who = this.#authenticated(token);
            if (!who) {
              this.#close(connection, 1006, '');
              return false;
            }
            return () => this.#register(connection, who);
          },
          hangUp: () => this.#close(connection, 1006, ''),
        });
      },
      closed: () => this.#detach(connection, peer),
    };
  }

  #close(connection: Connection, code: number, reason: string): void {
    const { peer } = connection;
    if (!peer) return;
    this.#detach(connection, peer);
    peer.close(code, reason);
  }

  #detach(connection: Connection, peer: SocketPeer): void {
    if (connection.peer !== peer) return;
    connection.peer = null;
    connection.inactiveSince = this.#server.world.now();
    if (connection.userId === '') return;
    const others = [...this.#connections].some((other) => other.userId === connection.userId && other.active);
    if (!others) setStatus(this.#server, connection.userId, 'offline', false);
  }

  /** Whether a connection gets an event. The members are checked in this order, and the first that is set decides (Mattermost's web_conn). */
  #maySee(connection: Connection, event: ServerEvent): boolean {
    const core = this.#server;
    const { broadcast } = event;
    const user = core.state.users.get(connection.userId);
    if (!user || !connection.session || !core.state.sessions.has(connection.session.token)) return false;
    if (!connection.active && core.world.now() - connection.inactiveSince > inactiveTime) {
      this.#connections.delete(connection);
      return false;
    }
    if (event.only !== undefined && (event.only === 'administrators') !== isAdministrator(core, user))
      return false;
    if (broadcast.user_id !== '') return broadcast.user_id === connection.userId;
    if (broadcast.omit_users?.[connection.userId] === true) return false;
    if (scoped.has(event.event) && connection.scope !== null && connection.scope !== broadcast.channel_id)
      return false;
    if (broadcast.channel_id !== '')
      return core.state.isChannelMember(broadcast.channel_id, connection.userId);
    if (broadcast.team_id !== '') return core.state.isTeamMember(broadcast.team_id, connection.userId);
    return true;
  }
}
