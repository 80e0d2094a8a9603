import { expect, it } from 'vitest';
import { upgradedBy } from '../testing/upgrading.ts';
import { presencesStep } from './presences.ts';

it('presences move into their own table, and leave the rows of people', async () => {
  const ada = { id: 'm/user/1', accountId: 'm', displayName: 'Ada', claims: 'user/ada' };
  const ben = { id: 'm/user/2', accountId: 'm', displayName: 'Ben', claims: null };
  const damaged = { id: 'm/user/3' };
  const { rows, found } = await upgradedBy(presencesStep, {
    people: [
      { ...ada, presence: 'away' },
      { ...ben, presence: 'unknown' },
      damaged,
      { ...damaged, id: 'm/user/4', presence: 7 },
    ],
  });
  const presence = { id: ada.id, accountId: 'm', presence: 'away' };
  expect(rows).toEqual({
    people: [ada, ben, damaged, { ...damaged, id: 'm/user/4' }],
    presences: [presence],
  });
  expect(await found('presences', 'accountId', 'm')).toEqual([presence]);
});
