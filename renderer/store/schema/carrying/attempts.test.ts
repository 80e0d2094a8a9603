import { expect, it } from 'vitest';
import { upgradedBy } from '../../testing/upgrading.ts';
import { attemptsStep } from './attempts.ts';

it('the table of attempts begins empty, and carried messages do not change', async () => {
  const kept = {
    messages: [
      { id: 'm/c/1', conversationId: 'm/c', threadId: '', createdAt: 1, note: null, carryKey: null },
    ],
    outbox: [
      {
        messageId: 'm/c/1',
        linkId: 'l',
        service: 'teams',
        at: 1,
        state: { kind: 'queued' },
        lane: 'l teams',
      },
      { messageId: 'm/c/2' },
    ],
    intents: [{ id: 1, kind: 'read', accountId: 'm', conversationId: 'm/c', readAt: 1, at: 2 }],
  };
  const { rows, found } = await upgradedBy(attemptsStep, { ...kept });
  expect(rows).toEqual(kept);
  expect(await found('attempts', '[lane+at]', ['m/c', 1])).toEqual([]);
  for (const table of ['attempts', 'settledAttempts'])
    expect(await found(table, 'accountId', 'm')).toEqual([]);
  expect(await found('settledAttempts', 'state.made', 'm/c/1')).toEqual([]);
  expect(await found('settledAttempts', '[target+state.kind+at]', ['m/c', 'failed', 1])).toEqual([]);
});
