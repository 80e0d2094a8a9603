/** The requests of a client over the websocket: `{action, seq, data}`, answered by `{status, data?, error?, seq_reply}`. */
import type { Connection } from './connection.ts';
import { serverEvent } from './event.ts';
import { setStatus, statusOf } from '../domain/statuses.ts';
import { AppError, errorBody } from '../errors.ts';
import type { Core } from '../server.ts';
import { serverVersion } from '../settings.ts';

export interface ActionHooks {
  /** Authenticates by token. Returns the function that registers the connection (hello). False if it failed and closed the socket. */
  readonly signIn: (token: string) => false | (() => void);
  readonly hangUp: () => void;
}

/** After this long a socket whose session was revoked, and which asked for something, is closed. */
const revokedTime = 5_000;

const objectOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Handles one frame of the client; a frame that is no JSON ends the connection, as the server's decoder does. */
export const handleAction = (core: Core, connection: Connection, text: string, hooks: ActionHooks): void => {
  let frame: Record<string, unknown>;
  try {
    frame = objectOf(JSON.parse(text));
  } catch {
    hooks.hangUp();
    return;
  }
  const action = textOf(frame.action);
  const seq = typeof frame.seq === 'number' ? frame.seq : 0;
  const fail = (id: string, status: number): void => {
    const error = errorBody(core.world, new AppError(id, status, `The websocket action failed: ${action}`));
    connection.reply(JSON.stringify({ status: 'FAIL', error, seq_reply: seq }));
  };
  const succeed = (data?: Record<string, unknown>): void => {
    connection.reply(JSON.stringify({ status: 'OK', ...(data ? { data } : {}), seq_reply: seq }));
  };
  if (action === '') {
    fail('api.web_socket_router.no_action.app_error', 400);
    return;
  }
  if (seq <= 0) {
    fail('api.web_socket_router.bad_seq.app_error', 400);
    return;
  }
  const data = objectOf(frame.data);
  if (action === 'authentication_challenge') {
    // A connection that is authenticated already gets no answer.
    if (connection.userId !== '') return;
    const register = hooks.signIn(textOf(data.token));
    if (register === false) return;
    succeed();
    register();
    return;
  }
  if (connection.userId === '') {
    fail('api.web_socket_router.not_authenticated.app_error', 401);
    return;
  }
  // A socket whose session was revoked gets no more events. Its requests are ignored, and five seconds later it closes (facts: real server).
  if (!core.state.sessions.has(connection.session?.token ?? '')) {
    core.world.after(revokedTime, hooks.hangUp);
    return;
  }
  act(core, connection, action, data, { succeed, fail });
};

interface Answers {
  readonly succeed: (data?: Record<string, unknown>) => void;
  readonly fail: (id: string, status: number) => void;
}

const act = (
  core: Core,
  connection: Connection,
  action: string,
  data: Record<string, unknown>,
  { succeed, fail }: Answers,
): void => {
  const { userId } = connection;
  switch (action) {
    case 'ping':
      succeed({ node_id: '', server_time: core.world.now(), text: 'pong', version: serverVersion });
      return;
    case 'user_typing': {
      const channelId = textOf(data.channel_id);
      if (!core.state.isChannelMember(channelId, userId)) {
        fail('api.context.permissions.app_error', 403);
        return;
      }
      publishTyping(core, userId, channelId, textOf(data.parent_id));
      succeed();
      return;
    }
    case 'get_statuses':
      succeed(Object.fromEntries([...core.state.statuses].map(([id, { status }]) => [id, status])));
      return;
    case 'get_statuses_by_ids': {
      const ids = Array.isArray(data.user_ids) ? data.user_ids.map(textOf) : [];
      succeed(Object.fromEntries(ids.map((id) => [id, statusOf(core, id).status])));
      return;
    }
    case 'user_update_active_status':
      setStatus(core, userId, data.user_is_active === true ? 'online' : 'away', data.manual === true);
      succeed();
      return;
    case 'presence':
      // WebSocketEventScope: a client that names its channel no longer gets these events of other channels (facts: Seen on a real server).
      connection.scope = textOf(data.channel_id);
      succeed();
      return;
    case 'posted_notify_ack':
      succeed();
      return;
    default:
      fail('api.web_socket_router.bad_action.app_error', 500);
  }
};

/** Tells the other members of a channel that a user types. */
export const publishTyping = (core: Core, userId: string, channelId: string, parentId: string): void =>
  core.events.publish(
    serverEvent('typing', { channel: channelId, omit: userId }, { parent_id: parentId, user_id: userId }),
  );
