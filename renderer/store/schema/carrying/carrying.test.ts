import { expect, it } from 'vitest';
import { upgradedBy } from '../../testing/upgrading.ts';
import { carryingStep } from './carrying.ts';

it('messages and people of the mirror get an empty note, and all other rows do not change', async () => {
  const message = {
    id: 'm/c/1',
    accountId: 'm',
    conversationId: 'm/c',
    threadId: '',
    createdAt: 1,
    plain: 'a',
  };
  const damaged = { id: 'm/c/2' };
  const person = { id: 'm/ada', accountId: 'm', displayName: 'Ada' };
  const kept = {
    accounts: [{ id: 'm', label: 'ada' }],
    intents: [{ id: 1, kind: 'read', accountId: 'm', conversationId: 'm/c', readAt: 1, at: 2 }],
    cursors: [
      { conversationId: 'm/c', accountId: 'm', history: { kind: 'complete' }, changes: 'c', pulledAt: 3 },
    ],
  };
  const { rows, found } = await upgradedBy(carryingStep, {
    ...kept,
    messages: [message, damaged],
    people: [person],
  });
  const upgraded = { ...message, note: null, carryKey: null };
  expect(rows).toEqual({
    ...kept,
    messages: [upgraded, { ...damaged, note: null, carryKey: null }],
    people: [{ ...person, claims: null }],
  });
  expect(await found('messages', '[conversationId+createdAt]', ['m/c', 1])).toEqual([upgraded]);
  for (const index of ['linkId', 'copies']) expect(await found('counterparts', index, 'x')).toEqual([]);
  for (const index of ['mattermost', 'teams']) expect(await found('links', index, 'x')).toEqual([]);
  expect(await found('outbox', '[linkId+at]', ['x', 1])).toEqual([]);
  expect(await found('outbox', '[linkId+state.kind]', ['x', 'queued'])).toEqual([]);
});
