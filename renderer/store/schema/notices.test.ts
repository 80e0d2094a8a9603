import { expect, it } from 'vitest';
import { upgradedBy } from '../testing/upgrading.ts';
import { noticesStep } from './notices.ts';

it('mirrored rows do not change, and cause no notifications', async () => {
  const conversations = [{ id: 'm/c', accountId: 'm', unread: 3 }];
  const messages = [
    { id: 'm/c/1', accountId: 'm', conversationId: 'm/c', threadId: '', createdAt: 1 },
    { id: 'x-damaged' },
  ];
  const { rows, found } = await upgradedBy(noticesStep, { conversations, messages });
  expect(rows).toEqual({ conversations, messages });
  expect(await found('pendingNotices', 'accountId', 'm')).toEqual([]);
  expect(await found('noticeOutcomes', 'outcome.kind', 'handed')).toEqual([]);
  expect(await found('noticeChoices', 'accountId', 'm')).toEqual([]);
});
