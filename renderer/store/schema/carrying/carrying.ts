import type { SchemaStep } from '../../schema-step.ts';

/** Carrying. Counterparts are found by original and by copy. The outbox is read by link, oldest message first. */
export const carryingStep: SchemaStep = {
  stores: {
    links: 'id, mattermost, teams',
    counterparts: 'id, linkId, *copies',
    outbox: 'messageId, [linkId+at], [linkId+state.kind]',
    computer: 'key',
  },
  upgrade: async (transaction) => {
    // Rows of the mirror's step have no note and no key, because Isthmus had written none yet.
    await transaction.table('messages').toCollection().modify({ note: null, carryKey: null });
    await transaction.table('people').toCollection().modify({ claims: null });
  },
};
