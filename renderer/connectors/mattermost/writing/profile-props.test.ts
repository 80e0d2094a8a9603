import { describe, expect, it } from 'vitest';
import { sharedKey } from '../testing/drafts.ts';
import { claimOf, withClaim } from './profile-props.ts';

describe('the claim in a profile', () => {
  it('is read as it was written, beside other props, and can be removed', () => {
    const others = { customStatus: '{"emoji":"ocean"}' };
    const props = withClaim(others, sharedKey('teams-1'));
    expect(claimOf(props)).toBe('teams-1');
    expect(props).toEqual({ ...others, isthmus: '{"version":1,"teams":"teams-1"}' });
    expect(withClaim(props, null)).toEqual(others);
  });

  it.each([
    [undefined],
    [''],
    ['teams-1'],
    ['{"version":2,"teams":"teams-1"}'],
    ['{"version":1,"teams":7}'],
    ['{"version":1,"teams":""}'],
    ['{"version":1,'],
    ['[]'],
    [{ version: 1, teams: 'teams-1' }],
    [JSON.stringify({ version: 1, teams: 'x'.repeat(1_000) })],
  ])('cannot be %j', (isthmus) => {
    expect(claimOf({ isthmus })).toBeNull();
  });
});
