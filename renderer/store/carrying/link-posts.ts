/** Posts that link their channel, and the channels whose pinned posts were asked for. */
import type { ConversationId, MessageId } from '../../model/index.ts';
import type { LinkPostRow, PinsReadRow } from '../carry-rows.ts';
import type { IsthmusDatabase } from '../database.ts';
import type { Reads } from '../reading-tables.ts';
import { ofKeys } from '../some-keys.ts';
import { deleteRows, putRows } from '../many-rows.ts';

/** All rows. */
export const readLinkPostRows = ({ linkPosts }: Reads<'linkPosts'>): Promise<LinkPostRow[]> =>
  linkPosts.toArray();

/** The ids of all rows. */
export const readLinkPostIds = ({ linkPosts }: Reads<'linkPosts'>): Promise<MessageId[]> =>
  linkPosts.toCollection().primaryKeys();

/** The rows of one conversation. */
export const readLinkPostRowsOf = (
  { linkPosts }: Reads<'linkPosts'>,
  conversation: ConversationId,
): Promise<LinkPostRow[]> => linkPosts.where('conversationId').equals(conversation).toArray();

/** The ids of the rows of these conversations. */
export const readLinkPostIdsOf = (
  { linkPosts }: Reads<'linkPosts'>,
  conversations: readonly ConversationId[],
): Promise<MessageId[]> => ofKeys(linkPosts.where('conversationId'), conversations).primaryKeys();

export const writeLinkPostRows = async (
  { linkPosts }: IsthmusDatabase,
  rows: readonly LinkPostRow[],
): Promise<void> => {
  await putRows(linkPosts, rows);
};

export const removeLinkPostRows = (
  { linkPosts }: IsthmusDatabase,
  ids: readonly MessageId[],
): Promise<void> => deleteRows(linkPosts, ids);

/** The conversations whose pinned posts were asked for. */
export const readPinsReadIds = ({ pinsRead }: Reads<'pinsRead'>): Promise<ConversationId[]> =>
  pinsRead.toCollection().primaryKeys();

/** Notes that the pinned posts of a conversation were asked for. */
export const writePinsReadRow = async ({ pinsRead }: IsthmusDatabase, row: PinsReadRow): Promise<void> => {
  await pinsRead.put(row);
};

/** Removes both kinds of rows of a conversation that leaves the mirror. Call it within that transaction. */
export const forgetLinkPostsOf = async (
  { linkPosts, pinsRead }: IsthmusDatabase,
  conversation: ConversationId,
): Promise<void> => {
  await linkPosts.where('conversationId').equals(conversation).delete();
  await pinsRead.delete(conversation);
};
