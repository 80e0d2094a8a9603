import { keyOfWritten, sharedKeyOf, type CarryKey, type PersonId } from '../../model/index.ts';

/** The key of the one invitation that somebody gets. It is made of the person's id, so that it is found again without a database. */
export const invitationKeyOf = (person: PersonId): CarryKey =>
  keyOfWritten(`invitation ${sharedKeyOf(person)}`);
