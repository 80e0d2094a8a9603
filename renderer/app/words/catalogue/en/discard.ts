/** English: discard. See ../../README.md. */
export const discardMessages = {
  'discard.malformed-message': 'Messages that arrived damaged',
  'discard.malformed-conversation': 'Conversations that arrived damaged',
  'discard.unknown-conversation-type': 'Boards, spaces and other places that are no conversations',
  'discard.malformed-person': 'People whose entry arrived damaged',
  'discard.malformed-event': 'Events that arrived damaged',
  'discard.malformed-date': 'Entries whose date cannot be read',
  'discard.unknown-event': 'Events of a kind this version does not know',
  'discard.unknown-message-type': 'Messages of a kind this version does not know',
  'discard.edit-history-copy': 'Former versions of edited messages (the current one is kept)',
  'discard.ephemeral-message': 'Passing notices that only you saw',
  'discard.event-for-unknown-conversation': 'Events of conversations you are not in',
  'discard.older-than-stored': 'Older copies of messages that are already stored in a newer form',
  'discard.forbidden-conversation': 'Conversations that the service does not let you read',
  'discard.changes-refused':
    'Channels of which Microsoft refuses to tell the changes: their newest messages are read instead, late edits may be missed',
  'discard.image-unavailable': 'Pictures that the service does not give',
  'discard.beyond-depth': 'Messages older than the configured depth',
} as const;
