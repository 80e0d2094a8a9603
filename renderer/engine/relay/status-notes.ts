/** Notes in the database, for the status screen of a desktop that is the relay, what only its engine knows. */
import type { World } from '../../connectors/world.ts';
import { caughtEvent, type LimitUsed } from '../../model/index.ts';
import {
  type InvitationsNote,
  type IsthmusDatabase,
  type StatusNote,
  writeStatusNote,
} from '../../store/index.ts';
import { LimitsPeak } from './limits-peak.ts';

export interface StatusNotesOptions {
  readonly world: Pick<World, 'now' | 'after' | 'log'>;
  readonly database: IsthmusDatabase;
  /** How much of each limit is used now. */
  readonly limitsUsed: () => readonly LimitUsed[];
  readonly invitations: () => Promise<InvitationsNote>;
}

/** How often it is looked what is used of the limits, ms. */
const lookEvery = 1_000;
/** How often a note is written, if it says something new, after this many looks. */
const looksPerNote = 5;

export class StatusNotes {
  readonly #peak = new LimitsPeak();
  #looks = 0;
  #written = '';
  #cancelTimer: () => void = () => undefined;

  constructor(private readonly options: StatusNotesOptions) {}

  /** Writes from now on. */
  start(): void {
    this.#cancelTimer();
    const { world, limitsUsed } = this.options;
    this.#peak.add(limitsUsed(), world.now());
    const isDue = this.#looks % looksPerNote === 0;
    this.#looks += 1;
    void (isDue ? this.#note() : Promise.resolve()).finally(() => {
      this.#cancelTimer = world.after(lookEvery, () => this.start());
    });
  }

  async #note(): Promise<void> {
    const { world, database, invitations } = this.options;
    try {
      const note: StatusNote = { limits: this.#peak.peaks, invitations: await invitations() };
      const text = JSON.stringify(note);
      if (text === this.#written) return;
      await writeStatusNote(database, note);
      this.#written = text;
    } catch (error) {
      world.log(caughtEvent('status-note', error));
    }
  }
}
