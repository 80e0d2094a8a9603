/** How far the other side of a link has been read, by how far this one was: pure. */
import type { Message, PersonId } from '../../model/index.ts';

/** A message of the other side, and when what it corresponds to here was written (createdAt here, ms); null without counterpart. */
export interface Standing {
  readonly message: Pick<Message, 'createdAt' | 'authorId' | 'kind' | 'deletedAt'>;
  readonly here: number | null;
}

export interface Reading {
  /** How far this side was read, createdAt here, ms. */
  readonly readHere: number;
  /** The user, there. */
  readonly me: PersonId;
  /** Messages there up to this (createdAt, ms) stay as they are: unread among them were looked at before, and nothing was read since. */
  readonly looked: number;
}

export interface Target {
  /** Up to where the other side counts as read now, createdAt there, ms; null when nothing more is read. */
  readonly readAt: number | null;
  /** Up to where everything was looked at, createdAt there, ms; null when the first one stopped it. */
  readonly looked: number | null;
}

/**
 * How far the other side counts as read: as long as everything there is the user's own, says nothing, or has been seen here. `unread`:
 * what comes after the other side's own mark, oldest first.
 */
export const readTarget = (unread: readonly Standing[], { readHere, me, looked }: Reading): Target => {
  let readAt: number | null = null;
  let last: number | null = null;
  for (const { message, here } of unread) {
    const isSeen = here !== null && here <= readHere && message.createdAt > looked;
    const needsNoReading = message.authorId === me || message.kind === 'system' || message.deletedAt !== null;
    if (!isSeen && !needsNoReading) break;
    last = message.createdAt;
    if (isSeen || readAt !== null) readAt = message.createdAt;
  }
  return { readAt, looked: last };
};
