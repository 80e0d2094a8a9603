/** The frames of the websocket: replies to our actions, and events (facts, "Websocket": Frames). */
import { isPayload, numberOf, payloadOf, textOf, type Payload } from '../rest/reading.ts';

export interface EventFrame {
  readonly kind: 'event';
  readonly event: string;
  readonly data: Payload;
  readonly broadcast: Payload;
  /** Null if the frame holds no number that can be read. */
  readonly sequence: number | null;
}

export type Frame =
  | EventFrame
  /** The answer to the action that was sent with this number; `signedOut`: the socket has no session (any more). */
  | { readonly kind: 'reply'; readonly replyTo: number; readonly signedOut: boolean }
  /** Not JSON, or JSON that is neither a reply nor an event. */
  | { readonly kind: 'unreadable' };

/** On a socket without a session, or with an ended one, the server refuses each action. */
const isSignedOut = (error: unknown): boolean => {
  const { id, status_code } = payloadOf(error);
  return status_code === 401 || id === 'api.web_socket_router.not_authenticated.app_error';
};

/** Reads one text frame; never throws. */
export const readFrame = (text: string): Frame => {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    // Harmless: the caller counts a frame that is no JSON.
    return { kind: 'unreadable' };
  }
  if (!isPayload(raw)) return { kind: 'unreadable' };
  const replyTo = numberOf(raw.seq_reply);
  if (replyTo !== null) return { kind: 'reply', replyTo, signedOut: isSignedOut(raw.error) };
  if (typeof raw.event !== 'string' || raw.event === '') return { kind: 'unreadable' };
  return {
    kind: 'event',
    event: raw.event,
    data: payloadOf(raw.data),
    broadcast: payloadOf(raw.broadcast),
    sequence: numberOf(raw.seq),
  };
};

/** The connection id of a `hello`; '' if the server gives none (then nothing can be resumed). */
export const connectionIdOf = (frame: EventFrame): string => textOf(frame.data.connection_id);
