import { expect, it } from 'vitest';
import { upgradedBy } from '../../testing/upgrading.ts';
import { carriedByStep } from './carried-by.ts';

const row = (key: string, rest: object) => ({
  id: `m/c/${key}`,
  linkId: 'l',
  copies: [`t/c/${key}`],
  ...rest,
});

it('counterparts say who wrote their copies, damaged ones count as other people’s, and all else does not change', async () => {
  const kept = {
    messages: [
      { id: 'm/c/1', conversationId: 'm/c', threadId: '', createdAt: 1, note: null, carryKey: null },
    ],
    links: [{ id: 'l', mattermost: 'm/c', teams: 't/c' }],
  };
  const dressing = { quotes: false, importance: null, above: [], below: [] };
  const { rows, found } = await upgradedBy(carriedByStep, {
    ...kept,
    counterparts: [
      row('1', { mine: true, parts: 1, dressing }),
      row('2', { mine: false, parts: 2 }),
      row('3', { mine: 'yes' }),
      row('4', {}),
    ],
  });
  expect(rows).toEqual({
    ...kept,
    counterparts: [
      row('1', { carriedBy: 'me', parts: 1, dressing }),
      row('2', { carriedBy: 'other', parts: 2 }),
      row('3', { carriedBy: 'other' }),
      row('4', { carriedBy: 'other' }),
    ],
  });
  expect(await found('counterparts', 'copies', 't/c/1')).toEqual([
    row('1', { carriedBy: 'me', parts: 1, dressing }),
  ]);
});
