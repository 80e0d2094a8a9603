import type { SchemaStep } from '../schema-step.ts';

/** The commands that servers offer, and what they say to the user alone: both begin empty. */
export const commandsStep: SchemaStep = {
  stores: { commandLists: 'teamId, accountId', privateWords: 'id, accountId, conversationId' },
};
