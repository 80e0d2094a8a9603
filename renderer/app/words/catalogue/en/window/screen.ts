/** English: screen. See ../../../README.md. */
export const screenMessages = {
  'screen.title.place': '{name} – Isthmus',
  'screen.title.unread': '({unread, number}) Isthmus',
  'screen.title.unread-place': '({unread, number}) {name} – Isthmus',
  'screen.choose-conversation': 'Choose a conversation',
  'screen.nothing-open': 'No conversation is open',
  'screen.cannot-open.newer.title': 'A newer Isthmus has been here.',
  'screen.cannot-open.newer.advice':
    'The messages on this computer were stored by a newer version. Install that version or a later one to read them.',
  'screen.cannot-open.disk-full.title': 'The disk is full.',
  'screen.cannot-open.disk-full.advice':
    'Isthmus cannot open its messages without a little room. Free some space, then try again.',
  'screen.cannot-open.blocked.title': 'The messages are being upgraded.',
  'screen.cannot-open.blocked.advice':
    'Another part of Isthmus still uses them in their old form. If this takes longer than a minute, restart Isthmus.',
  'screen.cannot-open.failed.title': 'The messages on this computer cannot be opened.',
  'screen.cannot-open.failed.advice':
    'Restart Isthmus. If that does not help, give your administrator this word: {name}.',
} as const;
