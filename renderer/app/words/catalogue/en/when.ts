/** English: when. See ../../README.md. */
export const whenMessages = {
  'when.now': 'now',
  'when.today': 'Today',
  'when.yesterday': 'Yesterday',
  'when.in-seconds': 'in {seconds, plural, one {# second} other {# seconds}}',
  'when.in-minutes': 'in {minutes, plural, one {# minute} other {# minutes}}',
  'when.in-hours': 'in {hours, plural, one {# hour} other {# hours}}',
} as const;
