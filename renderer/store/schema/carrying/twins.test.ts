import { expect, it } from 'vitest';
import { upgradedBy } from '../../testing/upgrading.ts';
import { twinsStep } from './twins.ts';

it('people are found by their claim and their address in each account; no twins exist yet', async () => {
  const ada = { id: 'm/user/1', accountId: 'm', displayName: 'Ada', claims: 'user/ada', email: 'a@x' };
  const others = [
    { id: 'm/user/2', accountId: 'm', displayName: 'Ben', claims: null, email: null },
    { id: 'n/user/1', accountId: 'n', displayName: 'Ada', claims: 'user/ada', email: 'a@x' },
    { id: 't/user/damaged' },
  ];
  const { rows, found } = await upgradedBy(twinsStep, { people: [ada, ...others] });
  expect(rows).toEqual({ people: [ada, ...others] });
  expect(await found('people', '[accountId+claims]', ['m', 'user/ada'])).toEqual([ada]);
  expect(await found('people', '[accountId+email]', ['m', 'a@x'])).toEqual([ada]);
  expect(await found('people', 'accountId', 'm')).toEqual([ada, others[0]]);
  expect(await found('twins', 'accountId', 'm')).toEqual([]);
  expect(await found('derived', 'table', 'twins')).toEqual([]);
});
