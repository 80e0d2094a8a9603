import type { SchemaStep } from '../schema-step.ts';

/** Drafts, by conversation and thread; their files have a table of their own, so that typing does not write the files' bytes again. */
export const draftsStep: SchemaStep = {
  stores: {
    drafts: '[conversationId+threadId], accountId',
    draftFiles: 'id, accountId, [conversationId+threadId]',
  },
};
