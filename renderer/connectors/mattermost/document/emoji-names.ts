/** The emoji themselves as Mattermost's names. */
import iamcal from 'emojibase-data/en/shortcodes/iamcal.json';
import { emojiOfName } from '../emoji.ts';

let byEmoji: ReadonlyMap<string, string> | null = null;

/** Built at first use, from the list that Mattermost's names come from; its first name counts. */
const namesByEmoji = (): ReadonlyMap<string, string> => {
  if (byEmoji !== null) return byEmoji;
  const built = new Map<string, string>();
  for (const names of Object.values(iamcal as Readonly<Record<string, string | readonly string[]>>)) {
    const name = typeof names === 'string' ? names : (names[0] ?? '');
    const emoji = emojiOfName(name);
    if (emoji !== null && !built.has(emoji)) built.set(emoji, name);
  }
  byEmoji = built;
  return built;
};

/** Mattermost's name of an emoji, without colons; null where it has none that gives exactly this emoji back. */
export const nameOfEmoji = (emoji: string): string | null => namesByEmoji().get(emoji) ?? null;
