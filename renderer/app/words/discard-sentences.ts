import type { DiscardReason } from '../../model/index.ts';
import { say } from './catalogue/say.ts';

/** Why an event was put aside, for the list of these events. */
export const discardSentence = (reason: DiscardReason): string => {
  switch (reason) {
    case 'malformed-message':
      return say('discard.malformed-message');
    case 'malformed-conversation':
      return say('discard.malformed-conversation');
    case 'unknown-conversation-type':
      return say('discard.unknown-conversation-type');
    case 'malformed-person':
      return say('discard.malformed-person');
    case 'malformed-event':
      return say('discard.malformed-event');
    case 'malformed-date':
      return say('discard.malformed-date');
    case 'unknown-event':
      return say('discard.unknown-event');
    case 'unknown-message-type':
      return say('discard.unknown-message-type');
    case 'edit-history-copy':
      return say('discard.edit-history-copy');
    case 'author-register':
      return say('discard.author-register');
    case 'asked-too-often':
      return say('discard.asked-too-often');
    case 'ephemeral-message':
      return say('discard.ephemeral-message');
    case 'event-for-unknown-conversation':
      return say('discard.event-for-unknown-conversation');
    case 'older-than-stored':
      return say('discard.older-than-stored');
    case 'forbidden-conversation':
      return say('discard.forbidden-conversation');
    case 'changes-refused':
      return say('discard.changes-refused');
    case 'image-unavailable':
      return say('discard.image-unavailable');
    case 'beyond-depth':
      return say('discard.beyond-depth');
  }
};
