/** What arrives on the websocket: replies to our actions, and events (facts, "Websocket": Frames). */
import { isPayload, numberOf, payloadOf, textOf, type Payload } from '../rest/reading.ts';

export interface EventFrame {
  readonly kind: 'event';
  readonly event: string;
  readonly data: Payload;
  readonly broadcast: Payload;
  /** Null when the frame carries none that can be read. */
  readonly sequence: number | null;
}

export type Frame =
  | EventFrame
  /** The answer to the action that was sent with this number; `signedOut`: the socket has no session (any more). */
  | { readonly kind: 'reply'; readonly replyTo: number; readonly signedOut: boolean }
  /** Not JSON, or JSON that is neither. */
  | { readonly kind: 'unreadable' };

/** The server refuses whatever is asked on a socket without (or with an ended) session. */
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
    // Harmless: a frame that is no JSON is counted by whoever reads it.
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

/** The connection id of a `hello`; '' when the server gives none (then nothing can be resumed). */
export const connectionIdOf = (frame: EventFrame): string => textOf(frame.data.connection_id);
