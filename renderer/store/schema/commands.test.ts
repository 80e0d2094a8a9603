import { expect, it } from 'vitest';
import { upgradedBy } from '../testing/upgrading.ts';
import { commandsStep } from './commands.ts';

it('the tables of commands and of answers begin empty, and other rows do not change', async () => {
  const intents = [
    { id: 1, kind: 'damaged' },
    { id: 2, kind: 'read', accountId: 'm', conversationId: 'm/c', readAt: 1, at: 2 },
  ];
  const { rows, found } = await upgradedBy(commandsStep, { intents });
  expect(rows).toEqual({ intents });
  expect(await found('privateWords', 'conversationId', 'm/c')).toEqual([]);
});
