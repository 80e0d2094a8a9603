/** What hangs below a root, as it stands in the root's row: added up as replies are stored, whatever order they come in. */
import type { PersonId } from './ids.ts';

export interface Replies {
  /** Of all that the mirror holds. */
  readonly count: number;
  /**
   * The newest reply of each writer, newest first, of at most four writers: three people, and one place for replies without an author. It is
   * read with each root of a timeline, so it is kept small. (Rows of older versions name up to six replies, of one writer several.)
   */
  readonly newest: readonly NewestReply[];
}

/** Of a message that is a reply, what matters here. */
interface Reply {
  readonly createdAt: number;
  readonly authorId: PersonId | null;
}

export interface NewestReply {
  /** When it was written, ms. */
  readonly at: number;
  readonly by: PersonId | null;
}

const newestKept = 4;

/** `before` with more replies, each of which is new to it. */
export const addReplies = (before: Replies | undefined, added: readonly Reply[]): Replies => {
  const byWriter = new Map<PersonId | null, number>();
  const add = (by: PersonId | null, at: number): void => {
    if (at > (byWriter.get(by) ?? -Infinity)) byWriter.set(by, at);
  };
  for (const { by, at } of before?.newest ?? []) add(by, at);
  for (const { authorId, createdAt } of added) add(authorId, createdAt);
  return {
    count: (before?.count ?? 0) + added.length,
    newest: Array.from(byWriter, ([by, at]) => ({ at, by }))
      // By person where two are of the same time, so that the order in which they came does not matter.
      .sort((a, b) => b.at - a.at || ((a.by ?? '') < (b.by ?? '') ? 1 : -1))
      .slice(0, newestKept),
  };
};
