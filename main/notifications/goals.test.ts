import { expect, it } from 'vitest';
import { createGoals, goalOf } from './goals.ts';

it.each([
  ['isthmus://open?conversation=m%2Fc', { conversation: 'm/c', message: null }],
  ['isthmus://open/?conversation=m%2Fc', { conversation: 'm/c', message: null }],
  [
    'isthmus://open?conversation=m%2Fc&message=m%2Fc%2F2&thread=m%2Fc%2F1',
    { conversation: 'm/c', message: { id: 'm/c/2', thread: 'm/c/1', createdAt: null } },
  ],
])('%s leads to a place', (address, goal) => expect(goalOf(address)).toEqual(goal));

it.each([
  '',
  '--hidden',
  'isthmus:',
  'isthmus://',
  'isthmus://open',
  'isthmus://open?conversation=',
  'isthmus://open?message=m',
  'isthmus://open?conversation=c&message=',
  'isthmus://open/else?conversation=c',
  'isthmus://quit?conversation=c',
  'https://open?conversation=c',
  'mattermost-dev://open?conversation=c',
  `isthmus://open?conversation=${'c'.repeat(1_001)}`,
  `isthmus://open?conversation=c&more=${'x'.repeat(4_000)}`,
  'isthmus://[?conversation=c',
])('%s leads nowhere', (address) => {
  let waits = 0;
  const goals = createGoals(() => (waits += 1));
  expect(goals.heard(address)).toBe(false);
  expect([waits, goals.take()]).toEqual([0, null]);
});

it('a place is read once, and the last one counts', () => {
  let waits = 0;
  const goals = createGoals(() => (waits += 1));
  goals.lead({ conversation: 'a', message: null });
  expect(goals.heard('isthmus://open?conversation=b')).toBe(true);
  expect(waits).toBe(2);
  expect(goals.take()).toEqual({ conversation: 'b', message: null });
  expect(goals.take()).toBeNull();
});
