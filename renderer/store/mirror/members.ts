/** Reads and writes the members of conversations whose own row does not hold them (channels). */
import type { ConversationId, Membership } from '../../model/index.ts';
import type { IsthmusDatabase } from '../database.ts';
import type { Reads } from '../reading-tables.ts';
import { getRows, putRows } from '../many-rows.ts';

/** The members of these conversations, in their order; undefined for those whose members are not known. */
export const readMemberRows = (
  { members }: Reads<'members'>,
  conversations: readonly ConversationId[],
): Promise<(Membership | undefined)[]> => getRows(members, conversations);

export const writeMemberRows = async (
  { members }: IsthmusDatabase,
  rows: readonly Membership[],
): Promise<void> => {
  await putRows(members, rows);
};
