/** Keeps the table of posts that link their channel, from every Mattermost post that the mirror stores, in the mirror's own transaction. */
import type { Message } from '../../../model/index.ts';
import {
  readLinkPostIdsOf,
  removeLinkPostRows,
  writeLinkPostRows,
  type IsthmusDatabase,
  type LinkPostRow,
} from '../../../store/index.ts';

/**
 * `messages` were just stored; `replaced` of them took the place of an older form. A page of new messages costs nothing extra, because only
 * a changed one can have lost its note or been deleted. Returns whether the table changed.
 */
export const keepLinkPosts = async (
  database: IsthmusDatabase,
  messages: readonly Message[],
  replaced: number,
): Promise<boolean> => {
  const linking = messages.flatMap((message) => linkPostOf(message) ?? []);
  if (linking.length > 0) await writeLinkPostRows(database, linking);
  if (replaced === 0) return linking.length > 0;
  const conversations = [...new Set(messages.map(({ conversationId }) => conversationId))];
  const held = await readLinkPostIdsOf(database, conversations);
  const told = new Set(messages.map(({ id }) => id));
  const present = new Set(linking.map(({ id }) => id));
  const gone = held.filter((id) => told.has(id) && !present.has(id));
  await removeLinkPostRows(database, gone);
  return linking.length > 0 || gone.length > 0;
};

/** The row of a post that links its channel; null for every other message. */
const linkPostOf = (message: Message): LinkPostRow | null => {
  const { id, conversationId, authorId, createdAt, note, pinned, deletedAt } = message;
  return note?.kind === 'link' && deletedAt === null
    ? { id, conversationId, authorId, createdAt, note, pinned }
    : null;
};
