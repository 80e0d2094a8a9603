import type { Conversation, PersonId } from '../../../model/index.ts';

/** The other person of a one-to-one conversation; null for every other conversation, and for one with oneself. */
export const otherIn = ({ kind, participants }: Conversation, me: PersonId): PersonId | null => {
  if (kind !== 'direct' || participants.length !== 2 || !participants.includes(me)) return null;
  return participants.find((person) => person !== me) ?? null;
};
