import { expect, it } from 'vitest';
import { upgradedBy } from '../testing/upgrading.ts';
import { commandsStep } from './commands.ts';

it('begins without commands and without words for the user alone, and what there is stays as it was', async () => {
  const intents = [
    { id: 1, kind: 'damaged' },
    { id: 2, kind: 'read', accountId: 'm', conversationId: 'm/c', readAt: 1, at: 2 },
  ];
  const { rows, found } = await upgradedBy(commandsStep, { intents });
  expect(rows).toEqual({ intents });
  expect(await found('privateWords', 'conversationId', 'm/c')).toEqual([]);
});
