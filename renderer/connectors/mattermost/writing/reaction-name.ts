/** What a reaction is called on Mattermost, which knows reactions by name only. */
import type { Reaction } from '../../../model/index.ts';
import { nameOfEmoji } from '../document/emoji-names.ts';
import { emojiOfName } from '../emoji.ts';

const tones = new Map([
  ['\u{1F3FB}', 'light'],
  ['\u{1F3FC}', 'medium_light'],
  ['\u{1F3FD}', 'medium'],
  ['\u{1F3FE}', 'medium_dark'],
  ['\u{1F3FF}', 'dark'],
]);
const tone = /[\u{1F3FB}-\u{1F3FF}]/u;
const variation = '\u{FE0F}';

/** The name of an emoji, with its skin tone; null for one that Mattermost does not have. */
export const reactionNameOf = (emoji: string): string | null => {
  const toned = tone.exec(emoji)?.[0];
  const base = toned === undefined ? emoji : emoji.replace(toned, '');
  // Whether the variation selector is written is a matter of taste, not of meaning.
  const plain = base.replaceAll(variation, '');
  const name = nameOfEmoji(base) ?? nameOfEmoji(plain) ?? nameOfEmoji(plain + variation);
  if (name === null || toned === undefined) return name;
  const full = `${name}_${tones.get(toned) ?? ''}_skin_tone`;
  // A tone that the server has no name for is better shown without than not at all.
  return emojiOfName(full) === null ? name : full;
};

/** The name to react with: the emoji's, or for a custom emoji its own; null when it is neither. */
export const nameOfReaction = ({ emoji, name }: Pick<Reaction, 'emoji' | 'name'>): string | null => {
  if (emoji !== null) return reactionNameOf(emoji);
  const bare = name.replace(/^:(.*):$/, '$1');
  return /^[a-zA-Z0-9_+-]{1,64}$/.test(bare) ? bare : null;
};

/** Whether two names show the same emoji (`+1` and `thumbsup`). */
export const isSameReaction = (one: string, other: string): boolean => {
  if (one === other) return true;
  const emoji = emojiOfName(one);
  return emoji !== null && emoji === emojiOfName(other);
};
