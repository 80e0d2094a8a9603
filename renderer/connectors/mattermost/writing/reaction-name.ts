/** What a reaction is called on Mattermost, which knows reactions by name only. */
import type { Reaction } from '../../../model/index.ts';
import { emojiOfName, nameOfEmoji } from '../../../text/mattermost-markdown/emoji.ts';

/**
 * The name to react with: the emoji's, or for a custom emoji its own; null when it is neither. An emoji in a skin tone that the server
 * has no name for has none: it would come back as another reaction, and take the place of the one that was set.
 */
export const nameOfReaction = ({ emoji, name }: Pick<Reaction, 'emoji' | 'name'>): string | null => {
  if (emoji !== null) return nameOfEmoji(emoji);
  const bare = name.replace(/^:(.*):$/, '$1');
  return /^[a-zA-Z0-9_+-]{1,64}$/.test(bare) ? bare : null;
};

/**
 * Names that this server has answered it does not have, since the start: one of another version may lack some of the list. Asked once
 * each; what is refused is not tried again.
 */
export class RefusedNames {
  readonly #names = new Set<string>();

  add(name: string): void {
    this.#names.add(name);
  }

  /** Whether a reaction can be shown for certain: as an emoji, under a name that was not refused. */
  canReact(reaction: Pick<Reaction, 'emoji' | 'name'>): boolean {
    const name = reaction.emoji === null ? null : nameOfReaction(reaction);
    return name !== null && !this.#names.has(name);
  }
}

/** Whether two names show the same emoji (`+1` and `thumbsup`). */
export const isSameReaction = (one: string, other: string): boolean => {
  if (one === other) return true;
  const emoji = emojiOfName(one);
  return emoji !== null && emoji === emojiOfName(other);
};
