/**
 * The one live connection of an account: connects through the world (main authenticates the upgrade, which is what makes replay
 * possible), checks that no event is missing, takes up again where it broke off, and notices when the socket has gone silent.
 *
 * It follows the protocol of the package's WebSocketClient but does not use it: that one needs a browser's socket, which cannot
 * authenticate its upgrade, keeps its own clock and drops the connection id unless a listener of the right kind is there (facts,
 * "@mattermost/client": Traps).
 */
import type { LiveConnection, LiveEvent } from '../../connector.ts';
import type { LiveSocket, SocketResume, World } from '../../world.ts';
import type { MappingContext } from '../context.ts';
import { backoffMs } from './backoff.ts';
import { liveEventsOf } from './events.ts';
import { connectionIdOf, readFrame, type EventFrame } from './frames.ts';
import { EventBatch } from './batch.ts';

/** The package's own client pings as often. */
const pingEveryMs = 30_000;
/** With no frame at all for this long after a ping, the socket is dead. */
const silenceLimitMs = 15_000;
/** An upgrade that neither succeeds nor fails for this long has failed. */
const openLimitMs = 30_000;

type Phase =
  /** Waiting for the retry, or stopped until somebody reconnects. */
  | 'idle'
  | 'opening'
  /** The socket is open; the first frame tells whether this is a new connection or the old one taken up again. */
  | 'deciding'
  | 'live'
  | 'closed';

/** Keeps a connection open until closed; everything it has to say goes to `sink`. */
export const listenLive = (
  world: World,
  context: MappingContext,
  sink: (event: LiveEvent) => void,
): LiveConnection => {
  const connection = new Connection(world, context, sink);
  connection.open();
  return { reconnect: () => connection.reconnect(), close: () => connection.close() };
};

class Connection {
  readonly #world: World;
  readonly #context: MappingContext;
  readonly #sink: (event: LiveEvent) => void;
  #phase: Phase = 'idle';
  #socket: LiveSocket | null = null;
  /** Tells the present socket's events from those of one that was given up. */
  #generation = 0;
  /** Connection id and the number the next event must have; null when there is nothing to take up. */
  #resume: SocketResume | null = null;
  #attempts = 0;
  #actionNumber = 1;
  #heard = false;
  #cancelTimer: () => void = () => undefined;

  constructor(world: World, context: MappingContext, sink: (event: LiveEvent) => void) {
    this.#world = world;
    this.#context = context;
    this.#sink = sink;
  }

  open(): void {
    this.#drop();
    this.#phase = 'opening';
    const generation = this.#generation;
    const current = (): boolean => generation === this.#generation && this.#phase !== 'closed';
    this.#startTimer(openLimitMs, () => this.#lost());
    const socket = this.#world.openSocket(this.#context.ids.accountId, this.#resume, {
      opened: () => {
        if (current()) this.#opened();
      },
      frames: (frames) => {
        if (current()) this.#receive(frames, current);
      },
      closed: ({ status }) => {
        if (current()) this.#closed(status);
      },
    });
    // A world may report the end of a socket before it has returned it.
    if (current()) this.#socket = socket;
    else socket.close();
  }

  reconnect(): void {
    if (this.#phase === 'closed') return;
    this.#attempts = 0;
    this.open();
  }

  close(): void {
    this.#drop();
    this.#phase = 'closed';
  }

  /** Lets go of the socket and of whatever was to happen next. */
  #drop(): void {
    this.#cancelTimer();
    this.#generation += 1;
    this.#context.heard.forgetAll();
    this.#socket?.close();
    this.#socket = null;
    if (this.#phase !== 'closed') this.#phase = 'idle';
  }

  #startTimer(ms: number, work: () => void): void {
    this.#cancelTimer();
    this.#cancelTimer = this.#world.after(ms, work);
  }

  #opened(): void {
    this.#phase = 'deciding';
    // A connection taken up again with nothing missed is silent: the answer to a ping shows that it lives.
    this.#ping();
  }

  /** Asks for a sign of life; goes on every 30 s. */
  #ping(): void {
    this.#heard = false;
    this.#socket?.send(JSON.stringify({ action: 'ping', seq: this.#actionNumber++ }));
    this.#startTimer(silenceLimitMs, () => {
      if (!this.#heard) {
        this.#world.log('mattermost-socket-silent');
        this.#lost();
        return;
      }
      this.#startTimer(pingEveryMs - silenceLimitMs, () => {
        // Only a connection that lasts ends the growing of the waits.
        if (this.#phase === 'live') this.#attempts = 0;
        this.#ping();
      });
    });
  }

  #closed(status: number | null): void {
    if (status === 401) this.#signedOut();
    else this.#lost();
  }

  /**
   * The session is no longer good. A gateway may refuse the upgrade; Mattermost itself opens the socket without a session: there the
   * answer to our ping tells; one whose session was revoked it closes like any other. A proxy that knows no sockets may say the same,
   * so this is a connection that was lost: whoever hears of it asks for the user.
   */
  #signedOut(): void {
    this.#resume = null;
    this.#lost();
  }

  /** Tries again after a while, which grows with every failure. */
  #lost(): void {
    this.#drop();
    const wait = backoffMs(this.#attempts, this.#world.random());
    this.#attempts += 1;
    this.#sink({ kind: 'disconnected', retryAt: this.#world.now() + wait });
    this.#startTimer(wait, () => this.open());
  }

  /** Frames in order, as one batch; stops where one of them made an end of this socket. */
  #receive(frames: readonly string[], current: () => boolean): void {
    this.#heard = true;
    const batch = new EventBatch(this.#sink);
    for (const text of frames) {
      if (!current()) break;
      const frame = readFrame(text);
      switch (frame.kind) {
        case 'unreadable':
          batch.add({ kind: 'changes', changes: [{ kind: 'discarded', reason: 'malformed-event' }] });
          this.#context.heard.forgetAll();
          // It had a number, too: asking for it again would bring the same.
          if (this.#resume !== null) this.#resume = { ...this.#resume, sequence: this.#resume.sequence + 1 };
          break;
        case 'reply':
          if (frame.signedOut) this.#signedOut();
          else if (this.#phase === 'deciding' && this.#resume !== null) this.#connected(batch, true);
          break;
        case 'event':
          this.#event(frame, batch);
          break;
      }
    }
    batch.flush();
  }

  #event(frame: EventFrame, batch: EventBatch): void {
    if (frame.event === 'hello') {
      this.#hello(frame, batch);
      return;
    }
    if (this.#resume !== null && frame.sequence !== null) {
      const expected = this.#resume.sequence;
      // Replayed once more: it has been dealt with.
      if (frame.sequence < expected) return;
      if (frame.sequence > expected) {
        this.#gap(batch);
        return;
      }
      this.#resume = { ...this.#resume, sequence: expected + 1 };
    }
    if (this.#phase === 'deciding') this.#connected(batch, this.#resume !== null);
    for (const event of liveEventsOf(frame, this.#context)) batch.add(event);
  }

  /** A connection of its own: with another id than the one to be taken up, events were lost in between (facts, Replay c). */
  #hello(frame: EventFrame, batch: EventBatch): void {
    const connectionId = connectionIdOf(frame);
    const sequence = frame.sequence ?? 0;
    const same =
      this.#resume !== null &&
      connectionId === this.#resume.connectionId &&
      sequence === this.#resume.sequence;
    this.#resume = connectionId === '' ? null : { connectionId, sequence: sequence + 1 };
    this.#connected(batch, same);
  }

  /** Events are missing: a new socket from where we are brings them; when that one has the gap too, only a new connection helps. */
  #gap(batch: EventBatch): void {
    this.#world.log('mattermost-socket-gap');
    if (this.#phase === 'deciding') this.#resume = null;
    batch.flush();
    this.open();
  }

  #connected(batch: EventBatch, complete: boolean): void {
    this.#phase = 'live';
    batch.add({ kind: 'connected', complete });
  }
}
