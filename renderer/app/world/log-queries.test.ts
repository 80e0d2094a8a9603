import { describe, expect, it } from 'vitest';
import { createTime } from '../queries/testing/time.ts';
import type { QueryCount } from '../queries/queries.ts';
import { calls } from '../../../preload/contract/door.ts';
import { dearQueries, logQueries } from './log-queries.ts';

const count = (name: string, over: Partial<QueryCount> = {}): QueryCount => ({
  name,
  runs: 1,
  failures: 0,
  requests: 1,
  rows: 1,
  ...over,
});

describe('a query that gets a line in the log', () => {
  it('is measured since the last look, not since the start', () => {
    const before = [count('timeline', { runs: 10, requests: 9_000, rows: 90_000 })];
    const now = [count('timeline', { runs: 12, requests: 9_040, rows: 90_100 })];
    expect(dearQueries(before, now)).toEqual([]);
    expect(dearQueries([], now)).toEqual(now);
  });

  it('has many rows, many requests or a failed run; the most expensive comes first', () => {
    const now = [
      count('usual', { requests: 2_000, rows: 5_000 }),
      count('refused', { failures: 1 }),
      count('requests', { requests: 2_001 }),
      count('rows', { rows: 5_001 }),
    ];
    expect(dearQueries([], now).map(({ name }) => name)).toEqual(['rows', 'requests', 'refused']);
  });
});

describe('the log of the queries', () => {
  it('is written every ten minutes in numbers that may cross the door, and not at all if no query is expensive', () => {
    const time = createTime();
    const written: unknown[] = [];
    const door = {
      call: (name: string, request: unknown) => {
        written.push([name, calls['log:write'].request.parse(request)]);
        return Promise.reject(new Error('main is going down'));
      },
      // The door's calls are typed each by its name; the log is the only one that may be called here.
    } as unknown as Parameters<typeof logQueries>[1];
    let rows = 6_000;
    const stop = logQueries({ counts: () => [count('directory', { runs: 3, rows })] }, door, time);
    time.pass(10 * 60_000 - 1);
    expect(written).toEqual([]);
    time.pass(1);
    const line = { event: 'query-directory', numbers: { runs: 3, failures: 0, requests: 1, rows: 6_000 } };
    expect(written).toEqual([['log:write', line]]);
    time.pass(10 * 60_000);
    expect(written).toHaveLength(1);
    rows += 5_001;
    time.pass(10 * 60_000);
    expect(written).toHaveLength(2);
    stop();
    expect(time.waiting()).toEqual([]);
  });
});
