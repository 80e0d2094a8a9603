import { expect, it } from 'vitest';
import { upgradedBy } from '../../testing/upgrading.ts';
import { linksByPeopleStep } from './links-by-people.ts';

it('carried rows from before links could be made are deleted, and the mirror does not change', async () => {
  const kept = {
    messages: [
      { id: 'm/c/1', conversationId: 'm/c', threadId: '', createdAt: 1, note: null, carryKey: null },
    ],
    conversations: [{ id: 'm/c', accountId: 'm', readAt: 1 }],
    computer: [{ key: 'computer', id: 'one' }],
  };
  const { rows, found } = await upgradedBy(linksByPeopleStep, {
    ...kept,
    links: [{ id: 'l', mattermost: 'm/c', teams: 't/c' }, { id: 'damaged' }],
    counterparts: [{ id: 'm/c/1', linkId: 'l', copies: ['t/c/1'] }],
    outbox: [{ messageId: 'm/c/1', linkId: 'l', at: 1, state: { kind: 'queued' } }],
  });
  expect(rows).toEqual(kept);
  expect(await found('linkPosts', 'conversationId', 'm/c')).toEqual([]);
  expect(await found('pinsRead', 'accountId', 'm')).toEqual([]);
  expect(await found('notCarried', 'linkId', 'l')).toEqual([]);
});
