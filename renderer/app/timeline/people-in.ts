import type { Message, PersonId } from '../../model/index.ts';

/** All people whose names a row of `messages` may need. */
export const peopleIn = (messages: Iterable<Message>): PersonId[] => {
  const ids = new Set<PersonId | null>();
  for (const { authorId, reactions, system } of messages) {
    ids.add(authorId).add(system?.by ?? null);
    for (const { personIds } of reactions) for (const id of personIds) ids.add(id);
    for (const id of system?.people ?? []) ids.add(id);
  }
  return [...ids].filter((id) => id !== null);
};
