/** The parts of a message that are compared to see whether it changed, and names for reactions that are the same on both sides. */
import { digest, type Message, type PersonId, type Reaction } from '../../../model/index.ts';
import type { Snapshot } from '../../../store/index.ts';

/** The state of a message, for comparing. Importance and files belong to it: a change of them is an edit. */
export const snapshotOf = (message: Message): Snapshot => ({
  deleted: message.deletedAt !== null,
  text: digest(
    JSON.stringify([
      message.subject,
      message.body.format,
      message.body.content,
      message.importance,
      message.files.map(({ id }) => id),
    ]),
  ),
});

/** The common state of all copies of a message: deleted if all are; null while none is known. */
export const snapshotOfAll = (copies: readonly Message[]): Snapshot | null => {
  const [only] = copies;
  if (only === undefined) return null;
  if (copies.length === 1) return snapshotOf(only);
  const alive = copies.filter(({ deletedAt }) => deletedAt === null);
  return {
    deleted: alive.length === 0,
    text: digest(alive.map((copy) => snapshotOf(copy).text).join(' ')),
  };
};

/** Unicode emoji are the same everywhere; custom ones only by name. */
export const reactionName = ({ emoji, name }: Pick<Reaction, 'emoji' | 'name'>): string =>
  emoji ?? `:${name}:`;

/** The reaction that a name stands for. */
export const reactionOf = (name: string): Pick<Reaction, 'emoji' | 'name'> =>
  name.length > 2 && name.startsWith(':') ? { emoji: null, name: name.slice(1, -1) } : { emoji: name, name };

/** The user's own reactions on a message, sorted. */
export const reactionsBy = (message: Message, person: PersonId): string[] =>
  message.reactions
    .filter(({ personIds }) => personIds.includes(person))
    .map(reactionName)
    .sort();
