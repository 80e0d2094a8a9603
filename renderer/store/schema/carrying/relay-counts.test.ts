import { expect, it } from 'vitest';
import { upgradedBy } from '../../testing/upgrading.ts';
import { relayCountsStep } from './relay-counts.ts';

it('counterparts are found by link and carrier, the counts begin empty, and no row changes', async () => {
  const mine = { id: 'm/c/1', linkId: 'l', copies: ['t/c/1'], carriedBy: 'me' };
  const counterparts = [
    mine,
    { ...mine, id: 'm/c/2', carriedBy: 'other' },
    { ...mine, id: 'm/d/1', linkId: 'k' },
  ];
  const { rows, found } = await upgradedBy(relayCountsStep, { counterparts });
  expect(rows).toEqual({ counterparts });
  expect(await found('counterparts', '[linkId+carriedBy]', ['l', 'me'])).toEqual([mine]);
  expect(await found('carriedCounts', '[at+from]', [0, 'teams'])).toEqual([]);
});
