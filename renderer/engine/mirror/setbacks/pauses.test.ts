import { describe, expect, it } from 'vitest';
import type { ServiceFailure } from '../../../model/index.ts';
import {
  backOff,
  isLasting,
  longestPause,
  longestSilentPause,
  pauseOf,
  silentPause,
  suspectOf,
} from './pauses.ts';

const down: ServiceFailure = { kind: 'offline', reason: 'service-down', status: 500 };

describe('the pause of one resource', () => {
  it('doubles from five seconds to thirty minutes', () => {
    expect([1, 2, 3, 4, 5, 9, 10, 11, 500].map((failures) => pauseOf(down, failures, 1) / 1_000)).toEqual([
      5, 10, 20, 40, 80, 1_280, 1_800, 1_800, 1_800,
    ]);
  });

  it('is between half and whole, by chance', () => {
    expect(pauseOf(down, 1, 0)).toBe(2_500);
    expect(pauseOf(down, 40, 0)).toBe(longestPause / 2);
  });

  it('begins at a minute after a refusal, because a refusal does not end within seconds', () => {
    expect(pauseOf({ kind: 'forbidden', status: 403, code: '' }, 1, 1)).toBe(60_000);
    expect(pauseOf({ kind: 'not-found' }, 2, 1)).toBe(120_000);
  });

  it('is never shorter than what the service asked for, and grows beyond it', () => {
    const throttled: ServiceFailure = { kind: 'throttled', retryAfterMs: 30_000 };
    expect(pauseOf(throttled, 1, 1)).toBe(30_000);
    expect(pauseOf(throttled, 6, 1)).toBe(160_000);
  });
});

it('the pause of the account is 40 seconds at most, so that all accounts continue within a minute after an outage', () => {
  expect([0, 1, 6, 40].map((failures) => backOff(failures, 1))).toEqual([1_000, 2_000, 40_000, 40_000]);
});

it('the pause of a failure that a person must repair grows until there are only a few tries an hour', () => {
  expect([0, 1, 2, 5, 6, 400].map((tries) => silentPause(tries, 1) / 1_000)).toEqual([
    30, 60, 120, 960, 1_200, 1_200,
  ]);
  expect(silentPause(400, 0)).toBe(longestSilentPause / 2);
});

it('a failure counts as lasting the third time, a refusal at once', () => {
  expect([1, 2, 3].map((failures) => isLasting('service-fails', failures))).toEqual([false, false, true]);
  expect(isLasting('forbidden', 1)).toBe(true);
});

it.each<[ServiceFailure, ReturnType<typeof suspectOf>]>([
  [down, 'doubtful'],
  [{ kind: 'offline', reason: 'no-answer', status: null }, 'doubtful'],
  [{ kind: 'sign-in-needed', reason: 'expired' }, 'account'],
  [{ kind: 'not-let-in' }, 'this'],
  [{ kind: 'refused', status: 400, code: '' }, 'this'],
  [{ kind: 'stands-still' }, 'this'],
  [{ kind: 'throttled', retryAfterMs: 1 }, 'this'],
  [{ kind: 'cancelled' }, 'nobody'],
])('%o: %s', (failure, suspect) => {
  expect(suspectOf(failure)).toBe(suspect);
});
