/** What follows from an overview: what is gone, and whose members have still to be read. */
import type { AccountId, Change, ConversationId, TeamId } from '../../model/index.ts';
import type { IsthmusDatabase } from '../../store/index.ts';

/** What the mirror holds and the overview does not: left, removed, deleted. */
export const leftBehind = async (
  database: IsthmusDatabase,
  accountId: AccountId,
  conversations: ReadonlySet<ConversationId>,
  teams: ReadonlySet<TeamId>,
): Promise<Change[]> => {
  const held = await database.conversations.where('accountId').equals(accountId).primaryKeys();
  const heldTeams = await database.teams.where('accountId').equals(accountId).primaryKeys();
  return [
    ...held.filter((id) => !conversations.has(id)).map((id) => ({ kind: 'conversation-gone', id }) as const),
    ...heldTeams.filter((id) => !teams.has(id)).map((id) => ({ kind: 'team-gone', id }) as const),
  ];
};

/** Of these channels those that the mirror knows no members of. */
export const withoutKnownMembers = async (
  database: IsthmusDatabase,
  channels: readonly ConversationId[],
): Promise<readonly ConversationId[]> => {
  const known = await database.members.bulkGet([...channels]);
  return channels.filter((_id, at) => known[at] === undefined);
};

/** Channels that these changes name without saying who is in them. */
export const channelsWithoutMembers = (changes: readonly Change[]): ConversationId[] => {
  const told = new Set(
    changes.flatMap((change) => (change.kind === 'members' ? [change.membership.conversationId] : [])),
  );
  return changes.flatMap((change) =>
    change.kind === 'conversation' &&
    change.conversation.participants.length === 0 &&
    !told.has(change.conversation.id)
      ? [change.conversation.id]
      : [],
  );
};
