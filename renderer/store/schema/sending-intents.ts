import type { SchemaStep } from '../schema-step.ts';

/** An index over intents about messages that are not sent yet, by conversation. Other intents have no key, so they are not in it. */
export const sendingIntentsStep: SchemaStep = {
  stores: { intents: '++id, accountId, [conversationId+key]' },
};
