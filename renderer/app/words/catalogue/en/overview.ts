/** English: overview. See ../../README.md. */
export const overviewMessages = {
  'overview.lost': '{lost} could not be carried',
  'overview.lost-and-waiting':
    '{lost} could not be carried, {waiting} {count, plural, one {waits} other {wait}}',
  'overview.waiting': '{waiting} {count, plural, one {message waits} other {messages wait}}',
  'overview.moving': 'Carrying {moving} {count, plural, one {message} other {messages}}…',
  'overview.limit': '{count}+',
  'overview.more': 'and {count, plural, one {# other} other {# others}}',
} as const;
