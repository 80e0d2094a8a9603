/** The most that was used of each limit within the last minute. What is used at one moment says little: it is often nothing between two requests. */
import type { LimitUsed } from '../../model/index.ts';

/** ms. */
const lookedBack = 60_000;

export class LimitsPeak {
  #seen: { readonly at: number; readonly used: readonly LimitUsed[] }[] = [];

  /** Takes what is used at a time, ms on this machine's clock. Of two accounts of one service the one counts that uses more. */
  add(used: readonly LimitUsed[], at: number): void {
    // What lies in the future was taken before the clock was put back.
    this.#seen = [...this.#seen.filter((one) => one.at <= at && at - one.at < lookedBack), { at, used }];
  }

  /** The peaks, in whole hundredths, so that they seldom change while little happens. */
  get peaks(): readonly LimitUsed[] {
    const peaks = new Map<string, LimitUsed>();
    for (const { used } of this.#seen)
      for (const one of used) {
        const key = `${one.service} ${one.limit}`;
        const ratio = Math.max(peaks.get(key)?.ratio ?? 0, Math.ceil(one.ratio * 100) / 100);
        peaks.set(key, { ...one, ratio });
      }
    return [...peaks.values()];
  }
}
