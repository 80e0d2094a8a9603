import { expect, it } from 'vitest';
import { link } from '../../../../test/support/rows.ts';
import { type AccountId, succeeded } from '../../../model/index.ts';
import { type AuthorAsking, AuthorClaims } from './author-claims.ts';

it('forgets when it asked if the clock is put back, so that no question counts for messages that came after it', async () => {
  let now = 100_000;
  const claims = new AuthorClaims({ now: () => now });
  const empty = () => Promise.resolve(succeeded([]));
  const asking: AuthorAsking = {
    sides: {
      mattermost: { accountId: 'm-aaaaaaaaaaaa' as AccountId, connector: { members: empty, people: empty } },
    },
    store: () => Promise.resolve(),
    signal: new AbortController().signal,
  };
  expect(await claims.ask(asking, link(), null)).toBeNull();
  expect(claims.readAt('link')).toBe(100_000);
  now = 40_000;
  expect(claims.readAt('link')).toBe(-Infinity);
  await claims.ask(asking, link(), null);
  expect(claims.readAt('link')).toBe(40_000);
});
