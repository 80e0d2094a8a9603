/** How far the other side of a link has been read, by how far this one was: pure. */
import type { Message, PersonId } from '../../model/index.ts';

/** A message of the other side, and when what it corresponds to here was written (createdAt here, ms); null without counterpart. */
export interface Standing {
  readonly message: Pick<Message, 'createdAt' | 'authorId' | 'kind' | 'deletedAt'>;
  readonly here: number | null;
}

/**
 * Up to where the other side counts as read (createdAt there, ms) once this side was read up to `readHere`: as long as everything there
 * is the user's own, says nothing, or has been seen here. Null when nothing more is read. `unread`: what comes after the other side's
 * own mark, oldest first.
 */
export const readTarget = (unread: readonly Standing[], readHere: number, me: PersonId): number | null => {
  let target: number | null = null;
  for (const { message, here } of unread) {
    const isSeen = here !== null && here <= readHere;
    const needsNoReading = message.authorId === me || message.kind === 'system' || message.deletedAt !== null;
    if (!isSeen && !needsNoReading) break;
    if (isSeen) target = message.createdAt;
    else if (target !== null && needsNoReading) target = message.createdAt;
  }
  return target;
};
