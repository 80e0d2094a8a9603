/** Writes to the log which queries of the page read much, or are refused: names and numbers, nothing of what was read. */
import type { Queries, QueryCount } from '../queries/queries.ts';
import type { QueryTime } from '../queries/following.ts';
import type { AppDoor } from './world.ts';

/** How often the counters are looked at, ms. */
const every = 10 * 60_000;

/** What a query may read between two looks without being named in the log. */
const usual = { requests: 2_000, rows: 5_000 };

/**
 * What of `now` is worth a line, as the difference to `before`: queries that have read more than usual since, and those of which a run
 * failed. The dearest first.
 */
export const dearQueries = (
  before: readonly QueryCount[],
  now: readonly QueryCount[],
): readonly QueryCount[] => {
  const last = new Map(before.map((count) => [count.name, count]));
  return now
    .map((count) => {
      const { runs = 0, failures = 0, requests = 0, rows = 0 } = last.get(count.name) ?? {};
      return {
        name: count.name,
        runs: count.runs - runs,
        failures: count.failures - failures,
        requests: count.requests - requests,
        rows: count.rows - rows,
      };
    })
    .filter(({ failures, requests, rows }) => failures > 0 || requests > usual.requests || rows > usual.rows)
    .sort((one, other) => other.rows + other.requests - (one.rows + one.requests));
};

/** Looks at the counters of `queries` every ten minutes, and logs what is dear by the query's name; until the returned function is called. */
export const logQueries = (
  queries: Pick<Queries, 'counts'>,
  door: Pick<AppDoor, 'call'>,
  time: Pick<QueryTime, 'after'>,
): (() => void) => {
  let before: readonly QueryCount[] = [];
  const look = (): void => {
    const now = queries.counts();
    for (const { name, ...numbers } of dearQueries(before, now))
      // Harmless: there is nowhere else to log it.
      door.call('log:write', { event: `query-${name}`, numbers }).catch(() => undefined);
    before = now;
    cancel = time.after(every, look);
  };
  let cancel = time.after(every, look);
  return () => cancel();
};
