/** Computes how far the other side of a link counts as read, from how far this side was read. Pure. */
import type { Message, PersonId } from '../../../model/index.ts';

/** A message of the other side, and when its counterpart here was written (createdAt here, ms); null if it has none. */
export interface Standing {
  readonly message: Pick<Message, 'createdAt' | 'authorId' | 'kind' | 'deletedAt'>;
  readonly here: number | null;
}

export interface ReadProgress {
  /** How far the user has read this side, createdAt here, ms. */
  readonly readHere: number;
  /** The user, there. */
  readonly me: PersonId;
  /**
   * Messages there up to this time (createdAt, ms) keep their state: unread ones among them were considered before, and nothing was read
   * since.
   */
  readonly looked: number;
}

/** Whether the other side may count as read beyond this message: the user has seen it here, or it needs no reading. */
export const passes = (standing: Standing, reading: ReadProgress): boolean =>
  isSeen(standing, reading) || needsNoReading(standing.message, reading);

const isSeen = ({ message, here }: Standing, { readHere, looked }: ReadProgress): boolean =>
  here !== null && here <= readHere && message.createdAt > looked;

/** Whether a message needs no reading, even if it was not seen here: it is the user's own, or it says nothing. */
export const needsNoReading = (message: Standing['message'], { me }: Pick<ReadProgress, 'me'>): boolean =>
  message.authorId === me || message.kind === 'system' || message.deletedAt !== null;

/**
 * If no message needs reading, the service need not be told: that would cost one request for each carried message. But untold messages are
 * looked at again each time, so the service is told after so many.
 */
const worthTelling = 10;

/**
 * Up to when the other side counts as read now, createdAt there, ms: past all messages that are the user's own, say nothing, or were seen
 * here. Null if nothing more is read. `unread`: the messages after the other side's own read mark, oldest first, at least up to the first
 * that does not pass.
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
