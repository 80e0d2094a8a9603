import { expect, it } from 'vitest';
import { facts } from '../../../../test/support/rows.ts';
import { mergeFacts, sameConversation } from './facts.ts';

it('a row has the rights that the service tells, and keeps them while it does not tell', () => {
  const told = mergeFacts(undefined, facts({ mayNot: ['write'], mayAlso: ['delete-others'] }));
  expect(told).toMatchObject({ mayNot: ['write'], mayAlso: ['delete-others'] });
  expect(sameConversation(mergeFacts(told, facts()), told)).toBe(true);
});

it('a row loses rights that the service does not tell any more, and has no empty ones', () => {
  const told = mergeFacts(undefined, facts({ mayNot: ['write'], mayAlso: ['delete-others'] }));
  const after = mergeFacts(told, facts({ mayNot: [], mayAlso: [] }));
  expect(Object.keys(after)).not.toEqual(expect.arrayContaining(['mayNot']));
  expect(Object.keys(after)).not.toEqual(expect.arrayContaining(['mayAlso']));
  expect(sameConversation(after, mergeFacts(undefined, facts()))).toBe(true);
});
