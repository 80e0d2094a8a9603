/** English: what the user chooses for a conversation. See ../../README.md. */
export const choicesMessages = {
  'choices.mark-read': 'Mark as read',
  'choices.mark-unread': 'Mark as unread',
  'choices.favour': 'Add to favourites',
  'choices.unfavour': 'Remove from favourites',
  'choices.mute': 'Mute',
  'choices.unmute': 'Unmute',
  'choices.hide': 'Hide until the next message',
  'choices.show': 'Show again',
  'choices.refused.favour': '{service} did not change whether {name} is a favourite. It is as it was before.',
  'choices.refused.mute': '{service} did not change whether {name} is muted. It is as it was before.',
  'choices.refused.hide': '{service} did not change whether {name} is hidden. It is as it was before.',
  'choices.refused.name': '“{name}”',
  'choices.refused.no-name': 'a conversation',
  'choices.refused.no-right': '{sentence} Isthmus has no permission for that there.',
  'choices.refused.gone': '{sentence} The conversation is not there any more.',
  'choices.refused.code': '{sentence} (The service says: {code})',
} as const;
