import { expect, it } from 'vitest';
import { upgradedBy } from '../testing/upgrading.ts';
import { repliesStep } from './replies.ts';

const row = (id: string, threadId: string, createdAt: number, authorId: string | null = 'ada') => ({
  id,
  accountId: 'm',
  conversationId: 'm/c',
  threadId,
  createdAt,
  authorId,
});

it('each root has the summary of its replies, and a missing root is stored', async () => {
  const root = row('root', '', 1);
  const alone = row('alone', '', 2);
  const replies = [row('a', 'root', 3), row('b', 'root', 5, 'ben'), row('c', 'root', 4, null)];
  const early = [row('d', 'gone', 6), row('e', 'gone', 7)];
  // These rows are in no index: one has no conversation, the other no proper time.
  const damaged = [{ id: 'f' }, { ...row('g', 'root', 0), createdAt: null }];
  const elsewhere = { ...row('h', '', 9), conversationId: 'm/other' };
  const conversations = [{ id: 'm/c', accountId: 'm' }, { id: 'm/other' }];
  const { rows, found } = await upgradedBy(repliesStep, {
    conversations,
    messages: [root, alone, ...replies, ...early, ...damaged, elsewhere],
  });
  const missing = { id: 'gone', accountId: 'm', conversationId: 'm/c' };
  expect(rows.conversations).toEqual(conversations);
  expect(rows.missingRoots).toEqual([missing]);
  const messages = new Map(rows.messages?.map((message) => [(message as { id: string }).id, message]));
  expect(messages.get('root')).toEqual({
    ...root,
    replies: {
      count: 3,
      newest: [
        { at: 5, by: 'ben' },
        { at: 4, by: null },
        { at: 3, by: 'ada' },
      ],
    },
  });
  messages.delete('root');
  expect([...messages.values()]).toEqual([alone, ...replies, ...early, ...damaged, elsewhere].sort(byId));
  for (const index of ['accountId', 'conversationId'])
    expect(await found('missingRoots', index, index === 'accountId' ? 'm' : 'm/c')).toEqual([missing]);
});

const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1);
