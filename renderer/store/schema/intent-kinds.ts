import type { SchemaStep } from '../schema-step.ts';

/** An index of intents by kind: who waits for one kind is not woken by the others, of which there are many while somebody scrolls. */
export const intentKindsStep: SchemaStep = {
  stores: { intents: '++id, accountId, kind, [conversationId+key]' },
};
