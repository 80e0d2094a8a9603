/** English: feature. See ../../README.md. */
export const featureMessages = {
  'feature.doing.channels': 'read channels',
  'feature.doing.channel-writing': 'write in channels',
  'feature.doing.channel-members': 'see who is in channels',
  'feature.doing.presence': 'see who is available',
  'feature.doing.files': 'fetch and send files',
  'feature.feature-name.channels': 'channels',
  'feature.feature-name.channel-writing': 'writing in channels',
  'feature.feature-name.channel-members': 'members of channels',
  'feature.feature-name.presence': 'availability',
  'feature.feature-name.files': 'files',
  'feature.lack.channels': 'Chats only: your organisation has not allowed Isthmus to {what} yet.',
  'feature.lack.other': 'Your organisation has not allowed Isthmus to {what} yet.',
  'feature.ask-for': 'Ask for {feature}',
  'feature.ask-advice':
    'Microsoft asks in your browser whether Isthmus may {doing}. Only an administrator may allow this in some organisations: send them the link. Isthmus notices by itself when it is allowed.',
  'feature.other-organisation.action': 'Add another organisation…',
  'feature.other-organisation.title': 'Add another organisation',
  'feature.other-organisation.about': 'Where you are a guest, or have a second account',
  'feature.other-organisation.field': 'Organisation',
  'feature.other-organisation.hint': 'Its domain or tenant ID, for example contoso.com',
  'feature.other-organisation.missing': 'Enter the organisation’s domain or tenant ID.',
} as const;
