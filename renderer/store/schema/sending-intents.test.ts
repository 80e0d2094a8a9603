import { expect, it } from 'vitest';
import { upgradedBy } from '../testing/upgrading.ts';
import { sendingIntentsStep } from './sending-intents.ts';

it('intents do not change, and those with a key are found by it', async () => {
  const kept = {
    intents: [
      { id: 1, kind: 'read', accountId: 'm', conversationId: 'm/c', readAt: 1, at: 2 },
      { id: 2, kind: 'try-account', accountId: 'm', at: 3 },
      { id: 3, kind: 'send', accountId: 'm', conversationId: 'm/c', key: 'written:1', at: 4 },
      { id: 4 },
      { id: 5, kind: 'send', conversationId: null, key: 7 },
    ],
    attempts: [{ key: 'written:0', accountId: 'm', lane: 'm/c', at: 1 }],
  };
  const { rows, found } = await upgradedBy(sendingIntentsStep, { ...kept });
  expect(rows).toEqual(kept);
  expect(await found('intents', '[conversationId+key]', ['m/c', 'written:1'])).toEqual([kept.intents[2]]);
  expect(await found('intents', 'accountId', 'm')).toEqual(kept.intents.slice(0, 3));
});
