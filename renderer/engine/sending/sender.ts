/** Does what the user wants written, in order: one act after the other in each lane, the lanes side by side. */
import { type AccountId, caughtEvent } from '../../model/index.ts';
import { type AttemptRow, firstInLane, readAttempt, readAttemptLanes } from '../../store/index.ts';
import { Errand } from '../errand.ts';
import { isDue, waitOf } from './attempt.ts';
import { moveOn, type SendingContext, type SendingSide } from './move-on.ts';

export interface SenderOptions extends Omit<SendingContext, 'signal'> {
  /** Null while the account is not there: what is to be done with it waits. */
  readonly sideOf: (account: AccountId) => Promise<SendingSide | null>;
}

/** What could not be done for another reason than its service is tried again after this long, ms. */
const again = 30_000;

export class Sender {
  readonly #lanes = new Map<string, Promise<void>>();
  /** Lanes that got something while they were under way. */
  readonly #again = new Set<string>();
  readonly #pumping: Errand;
  #abort: AbortController | null = null;

  constructor(private readonly options: SenderOptions) {
    this.#pumping = new Errand(options.world, 0, () =>
      this.#pump().catch((error: unknown) => this.#caught('sending-pump', error)),
    );
  }

  /** Begins, or goes on after `stop`. */
  start(): void {
    this.#abort ??= new AbortController();
    this.wake();
  }

  /** Lets go of what is under way; what was asked for and not answered stays as such. Nothing touches the database afterwards. */
  async stop(): Promise<void> {
    this.#abort?.abort();
    this.#abort = null;
    this.#pumping.cancel();
    await this.#pumping.idle();
    await Promise.all(this.#lanes.values());
  }

  /** There may be something to do, `after` ms from now. */
  wake(after = 0): void {
    if (this.#abort !== null) this.#pumping.want(after);
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
    if (!isDue(row.state, world.now())) return waitOf(row.state, world.now());
    const side = await sideOf(row.accountId);
    if (side === null) return again;
    if (isAborted(signal) || (await moveOn({ ...this.options, signal }, side, row))) return null;
    const now = await readAttempt(database, row.key);
    return now ? waitOf(now.state, world.now()) : null;
  }

  #caught(place: 'sending-pump' | 'sending-lane', error: unknown): void {
    this.options.world.log(caughtEvent(place, error));
    // The database refused: nothing was moved, and it is looked again.
    this.wake(again);
  }
}

/** Asked anew after each wait. */
const isAborted = (signal: AbortSignal): boolean => signal.aborted;
