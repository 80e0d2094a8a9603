/** A colleague's Isthmus without a window: engine, connectors and database in this process. */
import { Engine } from '../../../renderer/engine/engine.ts';
import { type Cadence, pushedCadence } from '../../../renderer/engine/mirror/pull/cadence.ts';
import { isUpToDate } from '../../../renderer/model/index.ts';
import type { IsthmusDatabase } from '../../../renderer/store/index.ts';
import type { PersonKey } from '../../../sandbox/organisation/plan.ts';
import { openDatabase } from '../../../test/support/database.ts';
import { Seat } from '../in-process/seat.ts';
import type { ServicesHere } from '../in-process/services.ts';

/** Colleagues mirror only new messages, because their mirrors share this machine with the user's. */
const days = 1;
const workers = 2;

/**
 * They ask Teams only for conversations that they carry. All users of the app share Graph's limits on a channel, and a refusal would delay
 * the user's own Isthmus.
 */
const carrying: Cadence = {
  index: null,
  attended: null,
  sweep: null,
  kept: 20_000,
  overview: null,
  presence: null,
};

export interface ColleagueOptions {
  readonly services: ServicesHere;
  readonly person: PersonKey;
  readonly random: () => number;
  /** An event of the engine's log: what went wrong, never a text that was written. */
  readonly log: (event: string) => void;
}

export class ColleagueIsthmus {
  readonly #seat: Seat;
  readonly #database: IsthmusDatabase = openDatabase();
  #engine: Engine | null = null;
  #isOn = true;

  constructor(private readonly options: ColleagueOptions) {
    this.#seat = new Seat(options.services, options.person);
  }

  get database(): IsthmusDatabase {
    return this.#database;
  }

  /** Signs in and begins to mirror; carries as soon as it is current and has the lease. */
  async start(): Promise<void> {
    const { services, random, log } = this.options;
    const { time } = services;
    await this.#seat.signIn();
    const world = this.#seat.world({
      now: time.now,
      after: time.after,
      random,
      isOn: () => this.#isOn,
      latency: () => 0,
      log,
    });
    this.#engine = new Engine({
      world,
      database: this.#database,
      accounts: () => Promise.resolve(this.#seat.accounts()),
      days,
      workers,
      cadence: ({ service }) =>
        service === 'teams'
          ? { ...pushedCadence, focused: carrying, unfocused: carrying, away: carrying }
          : pushedCadence,
      onRemoved: () => undefined,
      noticeBoard: null,
    });
    await this.#engine.start();
  }

  /** Whether both mirrors have caught up. */
  async isCurrent(): Promise<boolean> {
    const accounts = await this.#database.accounts.toArray();
    return accounts.length === 2 && accounts.every(({ state }) => isUpToDate(state));
  }

  /** Ends in order: nothing runs afterwards. */
  async stop(): Promise<void> {
    await this.#engine?.stop();
    this.#isOn = false;
    this.#database.close();
  }
}
