import type { SchemaStep } from '../schema-step.ts';

/**
 * The mirror. Messages have one index over a conversation by time (for unread counts, reconciling, deleting), and one over a timeline or a
 * thread by time (threadId '' is the conversation's own timeline).
 */
export const mirrorStep: SchemaStep = {
  stores: {
    accounts: 'id',
    people: 'id, accountId',
    teams: 'id, accountId',
    conversations: 'id, accountId',
    members: 'conversationId, accountId',
    messages: 'id, [conversationId+createdAt], [conversationId+threadId+createdAt]',
    cursors: 'conversationId, accountId',
    pictures: 'fileId, accountId',
    discards: '[accountId+reason], accountId',
    attention: 'key',
    engine: 'key',
    intents: '++id, accountId',
  },
};
