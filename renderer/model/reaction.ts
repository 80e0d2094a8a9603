/** Names of reactions that are the same on both services. */
import type { Reaction } from './message.ts';

/** Unicode emoji are the same everywhere; custom ones only by name. */
export const reactionName = ({ emoji, name }: Pick<Reaction, 'emoji' | 'name'>): string =>
  emoji ?? `:${name}:`;

/** The reaction that a name stands for. */
export const reactionOf = (name: string): Pick<Reaction, 'emoji' | 'name'> =>
  name.length > 2 && name.startsWith(':') ? { emoji: null, name: name.slice(1, -1) } : { emoji: name, name };

/** Whether a server can have a custom emoji of this name (without colons): `IsValidEmojiName` of Mattermost's model. */
export const isCustomEmojiName = (name: string): boolean => /^[a-z0-9_+-]{1,64}$/.test(name);
