import type { SchemaStep } from './step.ts';

/**
 * The mirror. Messages: one index for "everything in this conversation by time" (unread counts, reconciling, deleting), one for "this
 * timeline or this thread by time" (threadId '' is the conversation's own timeline).
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
