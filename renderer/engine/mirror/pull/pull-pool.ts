/**
 * Carries out pulls, several at once. It takes the next best pull while a worker is free, and looks again when a conversation that waits
 * may go on.
 */
import type { World } from '../../../connectors/world.ts';
import type { ServiceFailure } from '../../../model/index.ts';
import type { Ingested } from '../store/batch.ts';
import type { Pulled } from './pull.ts';
import { type PullAttention, nextPull, nextUnblocked, type Pull, type Work } from './schedule.ts';
import type { WorkList } from './work-list.ts';

export interface PullPoolOptions {
  readonly world: World;
  readonly works: Pick<WorkList, 'all'>;
  /** How many pulls run at once. */
  readonly workers: number;
  readonly attention: () => PullAttention;
  /** Whether pulls may begin now. */
  readonly ready: () => boolean;
  readonly pull: (pull: Pull) => Promise<Pulled>;
  readonly onPulled: (pull: Pull, ingested: Ingested) => void;
  readonly onFailure: (pull: Pull, failure: ServiceFailure) => Promise<void>;
  /** The database refused, or the code is wrong. */
  readonly onBroken: (place: string, work: Work, error: unknown) => void;
  /** A pull began or ended. */
  readonly onProgress: () => void;
}

export class PullPool {
  #inFlight = 0;
  #wake: (() => void) | null = null;
  #idle: (() => void)[] = [];

  constructor(private readonly options: PullPoolOptions) {}

  /**
   * Starts pulls while there are free workers and something to pull. `planned`: the time for which this was planned, ms; on a machine whose timers are late
   * the slots of that time have gone by, and what was to be pulled in them is pulled all the same.
   */
  pump(planned: number | null = null): void {
    const { works, workers, attention, ready, world, onProgress } = this.options;
    this.cancelWake();
    while (ready() && this.#inFlight < workers) {
      const now = world.now();
      const pull =
        nextPull(works.all(), attention(), now) ??
        (planned !== null && planned < now ? nextPull(works.all(), attention(), planned) : null);
      if (!pull) break;
      void this.#carryOut(pull);
    }
    if (ready() && this.#inFlight < workers) this.#wakeForBlocked();
    onProgress();
    if (this.#inFlight === 0) for (const resolve of this.#idle.splice(0)) resolve();
  }

  cancelWake(): void {
    this.#wake?.();
    this.#wake = null;
  }

  /** Resolves when none is under way. */
  ended(): Promise<void> {
    return this.#inFlight === 0 ? Promise.resolve() : new Promise((resolve) => this.#idle.push(resolve));
  }

  #wakeForBlocked(): void {
    const { world, works } = this.options;
    const now = world.now();
    const at = nextUnblocked(works.all(), now);
    if (at !== null) this.#wake = world.after(at - now, () => this.pump(at));
  }

  async #carryOut(pull: Pull): Promise<void> {
    const { work } = pull;
    const { world, onPulled, onFailure, onBroken } = this.options;
    work.busy = true;
    work.servedAt = world.now();
    this.#inFlight += 1;
    const { stale: wasStale, isUrgent: wasUrgent } = work;
    work.stale = false;
    work.isUrgent = false;
    try {
      const pulled = await this.options.pull(pull);
      if (pulled.ok) {
        work.cursor = pulled.cursor;
        work.failures = 0;
        if (pull.kind === 'changes' ? pulled.more : wasStale) work.stale = true;
        if (!work.stale) {
          work.behind = false;
          work.spaced = null;
        }
        onPulled(pull, pulled.ingested);
      } else {
        work.stale ||= wasStale;
        // Whoever waited still waits, and must not wait for a turn when it is tried again.
        work.isUrgent ||= wasUrgent;
        await onFailure(pull, pulled.failure);
      }
    } catch (error) {
      work.stale ||= wasStale;
      onBroken('pull', work, error);
    } finally {
      work.busy = false;
      this.#inFlight -= 1;
      this.pump();
    }
  }
}
