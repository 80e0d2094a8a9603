import type { SchemaStep } from '../schema-step.ts';

/**
 * A refused list does not mean that its conversations are gone. So teams note whether their channels can be listed, and the read state of a
 * conversation is kept when the conversation leaves.
 */
export const readPlacesStep: SchemaStep = {
  stores: { readPlaces: 'conversationId, accountId' },
  upgrade: async (transaction) => {
    await transaction.table('teams').toCollection().modify({ notRead: null });
  },
};
