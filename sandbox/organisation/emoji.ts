/** The emoji people react with, in each service's own terms: characters on Teams, names without colons on Mattermost. */

/** Unicode; the first six are those that Teams offers at once. */
export const teamsEmoji: readonly string[] = [
  '👍',
  '❤️',
  '😆',
  '😮',
  '😢',
  '😡',
  '🎉',
  '🙏',
  '👀',
  '🚀',
  '⚓',
  '🌊',
  '👏🏽',
  '💯',
];

export const mattermostEmoji: readonly string[] = [
  '+1',
  'heart',
  'joy',
  'open_mouth',
  'tada',
  'pray',
  'eyes',
  'rocket',
  'anchor',
  'ocean',
  'white_check_mark',
  'clap',
  '100',
  'thinking',
];
