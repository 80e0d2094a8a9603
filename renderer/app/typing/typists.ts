/** Who types in one place, from events. Pure. */
import type { Message, PersonId } from '../../model/index.ts';

/** By person: until when they count as typing, ms on this machine's clock. */
export type Typists = ReadonlyMap<PersonId, number>;

export const nobody: Typists = new Map();

/** Adds a person who types until a time. */
export const withTypist = (typists: Typists, personId: PersonId, until: number): Typists =>
  new Map([...typists, [personId, until]]);

/** The people who still type: their time has not passed, and they have not sent a message since. The same object if nothing changed. */
export const stillTyping = (
  typists: Typists,
  now: number,
  newest: Pick<Message, 'authorId'> | undefined,
): Typists => {
  const still = [...typists].filter(([id, until]) => until > now && id !== newest?.authorId);
  return still.length === typists.size ? typists : new Map(still);
};

/** In how many ms the first person's time passes; null if nobody types. */
export const nextEnd = (typists: Typists, now: number): number | null =>
  typists.size === 0 ? null : Math.max(0, Math.min(...typists.values()) - now);
