/** Logs queries of the page that read much or are refused: names and numbers, nothing of the rows. */
import type { Queries, QueryCount } from '../queries/queries.ts';
import type { QueryTime } from '../queries/following.ts';
import type { AppDoor } from './world.ts';

/** How often the counters are checked, ms. */
const every = 10 * 60_000;

/** The reads between two checks up to which a query is not logged. */
const usual = { requests: 2_000, rows: 5_000 };

/**
 * The queries to log, as differences between `before` and `now`: those that have read more than usual, and those with a failed run. The most
 * expensive first.
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

/** Checks the counters of `queries` every ten minutes, and logs expensive queries by name, until the returned function is called. */
export const logQueries = (
  queries: Pick<Queries, 'counts'>,
  door: Pick<AppDoor, 'call'>,
  time: Pick<QueryTime, 'after'>,
): (() => void) => {
  let before: readonly QueryCount[] = [];
  const look = (): void => {
    const now = queries.counts();
    for (const { name, ...numbers } of dearQueries(before, now))
      // Harmless: there is no other place to log it.
      door.call('log:write', { event: `query-${name}`, numbers }).catch(() => undefined);
    before = now;
    cancel = time.after(every, look);
  };
  let cancel = time.after(every, look);
  return () => cancel();
};
