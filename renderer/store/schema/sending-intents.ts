import type { SchemaStep } from './step.ts';

/** What is asked of messages that are not sent yet is read by conversation; other intents have no key, and are not in this index. */
export const sendingIntentsStep: SchemaStep = {
  stores: { intents: '++id, accountId, [conversationId+key]' },
};
