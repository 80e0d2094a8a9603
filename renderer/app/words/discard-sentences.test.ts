import { describe, expect, it } from 'vitest';
import type { DiscardReason } from '../../model/index.ts';
import { discardSentence } from './discard-sentences.ts';

describe('a discarded message', () => {
  const reasons: readonly DiscardReason[] = [
    'malformed-message',
    'malformed-conversation',
    'unknown-conversation-type',
    'malformed-person',
    'malformed-event',
    'malformed-date',
    'unknown-event',
    'unknown-message-type',
    'edit-history-copy',
    'author-register',
    'asked-too-often',
    'ephemeral-message',
    'event-for-unknown-conversation',
    'older-than-stored',
    'forbidden-conversation',
    'changes-refused',
    'image-unavailable',
    'beyond-depth',
  ];
  it('has a different sentence for every reason', () => {
    expect(new Set(reasons.map(discardSentence)).size).toBe(reasons.length);
  });
});
