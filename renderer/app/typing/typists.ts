/** Who types in one place, from what was heard there. Pure. */
import type { Message, PersonId } from '../../model/index.ts';

/** By person, until when they count as typing, ms on this machine's clock. */
export type Typists = ReadonlyMap<PersonId, number>;

export const nobody: Typists = new Map();

/** Somebody types, for so long. */
export const withTypist = (typists: Typists, personId: PersonId, until: number): Typists =>
  new Map([...typists, [personId, until]]);

/** Those who still type: their time is not over, and they have not sent what they wrote. The same object where nothing changed. */
export const stillTyping = (
  typists: Typists,
  now: number,
  newest: Pick<Message, 'authorId'> | undefined,
): Typists => {
  const still = [...typists].filter(([id, until]) => until > now && id !== newest?.authorId);
  return still.length === typists.size ? typists : new Map(still);
};

/** After how many ms somebody's time is over; null where nobody types. */
export const nextEnd = (typists: Typists, now: number): number | null =>
  typists.size === 0 ? null : Math.max(0, Math.min(...typists.values()) - now);
