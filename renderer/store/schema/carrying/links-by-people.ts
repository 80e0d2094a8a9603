import type { SchemaStep } from '../../schema-step.ts';

/** Links that people make. Before this step nobody could make one, so it removes the old rows of carrying. */
export const linksByPeopleStep: SchemaStep = {
  stores: {
    linkPosts: 'id, conversationId',
    pinsRead: 'conversationId, accountId',
    linkReads: 'linkId',
    notCarried: '[linkId+reason], linkId',
  },
  upgrade: async (transaction) => {
    for (const table of ['links', 'counterparts', 'outbox']) await transaction.table(table).clear();
  },
};
