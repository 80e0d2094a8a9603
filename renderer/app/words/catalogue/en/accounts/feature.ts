/** English: feature. See ../../../README.md. */
export const featureMessages = {
  'feature.not-allowed.channels': 'Your organisation has not allowed Isthmus to read channels yet.',
  'feature.not-allowed.channel-writing':
    'Your organisation has not allowed Isthmus to write in channels yet.',
  'feature.not-allowed.channel-members':
    'Your organisation has not allowed Isthmus to see who is in channels yet.',
  'feature.not-allowed.presence': 'Your organisation has not allowed Isthmus to see who is available yet.',
  'feature.not-allowed.own-presence':
    'Your organisation has not allowed Isthmus to set your availability yet.',
  'feature.not-allowed.files': 'Your organisation has not allowed Isthmus to fetch and send files yet.',
  'feature.name.channels': 'channels',
  'feature.name.channel-writing': 'writing in channels',
  'feature.name.channel-members': 'members of channels',
  'feature.name.presence': 'availability',
  'feature.name.own-presence': 'setting your availability',
  'feature.name.files': 'files',
  'feature.lack.channels': 'Chats only: your organisation has not allowed Isthmus to read channels yet.',
  'feature.lack.several': 'Your organisation has not allowed Isthmus to use these yet: {features}.',
  'feature.lack.several-and-channels':
    'Chats only. Your organisation has not allowed Isthmus to use these yet: {features}.',
  'feature.ask-for.channels': 'Ask for channels',
  'feature.ask-for.channel-writing': 'Ask for writing in channels',
  'feature.ask-for.channel-members': 'Ask for members of channels',
  'feature.ask-for.presence': 'Ask for availability',
  'feature.ask-for.own-presence': 'Ask for setting your availability',
  'feature.ask-for.files': 'Ask for files',
  'feature.ask-for-action.channels': 'Ask for channels…',
  'feature.ask-for-action.channel-writing': 'Ask for writing in channels…',
  'feature.ask-for-action.channel-members': 'Ask for members of channels…',
  'feature.ask-for-action.presence': 'Ask for availability…',
  'feature.ask-for-action.own-presence': 'Ask for setting your availability…',
  'feature.ask-for-action.files': 'Ask for files…',
  'feature.microsoft-asks.channels': 'Microsoft asks in your browser whether Isthmus may read channels.',
  'feature.microsoft-asks.channel-writing':
    'Microsoft asks in your browser whether Isthmus may write in channels.',
  'feature.microsoft-asks.channel-members':
    'Microsoft asks in your browser whether Isthmus may see who is in channels.',
  'feature.microsoft-asks.presence':
    'Microsoft asks in your browser whether Isthmus may see who is available.',
  'feature.microsoft-asks.own-presence':
    'Microsoft asks in your browser whether Isthmus may set your availability.',
  'feature.microsoft-asks.files': 'Microsoft asks in your browser whether Isthmus may fetch and send files.',
  'feature.ask-advice':
    '{sentence} Only an administrator may allow this in some organisations: send them the link. Isthmus notices by itself when it is allowed.',
  'feature.other-organisation.action': 'Add another organisation…',
  'feature.other-organisation.title': 'Add another organisation',
  'feature.other-organisation.about': 'Where you are a guest, or have a second account',
  'feature.other-organisation.field': 'Organisation',
  'feature.other-organisation.hint': 'Its domain or tenant ID, for example contoso.com',
  'feature.other-organisation.missing': 'Enter the organisation’s domain or tenant ID.',
} as const;
