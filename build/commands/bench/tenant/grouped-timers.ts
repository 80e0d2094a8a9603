/**
 * Timers of a thousand desktops on one virtual clock: those of nearly the same moment fire together, because waiting until everything has come to rest after each one would
 * take most of the time.
 */
import type { World } from '../../../../renderer/connectors/world.ts';

/** Timers fire at whole multiples of this, ms: less than any network's own inaccuracy. */
const step = 20;

export class GroupedTimers implements Pick<World, 'now' | 'after'> {
  readonly #groups = new Map<number, Set<() => void>>();

  constructor(private readonly time: Pick<World, 'now' | 'after'>) {}

  readonly now = (): number => this.time.now();

  readonly after = (ms: number, work: () => void): (() => void) => {
    const at = Math.ceil((this.now() + Math.max(0, ms)) / step) * step;
    const group = this.#groups.get(at) ?? this.#begin(at);
    // Of its own, because the same function may wait twice.
    const fire = (): void => work();
    group.add(fire);
    return () => void group.delete(fire);
  };

  #begin(at: number): Set<() => void> {
    const group = new Set<() => void>();
    this.#groups.set(at, group);
    this.time.after(at - this.now(), () => {
      this.#groups.delete(at);
      for (const fire of group) fire();
    });
    return group;
  }
}
