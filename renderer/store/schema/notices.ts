import type { SchemaStep } from '../schema-step.ts';

/**
 * Notices: new messages without a decision, the latest outcomes (oldest first by `at`), how often each outcome occurred, and the user's
 * choices.
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
