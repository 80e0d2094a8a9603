/** English: names. See ../../README.md. */
export const namesMessages = {
  'names.unnamed': '{count, plural, one {Somebody} other {# people}}',
  'names.others': '{count, plural, one {# other} other {# others}}',
  'names.service-name.teams': 'Microsoft Teams',
  'names.service-name.mattermost': 'Mattermost',
  'names.person-name.unknown': 'Somebody',
  'names.team-name.unknown': 'Team without a name',
  'names.file-name.unknown': 'File without a name',
  'names.people-list.name.me': 'You',
  'names.conversation-name.other': '{personName} (you)',
  'names.conversation-name.direct': 'Direct message',
  'names.conversation-name.group': 'Group chat',
  'names.conversation-name.meeting': 'Meeting',
  'names.conversation-name.channel': 'Unnamed channel',
  'account-names.account-name.by-organisation-id': '{label} (organisation {organisation})',

  'names.app': 'Isthmus',
} as const;
