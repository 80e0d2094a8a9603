/** How far the other side of a link has been read, by how far this one was: pure. */
import type { Message, PersonId } from '../../../model/index.ts';

/** A message of the other side, and when what it corresponds to here was written (createdAt here, ms); null without counterpart. */
export interface Standing {
  readonly message: Pick<Message, 'createdAt' | 'authorId' | 'kind' | 'deletedAt'>;
  readonly here: number | null;
}

export interface ReadProgress {
  /** How far this side was read, createdAt here, ms. */
  readonly readHere: number;
  /** The user, there. */
  readonly me: PersonId;
  /** Messages there up to this (createdAt, ms) stay as they are: unread among them were looked at before, and nothing was read since. */
  readonly looked: number;
}

/** Whether a message there does not stop what was read here from being read there: it was seen here, or needs no reading. */
export const passes = (standing: Standing, reading: ReadProgress): boolean =>
  isSeen(standing, reading) || needsNoReading(standing.message, reading);

const isSeen = ({ message, here }: Standing, { readHere, looked }: ReadProgress): boolean =>
  here !== null && here <= readHere && message.createdAt > looked;

/** What nobody waits for the user to read: the user's own, what says nothing. Whether it was seen here is not asked. */
export const needsNoReading = (message: Standing['message'], { me }: Pick<ReadProgress, 'me'>): boolean =>
  message.authorId === me || message.kind === 'system' || message.deletedAt !== null;

/**
 * Where nothing needs reading the service need not be told: each message that is carried would cost a request more. But what is not told
 * is looked at again each time, so it is told of so many.
 */
const worthTelling = 10;

/**
 * Up to where the other side counts as read now, createdAt there, ms: as long as everything there is the user's own, says nothing, or has
 * been seen here; null when nothing more is read. `unread`: what comes after the other side's own mark, oldest first, at least up to the
 * first that does not pass.
 */
export const readTarget = (unread: readonly Standing[], reading: ReadProgress): number | null => {
  let readAt: number | null = null;
  for (const [at, standing] of unread.entries()) {
    if (!passes(standing, reading)) break;
    if (readAt !== null || at + 1 >= worthTelling || !needsNoReading(standing.message, reading))
      readAt = standing.message.createdAt;
  }
  return readAt;
};
