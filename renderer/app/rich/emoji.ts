/** Emoji by Mattermost's names. Mattermost takes its names from the same list as Slack ("iamcal"); emojibase carries it. */
import iamcal from 'emojibase-data/en/shortcodes/iamcal.json';

/** A code point that shows as a sign unless U+FE0F asks for the picture (❤ and the like); the list leaves U+FE0F out. */
const needsSelector = /^(?=\p{Emoji})(?!\p{Emoji_Presentation})/u;

const fromHexcode = (hexcode: string): string => {
  const points = hexcode.split('-').map((hex) => String.fromCodePoint(Number.parseInt(hex, 16)));
  const text = points.join('');
  return points.length === 1 && needsSelector.test(text) ? `${text}\u{fe0f}` : text;
};

let byName: ReadonlyMap<string, string> | null = null;

const names = (): ReadonlyMap<string, string> =>
  (byName ??= new Map(
    Object.entries(iamcal as Record<string, string | string[]>).flatMap(([hexcode, known]) =>
      (Array.isArray(known) ? known : [known]).map((name) => [name, fromHexcode(hexcode)] as const),
    ),
  ));

/** The emoji of a name without colons (`tada`), or null for a custom one. */
export const emojiByName = (name: string): string | null => names().get(name) ?? null;

// Written as a string: the language level of this project has no literal for the `v` flag yet. Never repeated within an expression: many
// emoji are also sequences of shorter ones, and their repetition can be read in exponentially many ways.
const anyEmoji = new RegExp('\\p{RGI_Emoji}', 'gv');

/** How many emoji a text holds. */
export const countEmoji = (text: string): number => text.match(anyEmoji)?.length ?? 0;

/** True for a text of nothing but emoji (white space aside). */
export const isOnlyEmoji = (text: string): boolean =>
  countEmoji(text) > 0 && text.replace(anyEmoji, '').trim() === '';
