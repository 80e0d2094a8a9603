/** English: typing. See ../../../README.md. */
export const typingMessages = {
  'typing.line': '{count, plural, one {{names} is typing…} other {{names} are typing…}}',
  'typing.tell': 'Tell others in Mattermost when I type',
  'typing.tell-not': 'Don’t tell others in Mattermost when I type',
} as const;
