/** A reaction's name on Mattermost, which knows reactions by name only. */
import type { Reaction } from '../../../model/index.ts';
import { emojiOfName, nameOfEmoji } from '../../../text/mattermost-markdown/emoji.ts';

/**
 * The name to react with: that of the emoji, or of the custom emoji; null if there is none. An emoji in a skin tone for which the server
 * has no name gets null: without its tone, it would come back as another reaction and replace the one that was set.
 */
export const nameOfReaction = ({ emoji, name }: Pick<Reaction, 'emoji' | 'name'>): string | null => {
  if (emoji !== null) return nameOfEmoji(emoji);
  const bare = name.replace(/^:(.*):$/, '$1');
  return /^[a-zA-Z0-9_+-]{1,64}$/.test(bare) ? bare : null;
};

/**
 * Names that this server has refused since the start, because it does not have them: a server of another version may lack some names of the
 * list. A refused name is not tried again.
 */
export class RefusedNames {
  readonly #names = new Set<string>();

  add(name: string): void {
    this.#names.add(name);
  }

  /** Whether the server surely has this reaction: it is an emoji, and its name was not refused. */
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
