import type { SchemaStep } from './step.ts';

/** Links that people make. Before, there was no way to make one: what the tables of carrying hold was never anybody's. */
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
