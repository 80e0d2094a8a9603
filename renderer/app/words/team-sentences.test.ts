import { describe, expect, it } from 'vitest';
import type { ServiceFailure } from '../../model/index.ts';
import { teamNotRead } from './team-sentences.ts';

describe('a team that cannot be listed', () => {
  it.each<[ServiceFailure, RegExp]>([
    [{ kind: 'forbidden', status: 403, code: 'Forbidden' }, /does not list .*\(403, Forbidden\)/],
    [{ kind: 'refused', status: 400, code: '' }, /does not list .*\(400\)/],
    [{ kind: 'not-found' }, /does not find/],
    [{ kind: 'cursor-gone' }, /does not find/],
    [{ kind: 'throttled', retryAfterMs: 1 }, /patience/],
    [
      { kind: 'offline', reason: 'service-down', status: 502 },
      /at the moment\. The service reports a fault of its own\. What/,
    ],
    [{ kind: 'sign-in-needed', reason: 'expired' }, /sign-in has expired/],
    [{ kind: 'cancelled' }, /not been listed yet/],
  ])('%o has the reason, and says that its stored conversations stay', (failure, why) => {
    expect(teamNotRead(failure)).toMatch(why);
    expect(teamNotRead(failure)).toMatch(/^[A-Z][^.]*\. ([A-Z][^.]*\. )?What was read before stays here/);
  });
});
