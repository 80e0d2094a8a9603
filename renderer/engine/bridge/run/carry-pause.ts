/** Holds the user's pause of carrying, and ends it when its time has come. */
import type { World } from '../../../connectors/world.ts';
import { caughtEvent, type CarryPause } from '../../../model/index.ts';

export interface CarryPauseOptions {
  readonly world: Pick<World, 'now' | 'after' | 'log'>;
  /** Stores a pause, for pages and for the next start. */
  readonly keep: (pause: CarryPause) => Promise<void>;
  /** Carrying was paused, or may go on. */
  readonly onChanged: () => void;
}

/** The longest timer, ms: the clock may be set, and a machine may sleep meanwhile. */
const longestWait = 60_000;

export class CarryPauseClock {
  #pause: CarryPause = { kind: 'none' };
  #cancel: (() => void) | null = null;

  constructor(private readonly options: CarryPauseOptions) {}

  /** Whether nothing may be carried now. */
  get isPaused(): boolean {
    return isPausedAt(this.#pause, this.options.world.now());
  }

  /** Takes what was stored before this start. A pause whose time has passed ends at once. */
  async start(stored: CarryPause): Promise<void> {
    this.#take(stored);
    if (stored.kind !== 'none' && !this.isPaused) await this.set({ kind: 'none' });
  }

  /** The user pauses carrying, or ends the pause. It holds once it is stored; rejects if it cannot be stored. */
  async set(pause: CarryPause): Promise<void> {
    await this.options.keep(pause);
    this.#take(pause);
    this.options.onChanged();
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  #take(pause: CarryPause): void {
    this.stop();
    this.#pause = pause;
    if (pause.kind !== 'until') return;
    const { world } = this.options;
    const left = Math.max(0, pause.until - world.now());
    this.#cancel = world.after(Math.min(left, longestWait), () => {
      if (this.isPaused) return this.#take(pause);
      // What is stored still says that carrying is paused. The next start tries again.
      this.set({ kind: 'none' }).catch((error: unknown) => {
        world.log(caughtEvent('carry-pause', error));
        this.options.onChanged();
      });
    });
  }
}

const isPausedAt = (pause: CarryPause, now: number): boolean => {
  switch (pause.kind) {
    case 'none':
      return false;
    case 'until':
      return now < pause.until;
    case 'until-ended':
      return true;
  }
};
