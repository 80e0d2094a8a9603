/** What a Mattermost post says of its counterpart, as a row. Only the user's own posts speak for the user's own messages. */
import { type AccountId, type Message, messageOfKey, type PersonId } from '../../model/index.ts';
import type { CounterpartRow, IsthmusDatabase, LinkRow } from '../../store/index.ts';

/** The row that a post's mark makes; null for posts without one, and for marks that point elsewhere than this link. `me`: on Mattermost. */
export const rowOfNote = (message: Message, link: LinkRow, me: PersonId | null): CounterpartRow | null => {
  const { note } = message;
  if (note?.kind !== 'mark' || message.conversationId !== link.mattermost) return null;
  const account = link.teams.slice(0, link.teams.indexOf('/')) as AccountId;
  const teams = note.teams.map((key) => messageOfKey(account, key));
  const [first] = teams;
  if (first === undefined || !teams.every((id) => id.startsWith(`${link.teams}/`))) return null;
  const shared = {
    linkId: link.id,
    mine: message.authorId === me,
    originBase: null,
    copyBase: null,
    reactions: [],
  } as const;
  return note.origin === 'mattermost'
    ? { ...shared, id: message.id, origin: 'mattermost', copies: teams }
    : { ...shared, id: first, origin: 'teams', copies: [message.id] };
};

/**
 * Remembers the marks of posts as they are stored, in the mirror's own transaction: so a Teams message is never taken for new while
 * its post is in the mirror. What is known already stays: a mark of somebody else's cannot take its place.
 */
export const rememberNotes = async (
  database: IsthmusDatabase,
  posts: readonly (readonly [post: Message, link: LinkRow])[],
  me: PersonId | null,
): Promise<void> => {
  for (const [post, link] of posts) {
    const row = rowOfNote(post, link, me);
    if (row === null) continue;
    const held = await database.counterparts.get(row.id);
    if (held === undefined || (row.mine && !held.mine)) await database.counterparts.put(row);
  }
};
