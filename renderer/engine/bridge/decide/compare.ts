/** The parts of a message that are compared to see whether it changed. */
import { digest, type Message, type PersonId, reactionName } from '../../../model/index.ts';
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

/** The user's own reactions on a message, sorted. */
export const reactionsBy = (message: Message, person: PersonId): string[] =>
  message.reactions
    .filter(({ personIds }) => personIds.includes(person))
    .map(reactionName)
    .sort();
