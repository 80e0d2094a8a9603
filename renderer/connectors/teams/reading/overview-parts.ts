/** What an overview that failed half-way had already read. */
import type { Result } from '../../../model/index.ts';
import type { JsonRecord } from '../graph/json.ts';

/** How long the parts of an overview that failed half-way may be used by the next try, ms. */
const freshFor = 60_000;

/** Answers by path. */
export type Parts = Map<string, Result<JsonRecord>>;

/** Parts already read, so that an overview of many requests that was throttled near its end does not begin at its start again. */
export class OverviewParts {
  #parts: Parts = new Map();
  #begunAt = -Infinity;

  /** The parts of the try under way, or none when they are too old. */
  take(now: number): Parts {
    if (now - this.#begunAt > freshFor || now < this.#begunAt) {
      this.#parts = new Map();
      this.#begunAt = now;
    }
    return this.#parts;
  }

  finish(): void {
    this.#begunAt = -Infinity;
  }
}
