/**
 * The one live connection of an account. It connects through the world (main authenticates the upgrade; only then the server can replay
 * events), checks that no event is missing, resumes after a break, and notices when the socket has gone silent.
 *
 * It follows the protocol of the package's WebSocketClient, but does not use that class. The class needs a browser's socket, which cannot
 * authenticate its upgrade. It also reads its own clock, and drops the connection id unless a listener of the right kind is there (facts,
 * "@mattermost/client": Traps).
 */
import type { LiveConnection, LiveEvent } from '../../connector.ts';
import type { LiveSocket, SocketResume, World } from '../../world.ts';
import type { MappingContext } from '../context.ts';
import { backoffMs } from './backoff.ts';
import { liveEventsOf } from './events.ts';
import { connectionIdOf, readFrame, type EventFrame } from './frames.ts';
import { EventBatch } from './batch.ts';

/** The package's own client pings at the same interval. */
const pingEveryMs = 30_000;
/** If no frame comes for this long after a ping, the socket is dead. */
const silenceLimitMs = 15_000;
/** An upgrade that neither succeeds nor fails for this long has failed. */
const openLimitMs = 30_000;

type Phase =
  /** It waits for the retry, or rests until somebody reconnects. */
  | 'idle'
  | 'opening'
  /** The socket is open; the first frame tells whether this is a new connection or the old one resumed. */
  | 'deciding'
  | 'live'
  | 'closed';

/** Keeps a connection open until it is closed. All its events go to `sink`. */
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
  /** Distinguishes events of the present socket from events of an earlier one. */
  #generation = 0;
  /** The connection's id, and the number that the next event must have; null if there is nothing to resume. */
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

  /** Closes the socket and cancels the timer. */
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
    // A resumed connection that missed no event says nothing. The answer to a ping shows that it works.
    this.#ping();
  }

  /** Pings, and does so again every 30 s. */
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
        // Only a connection that has lasted for a whole interval sets the waits back to the shortest.
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
   * The session is no longer good. A gateway may refuse the upgrade. Mattermost itself opens a socket without a session, and refuses our
   * ping on it; a socket whose session was revoked is closed like any other. A proxy that knows no sockets may also answer 401, so this
   * counts as a lost connection only: the engine then makes the vital call.
   */
  #signedOut(): void {
    this.#resume = null;
    this.#lost();
  }

  /** Tries again after a wait, which grows with every failure. */
  #lost(): void {
    this.#drop();
    // As long as no events come, each try that fails makes the next overview ask for the roles again.
    this.#context.directory.roles.expireAll();
    const wait = backoffMs(this.#attempts, this.#world.random());
    this.#attempts += 1;
    this.#sink({ kind: 'disconnected', retryAt: this.#world.now() + wait });
    this.#startTimer(wait, () => this.open());
  }

  /** Reads frames in order, as one batch. Stops if one of them ends this socket. */
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
          // This frame had a number, too. If we asked for it again, the same frame would come.
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
      // The server sends this event again; we have it already.
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

  /** The first event of a connection. If its id is not the one that we wanted to resume, events were lost in between (facts, Replay c). */
  #hello(frame: EventFrame, batch: EventBatch): void {
    const connectionId = connectionIdOf(frame);
    const sequence = frame.sequence ?? 0;
    const same = connectionId === this.#resume?.connectionId && sequence === this.#resume.sequence;
    this.#resume = connectionId === '' ? null : { connectionId, sequence: sequence + 1 };
    this.#connected(batch, same);
  }

  /** Events are missing. A new socket that resumes here brings them. If events are missing there too, only a new connection helps. */
  #gap(batch: EventBatch): void {
    this.#world.log('mattermost-socket-gap');
    if (this.#phase === 'deciding') this.#resume = null;
    batch.flush();
    this.open();
  }

  #connected(batch: EventBatch, complete: boolean): void {
    this.#phase = 'live';
    if (!complete) this.#context.directory.roles.expireAll();
    batch.add({ kind: 'connected', complete });
  }
}
