import type { SchemaStep } from './step.ts';

/** A refusal is not a departure. Teams say whether their channels can be listed, and what was read outlives its conversation. */
export const readPlacesStep: SchemaStep = {
  stores: { readPlaces: 'conversationId, accountId' },
  upgrade: async (transaction) => {
    await transaction.table('teams').toCollection().modify({ notRead: null });
  },
};
