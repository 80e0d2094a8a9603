/** Names of reactions that are the same on both services. */
import type { Reaction } from './message.ts';

/** Unicode emoji are the same everywhere; custom ones only by name. */
export const reactionName = ({ emoji, name }: Pick<Reaction, 'emoji' | 'name'>): string =>
  emoji ?? `:${name}:`;

/** The reaction that a name stands for. */
export const reactionOf = (name: string): Pick<Reaction, 'emoji' | 'name'> =>
  name.length > 2 && name.startsWith(':') ? { emoji: null, name: name.slice(1, -1) } : { emoji: name, name };
