/** English: counts. See ../../README.md. */
export const countsMessages = {
  'counts.mentions': '{count, plural, one {# mention} other {# mentions}}',
  'counts.replies': '{count, plural, one {# reply} other {# replies}}',
  'counts.reaction': '{reaction}, {count, plural, one {# person} other {# people}}',
  'counts.members': '{count, plural, one {# member} other {# members}}',
  'counts.members-in': '{count, plural, one {# member} other {# members}} in {service}',
  'counts.conversations-here':
    '{count, plural, one {# conversation} other {# conversations}} of both services are on this computer, readable on-line and off.',
  'counts.not-carried': '{count, plural, one {# was not carried} other {# were not carried}}',

  'counts.unread': '{count, plural, one {# unread} other {# unread}}',
  'counts.unread-over': '{most, number}+ unread',
} as const;
