/**
 * Emoji by the server's own names (emoji-list.json): the only ones that it takes for reactions and shows as pictures in text. It has no
 * names for the newest emoji (🫡), and those of other lists are text to it (`:wave_tone1:`).
 */
import list from './emoji-list.json';

/** Skin tones as Mattermost names them (`wave_dark_skin_tone`). */
const tones: Readonly<Record<string, string>> = {
  light: '\u{1F3FB}',
  medium_light: '\u{1F3FC}',
  medium: '\u{1F3FD}',
  medium_dark: '\u{1F3FE}',
  dark: '\u{1F3FF}',
};
const variation = '\u{FE0F}';

interface Tables {
  readonly byName: ReadonlyMap<string, string>;
  /** The name that the server's own picker uses, by emoji without variation selectors: whether one is written does not tell emoji apart. */
  readonly byEmoji: ReadonlyMap<string, string>;
}

let tables: Tables | null = null;

/** Built at first use: it costs some milliseconds that a start does not need to pay. */
const known = (): Tables => {
  if (tables !== null) return tables;
  const byName = new Map<string, string>();
  const byEmoji = new Map<string, string>();
  const add = (name: string, emoji: string): void => {
    byName.set(name, emoji);
    const plain = withoutVariation(emoji);
    if (!byEmoji.has(plain)) byEmoji.set(plain, name);
  };
  const toned = new Set(list.toned.split(' '));
  for (const [codePoints, names] of Object.entries<string>({ ...list.names, ...list.pairs }))
    for (const name of names.split(' ')) {
      const emoji = emojiOf(codePoints);
      add(name, emoji);
      if (toned.has(name))
        for (const [tone, sign] of Object.entries(tones))
          add(`${name}_${tone}_skin_tone`, inTone(emoji, sign));
    }
  tables = { byName, byEmoji };
  return tables;
};

const emojiOf = (codePoints: string): string =>
  String.fromCodePoint(...codePoints.split('-').map((part) => Number.parseInt(part, 16)));

/** The tone stands right after the person and replaces its variation selector. */
const inTone = (emoji: string, tone: string): string => {
  const [first = '', ...rest] = emoji;
  return first + tone + (rest[0] === variation ? rest.slice(1) : rest).join('');
};

const withoutVariation = (emoji: string): string => emoji.replaceAll(variation, '');

/** The emoji of a Mattermost name (no colons); null for custom emoji, which have no Unicode form, and for names of other lists. */
export const emojiOfName = (name: string): string | null => known().byName.get(name) ?? null;

/** Mattermost's name of an emoji, without colons, whether or not its variation selectors are written; null where it has none. */
export const nameOfEmoji = (emoji: string): string | null =>
  known().byEmoji.get(withoutVariation(emoji)) ?? null;

export interface NamedEmoji {
  readonly name: string;
  readonly emoji: string;
}

/** Emoji whose name has `part` (lower case), those first whose name begins so, `most` at most; skin tones are left out. */
export const emojiNamedLike = (part: string, most: number): readonly NamedEmoji[] => {
  const starts: NamedEmoji[] = [];
  const others: NamedEmoji[] = [];
  for (const [name, emoji] of known().byName) {
    if (!name.includes(part) || name.endsWith('_skin_tone')) continue;
    (name.startsWith(part) ? starts : others).push({ name, emoji });
    if (starts.length >= most) break;
  }
  return [...starts, ...others].slice(0, most);
};
