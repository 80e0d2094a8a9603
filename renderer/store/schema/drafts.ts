import type { SchemaStep } from './step.ts';

/** Drafts, by conversation and thread; their files in a table of their own, so that a key that is typed writes none of their bytes again. */
export const draftsStep: SchemaStep = {
  stores: {
    drafts: '[conversationId+threadId], accountId',
    draftFiles: 'id, accountId, [conversationId+threadId]',
  },
};
