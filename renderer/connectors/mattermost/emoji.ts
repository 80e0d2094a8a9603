/** Mattermost's emoji names as the emoji themselves. */
import github from 'emojibase-data/en/shortcodes/github.json';
import iamcal from 'emojibase-data/en/shortcodes/iamcal.json';
import joypixels from 'emojibase-data/en/shortcodes/joypixels.json';

type Shortcodes = Readonly<Record<string, string | readonly string[]>>;

/** Mattermost takes its names from iamcal's data; the other sets only fill in older names. */
const sets: readonly Shortcodes[] = [iamcal, joypixels, github];

/** Skin tones as Mattermost (`wave_dark_skin_tone`) and others (`wave_tone5`) name them. */
const tones: Readonly<Record<string, string>> = {
  light: '\u{1F3FB}',
  medium_light: '\u{1F3FC}',
  medium: '\u{1F3FD}',
  medium_dark: '\u{1F3FE}',
  dark: '\u{1F3FF}',
};
const tonedName = /^(.+?)_(light|medium_light|medium|medium_dark|dark)_skin_tone$/;
const variation = '\u{FE0F}';

let table: Map<string, string> | null = null;

/** Built at first use: it costs some milliseconds that a start does not need to pay. */
const names = (): Map<string, string> => {
  if (table !== null) return table;
  const built = new Map<string, string>();
  for (const set of sets)
    for (const [hexcode, shortcodes] of Object.entries(set))
      for (const name of typeof shortcodes === 'string' ? [shortcodes] : shortcodes)
        if (!built.has(name)) built.set(name, emojiOf(hexcode));
  table = built;
  return built;
};

/** emojibase leaves the variation selector out of single code points that are text by default (2764 is ❤️). */
const emojiOf = (hexcode: string): string => {
  const text = String.fromCodePoint(...hexcode.split('-').map((part) => Number.parseInt(part, 16)));
  return hexcode.includes('-') || /\p{Emoji_Presentation}/u.test(text) ? text : text + variation;
};

/** The emoji of a Mattermost name (no colons); null for custom emoji, which have no Unicode form. */
export const emojiOfName = (name: string): string | null => {
  const known = names().get(name);
  if (known !== undefined) return known;
  const toned = tonedName.exec(name);
  const base = toned?.[1] === undefined ? undefined : names().get(toned[1]);
  const tone = toned?.[2] === undefined ? undefined : tones[toned[2]];
  if (base === undefined || tone === undefined) return null;
  const [first = '', ...rest] = base;
  if (!/\p{Emoji_Modifier_Base}/u.test(first)) return null;
  // The modifier stands right after the person and replaces its variation selector.
  return first + tone + (rest[0] === variation ? rest.slice(1) : rest).join('');
};

/** Replaces `:name:` by its emoji where there is one, as Mattermost shows it. */
export const withEmoji = (text: string): string =>
  text.includes(':')
    ? text.replace(
        /\B:([a-z0-9_+-]+):\B/gi,
        (whole, name: string) => emojiOfName(name.toLowerCase()) ?? whole,
      )
    : text;
