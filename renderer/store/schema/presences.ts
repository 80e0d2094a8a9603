import type { SchemaStep } from '../schema-step.ts';

/** Presence moves from the people's rows to a table of its own, because it changes often and is read alone. */
export const presencesStep: SchemaStep = {
  stores: { presences: 'id, accountId' },
  upgrade: async (transaction) => {
    const people = transaction.table<{ id: string; accountId?: string; presence?: unknown }>('people');
    const told = await people
      .filter(({ presence }) => typeof presence === 'string' && presence !== 'unknown')
      .toArray();
    await transaction
      .table('presences')
      .bulkPut(told.map(({ id, accountId, presence }) => ({ id, accountId, presence })));
    await people.toCollection().modify((person) => {
      delete person.presence;
    });
  },
};
