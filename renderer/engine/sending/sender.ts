/** Does what the user wants written, in order: one act after the other in each lane, the lanes side by side. */
import { type AccountId, caughtEvent } from '../../model/index.ts';
import { type AttemptRow, firstInLane, readAttempt, readAttemptLanes } from '../../store/index.ts';
import { moveOn, type SendingContext, type SendingSide } from './move-on.ts';

export interface SenderOptions extends Omit<SendingContext, 'signal'> {
  /** Null while the account is not there: what is to be done with it waits. */
  readonly sideOf: (account: AccountId) => Promise<SendingSide | null>;
}

/** No back-off and no Retry-After is longer, ms. */
const longestPatience = 600_000;
/** What could not be done for another reason than its service is tried again after this long, ms. */
const again = 30_000;
/** ms. */
const leastWait = 50;

const dueAt = ({ state }: AttemptRow): number =>
  state.kind === 'waiting' ? state.until : state.kind === 'sending' ? state.retryAt : 0;

export class Sender {
  readonly #lanes = new Map<string, Promise<void>>();
  /** Lanes that got something while they were under way. */
  readonly #again = new Set<string>();
  #abort: AbortController | null = null;
  #wake: (() => void) | null = null;
  #wakeAt = Infinity;
  #pumping: Promise<void> = Promise.resolve();

  constructor(private readonly options: SenderOptions) {}

  /** Begins, or goes on after `stop`. */
  start(): void {
    this.#abort ??= new AbortController();
    this.wake();
  }

  /** Lets go of what is under way; what was asked for and not answered stays as such. Nothing touches the database afterwards. */
  async stop(): Promise<void> {
    this.#abort?.abort();
    this.#abort = null;
    this.#wake?.();
    this.#wake = null;
    this.#wakeAt = Infinity;
    await this.#pumping;
    await Promise.all(this.#lanes.values());
  }

  /** There may be something to do, `after` ms from now. */
  wake(after = 0): void {
    if (this.#abort === null) return;
    const { world } = this.options;
    const at = world.now() + after;
    if (this.#wake !== null && this.#wakeAt <= at) return;
    this.#wake?.();
    this.#wakeAt = at;
    this.#wake = world.after(after, () => {
      this.#wake = null;
      this.#wakeAt = Infinity;
      this.#pumping = this.#pumping
        .then(() => this.#pump())
        .catch((error: unknown) => this.#caught('sending-pump', error));
    });
  }

  async #pump(): Promise<void> {
    if (this.#abort === null) return;
    const { signal } = this.#abort;
    for (const lane of await readAttemptLanes(this.options.database)) {
      if (signal.aborted) return;
      if (this.#lanes.has(lane)) this.#again.add(lane);
      else this.#begin(lane, signal);
    }
  }

  #begin(lane: string, signal: AbortSignal): void {
    const run = this.#run(lane, signal)
      .catch((error: unknown) => this.#caught('sending-lane', error))
      .finally(() => {
        this.#lanes.delete(lane);
        if (this.#again.delete(lane)) this.wake();
      });
    this.#lanes.set(lane, run);
  }

  /** Until nothing is left in the lane, or its first act waits: nothing passes it. */
  async #run(lane: string, signal: AbortSignal): Promise<void> {
    const { database } = this.options;
    for (;;) {
      const row = await firstInLane(database, lane);
      if (!row || isAborted(signal)) return;
      const wait = await this.#step(row, signal);
      if (isAborted(signal)) return;
      if (wait === null) continue;
      this.wake(wait);
      return;
    }
  }

  /** How long the lane has to wait, ms; null when it goes on: the act is settled, stands otherwise, or has failed. */
  async #step(row: AttemptRow, signal: AbortSignal): Promise<number | null> {
    const { database, sideOf, world } = this.options;
    const before = dueAt(row) - world.now();
    // A clock that jumped back must not hold anything up.
    if (before > 0 && before <= longestPatience) return Math.max(leastWait, before);
    const side = await sideOf(row.accountId);
    if (side === null) return again;
    if (isAborted(signal) || (await moveOn({ ...this.options, signal }, side, row))) return null;
    const now = await readAttempt(database, row.key);
    return now ? Math.min(longestPatience, Math.max(leastWait, dueAt(now) - world.now())) : null;
  }

  #caught(place: 'sending-pump' | 'sending-lane', error: unknown): void {
    this.options.world.log(caughtEvent(place, error));
    // The database refused: nothing was moved, and it is looked again.
    this.wake(again);
  }
}

/** Asked anew after each wait. */
const isAborted = (signal: AbortSignal): boolean => signal.aborted;
