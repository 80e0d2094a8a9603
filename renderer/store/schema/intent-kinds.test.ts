import { expect, it } from 'vitest';
import { upgradedBy } from '../testing/upgrading.ts';
import { intentKindsStep } from './intent-kinds.ts';

it('intents do not change, and are found by their kind, their account and their key', async () => {
  const kept = {
    intents: [
      { id: 1, kind: 'read', accountId: 'm', conversationId: 'm/c', readAt: 1, at: 2 },
      { id: 2, kind: 'photos', accountId: 'm', personIds: [], at: 3 },
      { id: 3, kind: 'send', accountId: 'm', conversationId: 'm/c', key: 'written:1', at: 4 },
      { id: 4 },
      { id: 5, kind: 7, accountId: 't' },
    ],
  };
  const { rows, found } = await upgradedBy(intentKindsStep, { ...kept });
  expect(rows).toEqual(kept);
  expect(await found('intents', 'kind', 'photos')).toEqual([kept.intents[1]]);
  expect(await found('intents', 'accountId', 'm')).toEqual(kept.intents.slice(0, 3));
  expect(await found('intents', '[conversationId+key]', ['m/c', 'written:1'])).toEqual([kept.intents[2]]);
});
