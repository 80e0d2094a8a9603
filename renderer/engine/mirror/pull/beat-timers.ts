/**
 * The timers of regular requests of a mirror. How often they fire depends on how much attention the user pays. Each is varied at random, so
 * that the clients of an organisation do not all ask at once.
 */
import type { World } from '../../../connectors/world.ts';
import type { Cadence, CadenceTable, UserPresence } from './cadence.ts';

export class BeatTimers {
  #presence: UserPresence = 'unfocused';
  #running = false;
  readonly #cancels = new Map<keyof Cadence, () => void>();

  constructor(
    private readonly world: World,
    private table: CadenceTable,
    private readonly beat: Readonly<Record<keyof Cadence, () => void>>,
  ) {}

  start(): void {
    if (this.#running) return;
    this.#running = true;
    this.#plan();
  }

  stop(): void {
    this.#running = false;
    this.#plan();
  }

  /** A new presence takes effect at once. When the user comes back, the next request is soon, so that what they see is current. */
  setPresence(presence: UserPresence): void {
    if (presence === this.#presence) return;
    this.#presence = presence;
    this.#plan();
    if (this.#running && presence === 'focused' && this.table.focused.index !== null) this.beat.index();
  }

  /** Uses this table from now on. */
  follow(table: CadenceTable): void {
    if (table === this.table) return;
    this.table = table;
    this.#plan();
  }

  #plan(): void {
    for (const cancel of this.#cancels.values()) cancel();
    this.#cancels.clear();
    if (!this.#running) return;
    for (const name of Object.keys(this.beat) as (keyof Cadence)[]) this.#next(name);
  }

  #next(name: keyof Cadence): void {
    const interval = this.table[this.#presence][name];
    if (interval === null) return;
    const wait = interval * (0.8 + 0.4 * this.world.random());
    this.#cancels.set(
      name,
      this.world.after(wait, () => {
        this.#next(name);
        this.beat[name]();
      }),
    );
  }
}
