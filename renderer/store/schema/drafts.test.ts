import { expect, it } from 'vitest';
import { upgradedBy } from '../testing/upgrading.ts';
import { draftsStep } from './drafts.ts';

it('the table of drafts begins empty, and unsent messages do not change', async () => {
  const kept = {
    intents: [
      { id: 1, kind: 'send', accountId: 'm', conversationId: 'm/c', key: 'k', at: 2 },
      { id: 2, kind: 'damaged' },
    ],
    attempts: [{ key: 'k', accountId: 'm', lane: 'm/c', at: 1 }],
  };
  const { rows, found } = await upgradedBy(draftsStep, { ...kept });
  expect(rows).toEqual(kept);
  for (const table of ['drafts', 'draftFiles']) expect(await found(table, 'accountId', 'm')).toEqual([]);
  expect(await found('draftFiles', '[conversationId+threadId]', ['m/c', ''])).toEqual([]);
});
