/** All emoji, in Unicode's own order and groups, with the words by which they are found (emojibase, from Unicode's CLDR). Loaded with the picker. */
import data from 'emojibase-data/en/compact.json';

/** The groups that a picker shows, in order: Unicode's, without the parts that emoji are made of. */
export const emojiGroups = [
  'smileys',
  'people',
  'nature',
  'food',
  'travel',
  'activities',
  'objects',
  'symbols',
  'flags',
] as const;
export type EmojiGroup = (typeof emojiGroups)[number] | 'custom';

/** As emojibase counts groups; 2 are parts, such as skin tones and hair. */
const groupNumbers: Readonly<Record<number, EmojiGroup>> = {
  0: 'smileys',
  1: 'people',
  3: 'nature',
  4: 'food',
  5: 'travel',
  6: 'activities',
  7: 'objects',
  8: 'symbols',
  9: 'flags',
};

/** 0 is the yellow one, 1 to 5 go from light to dark. */
export type SkinTone = 0 | 1 | 2 | 3 | 4 | 5;
export const skinTones: readonly SkinTone[] = [0, 1, 2, 3, 4, 5];

export interface ListedEmoji {
  /** The emoji; of a custom one its name between colons. */
  readonly emoji: string;
  /** Its name, in English; of a custom one as it is typed. */
  readonly label: string;
  readonly group: EmojiGroup;
  /** Its name and its other search words, in small letters. */
  readonly words: readonly string[];
  /** Its forms in skin tones, from light to dark, if it has them. */
  readonly tones: readonly string[];
}

/** The members of an entry that are read. The package's type lacks some that the file has. */
interface Entry {
  readonly unicode: string;
  readonly label: string;
  readonly group?: number | undefined;
  readonly order?: number | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly skins?: readonly { readonly unicode: string; readonly hexcode: string }[] | undefined;
}

const entries: readonly Entry[] = data;

/**
 * The fully qualified form of Unicode (emoji-test.txt), which both services use. emojibase also adds a variation selector to signs that are
 * emoji without one (👍). Two forms of one emoji would be two reactions.
 */
const inFull = (emoji: string): string => emoji.replace(/(\p{Emoji_Presentation})\uFE0F/gu, '$1');

/** The code point of a skin tone. */
const toneSigns = /\b1F3F[B-F]\b/g;

/** From light to dark. Emoji of two people have a form for each pair of tones; only the forms with one tone for both are used. */
const tonesOf = (skins: Entry['skins'] = []): readonly string[] =>
  skins
    .map(({ unicode, hexcode }) => ({ unicode: inFull(unicode), tones: new Set(hexcode.match(toneSigns)) }))
    .filter(({ tones }) => tones.size === 1)
    .sort((one, other) => ([...one.tones].join() < [...other.tones].join() ? -1 : 1))
    .map(({ unicode }) => unicode);

export const allEmoji: readonly ListedEmoji[] = entries
  .flatMap((entry) => {
    const group = entry.group === undefined ? undefined : groupNumbers[entry.group];
    return group === undefined ? [] : [{ ...entry, group }];
  })
  .sort((one, other) => (one.order ?? 0) - (other.order ?? 0))
  .map(({ unicode, label, group, tags, skins }) => ({
    emoji: inFull(unicode),
    label,
    group,
    words: [...label.toLowerCase().split(/[\s:,]+/), ...(tags ?? []).map((tag) => tag.toLowerCase())].filter(
      (word) => word !== '',
    ),
    tones: tonesOf(skins),
  }));

/** An emoji in a skin tone, if it has that form. */
export const inTone = ({ emoji, tones: all }: ListedEmoji, tone: SkinTone): string =>
  tone === 0 ? emoji : (all[tone - 1] ?? emoji);
