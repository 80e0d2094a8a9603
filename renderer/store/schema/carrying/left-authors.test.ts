import { expect, it } from 'vitest';
import { upgradedBy } from '../../testing/upgrading.ts';
import { leftAuthorsStep } from './left-authors.ts';

it('the table of those who have disconnected begins empty, and other rows do not change', async () => {
  const kept = {
    people: [{ id: 'm/user/1', accountId: 'm', claims: 'user/ada', email: null }, { id: 'm/user/damaged' }],
    links: [{ id: 'm/c t/c', mattermost: 'm/c', teams: 't/c' }],
    counterparts: [{ id: 'm/c/1', linkId: 'm/c t/c', copies: ['t/c/1'], carriedBy: 'me' }],
  };
  const { rows, found } = await upgradedBy(leftAuthorsStep, { ...kept });
  expect(rows).toEqual(kept);
  expect(await found('leftAuthors', '[id+claimed]', ['m/user/1', 'user/ada'])).toEqual([]);
  expect(await found('leftAuthors', 'accountId', 'm')).toEqual([]);
});
