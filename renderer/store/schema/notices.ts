import type { SchemaStep } from './step.ts';

/**
 * Being told: new messages that are to be decided, the latest outcomes (oldest first by `at`), how often each came about, and what the user
 * chose.
 */
export const noticesStep: SchemaStep = {
  stores: {
    pendingNotices: 'messageId, accountId, conversationId',
    noticeOutcomes: 'messageId, accountId, conversationId, at, outcome.kind',
    noticeCounts: '[outcome+reason]',
    noticeChoices: 'conversationId, accountId',
    noticeSettings: 'key',
  },
};
