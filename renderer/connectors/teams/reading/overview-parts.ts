/** Keeps the parts that an unfinished overview has already read. */
import type { Result } from '../../../model/index.ts';
import type { JsonRecord } from '../graph/json.ts';

/** How long the next try may use the parts of an unfinished overview, ms. */
const freshFor = 60_000;

/** Answers by path. */
export type Parts = Map<string, Result<JsonRecord>>;

/** The parts already read. An overview makes many requests: if it is throttled near its end, the next try continues there. */
export class OverviewParts {
  #parts: Parts = new Map();
  #begunAt = -Infinity;

  /** The parts of the present try; none if they are too old. */
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
