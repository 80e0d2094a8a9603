/** One websocket connection, which outlives its socket for a while so that a client can resume it. */
import { DeadQueue } from './ring.ts';
import type { ServerEvent } from './event.ts';
import type { Session } from '../model.ts';

/** The transport's side of a socket: a `ws` socket, or a test's two functions. */
export interface SocketPeer {
  send(text: string): void;
  close(code: number, reason: string): void;
}

/** How many messages may wait for a connection without a socket before the server drops the connection. */
export const sendQueueSize = 256;

type Outgoing =
  | { readonly kind: 'event'; readonly event: ServerEvent; readonly data: Readonly<Record<string, unknown>> }
  | { readonly kind: 'reply'; readonly text: string };

export class Connection {
  /** '' until authenticated. */
  userId = '';
  session: Session | null = null;
  sequence = 0;
  deadQueue = new DeadQueue();
  /** While there is a socket. */
  peer: SocketPeer | null;
  inactiveSince = 0;
  /** The channel that the client has said it shows (action `presence`); null when it never said. */
  scope: string | null = null;
  /** Frames vanish on the way while the server still believes in the socket (a fault). */
  silent = false;
  #waiting: Outgoing[] = [];

  constructor(
    public id: string,
    peer: SocketPeer,
  ) {
    this.peer = peer;
  }

  get active(): boolean {
    return this.peer !== null;
  }

  /** Sends now, or keeps it for a resume; false when the queue is full and the connection must go. */
  send(event: ServerEvent): boolean {
    const data = event.dataFor ? { ...event.data, ...event.dataFor(this.userId) } : event.data;
    return this.#enqueue({ kind: 'event', event, data });
  }

  reply(text: string): boolean {
    return this.#enqueue({ kind: 'reply', text });
  }

  /** Takes over the state of an earlier socket of the same connection, then sends the waiting messages. */
  attach(peer: SocketPeer): void {
    this.peer = peer;
    this.silent = false;
  }

  /** Writes everything that waited. */
  flush(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const outgoing of waiting) this.#write(outgoing);
  }

  /** Writes text that is already in the dead queue (a replay). */
  resend(text: string): void {
    if (!this.silent) this.peer?.send(text);
  }

  #enqueue(outgoing: Outgoing): boolean {
    if (this.active) {
      this.#write(outgoing);
      return true;
    }
    if (this.#waiting.length >= sendQueueSize) return false;
    this.#waiting.push(outgoing);
    return true;
  }

  #write(outgoing: Outgoing): void {
    if (outgoing.kind === 'reply') {
      this.resend(outgoing.text);
      return;
    }
    const { event, data } = outgoing;
    const text = JSON.stringify({ event: event.event, data, broadcast: event.broadcast, seq: this.sequence });
    this.deadQueue.add({ seq: this.sequence, text });
    this.sequence += 1;
    this.resend(text);
  }
}
