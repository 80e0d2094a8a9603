import { expect, it } from 'vitest';
import { upgradedBy } from '../../testing/upgrading.ts';
import { claimsIndexStep } from './claims-index.ts';

it('people are found by their claim, and people without a claim do not change', async () => {
  const ada = { id: 'm/user/1', accountId: 'm', displayName: 'Ada', claims: 'user/ada' };
  const others = [{ id: 'm/user/2', accountId: 'm', displayName: 'Ben', claims: null }, { id: 'm/user/3' }];
  const { rows, found } = await upgradedBy(claimsIndexStep, { people: [ada, ...others] });
  expect(rows).toEqual({ people: [ada, ...others] });
  expect(await found('people', 'claims', 'user/ada')).toEqual([ada]);
  expect(await found('people', 'accountId', 'm')).toEqual([ada, others[0]]);
});
