/** Counts the requests of all desktops and the relay together, by the limit that they share. */
import { appRates, type Rate } from '../../../../sandbox/microsoft/graph/throttling.ts';
import type { Counted } from './graph-model.ts';

type Shared = Counted['limit'];

/** How much of a shared limit is used, percent: in the whole time, and in its busiest minute. */
export interface LimitShare {
  readonly percent: number;
  readonly busiestMinutePercent: number;
}

/** The requests of a minute by what was asked for. */
export type MinuteCount = ReadonlyMap<string, { readonly asked: number; readonly refused: number }>;

const minute = 60_000;

export class RequestCount {
  readonly #minutes = new Map<Shared, Map<number, number>>();
  readonly #refused = new Map<string, number>();
  readonly #startedAt: number;
  #sinceTaken = new Map<string, { readonly asked: number; readonly refused: number }>();
  total = 0;
  refused = 0;

  constructor(private readonly now: () => number) {
    this.#startedAt = now();
  }

  readonly count = ({ limit, method, refused }: Counted): void => {
    this.total += 1;
    const name = `${method} ${limit}`;
    const before = this.#sinceTaken.get(name) ?? { asked: 0, refused: 0 };
    this.#sinceTaken.set(name, { asked: before.asked + 1, refused: before.refused + (refused ? 1 : 0) });
    if (refused) {
      this.refused += 1;
      this.#refused.set(name, (this.#refused.get(name) ?? 0) + 1);
    }
    const minutes = this.#minutes.get(limit) ?? new Map<number, number>();
    this.#minutes.set(limit, minutes);
    const at = Math.floor((this.now() - this.#startedAt) / minute);
    minutes.set(at, (minutes.get(at) ?? 0) + 1);
  };

  /** What was counted since this was last called. */
  takeMinute(): MinuteCount {
    const taken = new Map([...this.#sinceTaken].sort(([one], [other]) => (one < other ? -1 : 1)));
    this.#sinceTaken = new Map();
    return taken;
  }

  get perSecond(): number {
    return this.total / ((this.now() - this.#startedAt) / 1_000);
  }

  /** The refusals by what was asked for. */
  get refusals(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#refused].sort());
  }

  /** Of each limit per app and tenant that anything counted under. */
  get shares(): Readonly<Record<string, LimitShare>> {
    const seconds = (this.now() - this.#startedAt) / 1_000;
    return Object.fromEntries(
      [...this.#minutes].map(([limit, minutes]) => {
        const rate: Rate = appRates[limit];
        const percentIn = (requests: number, within: number): number =>
          Math.round((1_000 * requests) / ((rate.requests / rate.seconds) * within)) / 10;
        const counts = [...minutes.values()];
        const all = counts.reduce((sum, count) => sum + count, 0);
        return [
          limit,
          { percent: percentIn(all, seconds), busiestMinutePercent: percentIn(Math.max(...counts), 60) },
        ];
      }),
    );
  }
}
