/** The engine rests while the user pauses, the machine sleeps, or the disk is full; and goes on afterwards. */
import type { World } from '../connectors/world.ts';
import type { AccountState } from '../model/index.ts';
import { type IsthmusDatabase, writeEngineState } from '../store/index.ts';
import type { CarryingControl } from './carrying-control.ts';
import { type EngineParts, restParts } from './engine-parts.ts';
import type { RelayDuties } from './relay/relay-duties.ts';

/** Why the engine rests by somebody's will. */
export type PausedBy = 'user' | 'sleep';

export interface EngineRestOptions {
  readonly world: Pick<World, 'after' | 'log'>;
  readonly database: IsthmusDatabase;
  readonly parts: () => EngineParts;
  readonly carrying: CarryingControl;
  readonly duties: () => RelayDuties;
  /** Lets work wait for what was wanted of the engine before. */
  readonly inOrder: (work: () => Promise<void>) => Promise<void>;
  /** What begins again after a rest, beside the mirrors. */
  readonly goOn: () => Promise<void>;
}

/** When the engine looks again whether the disk has room, ms. */
const diskRetry = 60_000;

export class EngineRest {
  #pausedBy: PausedBy | null = null;
  /** Ends the wait for room on the disk; null while there is none. */
  #cancelRetry: (() => void) | null = null;

  constructor(private readonly options: EngineRestOptions) {}

  /** By whom the engine is paused; null while it is not. */
  get pausedBy(): PausedBy | null {
    return this.#pausedBy;
  }

  /** Pauses, or ends the pause. */
  async pause(by: PausedBy | null): Promise<void> {
    this.#pausedBy = by;
    const { database, carrying, goOn } = this.options;
    const parts = this.options.parts();
    await writeEngineState(database, by ? { kind: 'paused', by } : { kind: 'running' });
    if (by) {
      await restParts(parts, this.options.duties());
      await carrying.rest();
      await parts.mirrors.pause({ kind: 'paused', by });
      return;
    }
    parts.mirrors.resume();
    await goOn();
  }

  /** The machine sleeps or wakes. A pause of the user's stays. */
  async setAsleep(isAsleep: boolean): Promise<void> {
    if (isAsleep) return this.pause(this.#pausedBy ?? 'sleep');
    if (this.#pausedBy === 'sleep') await this.pause(null);
    else this.options.parts().mirrors.tryNow();
  }

  /**
   * The disk is full. The engine stops asking, because answers could not be kept, says so, and looks again every minute until it can go on.
   * Cursors stay where they were.
   */
  diskFull(): void {
    if (this.#cancelRetry !== null) return;
    const { world, database, carrying, inOrder } = this.options;
    const parts = this.options.parts();
    world.log('disk-full');
    void inOrder(async () => {
      const state: AccountState = { kind: 'failed', reason: 'disk-full' };
      parts.choosing.stop();
      parts.ownPresence.stop();
      await parts.choices.rest();
      await this.options.duties().stop();
      await parts.sender.stop();
      await carrying.rest();
      await parts.mirrors.pause(state);
      // Harmless: the disk is full, which has just been logged, and each account's state says so too.
      await writeEngineState(database, { kind: 'disk-full' }).catch(() => undefined);
    });
    this.#cancelRetry = world.after(diskRetry, () => {
      this.#cancelRetry = null;
      void inOrder(() => this.pause(this.#pausedBy)).catch(
        // Harmless: `inOrder` logs it. To go on writes as well; while that is refused, it rests on.
        () => this.diskFull(),
      );
    });
  }

  /** Waits for nothing any more. */
  stop(): void {
    this.#cancelRetry?.();
  }
}
