/**
 * Signs that Mattermost shows as emoji in running text, by its own list (read in mattermost/mattermost, webapp, utils/emoticons): each
 * stands apart from letters, digits and underscores, in whatever case its letter is.
 */

/** Finds one. */
export const emoticon = /(?<!\w)(?::(?:-?[)\]dps[@(/|$]|-?o|-x|[`'’]-?\()|;-?\)|x-d|<\/?3)(?!\w)/giu;

/** One expression that finds what each of these finds; of those that begin at one place the first counts. */
export const anyOf = (...expressions: readonly RegExp[]): RegExp =>
  new RegExp(expressions.map(({ source }) => source).join('|'), 'giu');

const names: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ':)': 'slightly_smiling_face',
    ';)': 'wink',
    ':o': 'open_mouth',
    ':-o': 'scream',
    ':]': 'smirk',
    ':d': 'smile',
    'x-d': 'stuck_out_tongue_closed_eyes',
    ':p': 'stuck_out_tongue',
    ':@': 'rage',
    ':[': 'rage',
    ':(': 'slightly_frowning_face',
    ":'(": 'cry',
    ':/': 'confused',
    ':s': 'confounded',
    ':|': 'neutral_face',
    ':$': 'flushed',
    ':-x': 'mask',
    '<3': 'heart',
    '</3': 'broken_heart',
  }),
);

/** The emoji's name for such a sign; null for any other text. */
export const nameOfEmoticon = (sign: string): string | null => {
  const lowered = sign.toLowerCase().replace(/[`’]/, "'");
  return names.get(lowered) ?? names.get(lowered.replace('-', '')) ?? null;
};
