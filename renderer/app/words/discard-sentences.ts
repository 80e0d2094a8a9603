import type { DiscardReason } from '../../model/index.ts';

/** Why something that came in was put aside, for the page "what was put aside and why". */
export const discardSentence = (reason: DiscardReason): string => {
  switch (reason) {
    case 'malformed-message':
      return 'Messages that arrived damaged';
    case 'malformed-conversation':
      return 'Conversations that arrived damaged';
    case 'unknown-conversation-type':
      return 'Boards, spaces and other places that are no conversations';
    case 'malformed-person':
      return 'People whose entry arrived damaged';
    case 'malformed-event':
      return 'Events that arrived damaged';
    case 'malformed-date':
      return 'Entries whose date cannot be read';
    case 'unknown-event':
      return 'Events of a kind this version does not know';
    case 'unknown-message-type':
      return 'Messages of a kind this version does not know';
    case 'edit-history-copy':
      return 'Former versions of edited messages (the current one is kept)';
    case 'ephemeral-message':
      return 'Passing notices that only you saw';
    case 'event-for-unknown-conversation':
      return 'Events of conversations you are not in';
    case 'older-than-stored':
      return 'Older copies of messages that are already stored in a newer form';
    case 'forbidden-conversation':
      return 'Conversations that the service does not let you read';
    case 'changes-refused':
      return 'Channels of which Microsoft refuses to tell the changes: their newest messages are read instead, late edits may be missed';
    case 'image-unavailable':
      return 'Pictures that the service does not give';
    case 'beyond-depth':
      return 'Messages older than the configured depth';
  }
};
