/** Sends what the user wants written. Each lane does one act after the other; lanes run side by side. */
import { type AccountId, type CarryKey, caughtEvent } from '../../model/index.ts';
import {
  type AttemptRow,
  firstInLane,
  putAttempt,
  readAttempt,
  readAttemptLanes,
} from '../../store/index.ts';
import { Errand } from '../errand.ts';
import { hurried, isDue, waitOf } from './attempt.ts';
import { moveOn } from './move-on.ts';
import type { SendingContext, SendingSide } from './outcome.ts';
import { bothTables } from './settling.ts';

export interface SenderOptions extends Omit<SendingContext, 'signal'> {
  /** Null while the account is not there: its acts wait. */
  readonly sideOf: (account: AccountId) => Promise<SendingSide | null>;
}

/** How long an act waits that failed for another reason than its service, ms. */
const again = 30_000;

export class Sender {
  readonly #lanes = new Map<string, Promise<void>>();
  /** The acts that are being done, and what ends each. */
  readonly #current = new Map<CarryKey, AbortController>();
  /** Lanes that got another act while they were running. */
  readonly #again = new Set<string>();
  readonly #pumping: Errand;
  #abort: AbortController | null = null;
  #hurries = false;

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

  /** Ends what is under way. An act that was asked for and not answered stays marked as such. Nothing touches the database afterwards. */
  async stop(): Promise<void> {
    this.#abort?.abort();
    this.#abort = null;
    this.#pumping.cancel();
    await this.#pumping.idle();
    await Promise.all(this.#lanes.values());
  }

  /** Looks for acts, `after` ms from now. */
  wake(after = 0): void {
    if (this.#abort !== null) this.#pumping.want(after);
  }

  /** The network is back: what waits for that is tried now, and not when it would be tried by itself. */
  hurry(): void {
    this.#hurries = true;
    this.wake();
  }

  async #pump(): Promise<void> {
    if (this.#abort === null) return;
    const { signal } = this.#abort;
    // What the user has taken back goes no further, however long its files take.
    for (const [key, act] of this.#current) if (!(await readAttempt(this.options.database, key))) act.abort();
    const hurries = this.#hurries;
    this.#hurries = false;
    for (const lane of await readAttemptLanes(this.options.database)) {
      if (signal.aborted) return;
      if (hurries) await this.#hurry(lane);
      if (this.#lanes.has(lane)) this.#again.add(lane);
      else this.#begin(lane, signal);
    }
  }

  #hurry(lane: string): Promise<void> {
    const { database } = this.options;
    return database.transaction('rw', bothTables(database), async () => {
      const row = await firstInLane(database, lane);
      const state = row && hurried(row.state);
      if (row && state) await putAttempt(database, { ...row, state });
    });
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

  /** Runs a lane until it is empty, or until its first act waits: nothing overtakes that act. */
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

  /** How long the lane has to wait, ms. Null if it goes on: the act is settled, has another state, or has failed. */
  async #step(row: AttemptRow, signal: AbortSignal): Promise<number | null> {
    const { database, sideOf, world } = this.options;
    if (!isDue(row.state, world.now())) return waitOf(row.state, world.now());
    const side = await sideOf(row.accountId);
    if (side === null) return again;
    if (isAborted(signal) || (await this.#moveOn(row, side, signal))) return null;
    const now = await readAttempt(database, row.key);
    return now ? waitOf(now.state, world.now()) : null;
  }

  async #moveOn(row: AttemptRow, side: SendingSide, signal: AbortSignal): Promise<boolean> {
    const act = new AbortController();
    this.#current.set(row.key, act);
    try {
      return await moveOn({ ...this.options, signal: AbortSignal.any([signal, act.signal]) }, side, row);
    } finally {
      this.#current.delete(row.key);
    }
  }

  #caught(place: 'sending-pump' | 'sending-lane', error: unknown): void {
    this.options.world.log(caughtEvent(place, error));
    // The database refused: no row has moved, and the lane looks again later.
    this.wake(again);
  }
}

/** Asked anew after each wait. */
const isAborted = (signal: AbortSignal): boolean => signal.aborted;
