import type { Message, Person } from '../../model/index.ts';
import type { People } from '../words/names.ts';

/** The person whose photo is shown beside a message; null if the message shows another name than its author's, as messages of webhooks do. */
export const photographedOf = (
  { authorId, authorName }: Pick<Message, 'authorId' | 'authorName'>,
  people: People,
): Person | null => {
  const author = authorId === null ? undefined : people.get(authorId);
  if (author === undefined) return null;
  return authorName === null || authorName === author.displayName ? author : null;
};
