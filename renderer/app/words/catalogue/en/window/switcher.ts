/** English: going to a conversation, a person or a command by name. See ../../../README.md. */
export const switcherMessages = {
  'switcher.placeholder': 'Go to a conversation, a person or a command',
  'switcher.recent': 'Recent conversations',
  'switcher.found': 'What was found',
  'switcher.command': 'Command',
  'switcher.nothing': 'Nothing here is called “{typed}”.',
  'switcher.nothing-yet': 'There is no other conversation here yet.',
} as const;
