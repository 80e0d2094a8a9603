/** What hangs below a root, as it stands in the root's row: added up as replies are stored, whatever order they come in. */
import type { MessageId, PersonId } from './ids.ts';

export interface Replies {
  /** Of all that the mirror holds. */
  readonly count: number;
  /** At most six of them, newest first. */
  readonly newest: readonly NewestReply[];
}

/** Of a message that is a reply, what matters here. */
interface Reply {
  readonly id: MessageId;
  readonly createdAt: number;
  readonly authorId: PersonId | null;
}

export interface NewestReply {
  readonly id: MessageId;
  /** When it was written, ms. */
  readonly at: number;
  readonly by: PersonId | null;
}

const newestKept = 6;

/** `before` with more replies, each of which is new to it. */
export const addReplies = (before: Replies | undefined, added: readonly Reply[]): Replies => ({
  count: (before?.count ?? 0) + added.length,
  newest: [
    ...(before?.newest ?? []),
    ...added.map(({ id, createdAt, authorId }) => ({ id, at: createdAt, by: authorId })),
  ]
    // By id where two are of the same time, so that the order in which they came does not matter.
    .sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1))
    .slice(0, newestKept),
});
