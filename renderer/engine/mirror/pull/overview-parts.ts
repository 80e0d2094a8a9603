/** What follows from an overview: what it lacks, when to look again, and whose members have still to be read. */
import type { ListNotRead, Overview } from '../../../connectors/connector.ts';
import {
  isNotGranted,
  type AccountId,
  type Change,
  type Conversation,
  type ConversationFacts,
  type ConversationId,
  type NotFollowed,
  type PersonId,
  type TeamId,
} from '../../../model/index.ts';
import {
  readConversationRowsOf,
  readMemberRows,
  readTeamIdsOf,
  type IsthmusDatabase,
} from '../../../store/index.ts';

/** What the mirror has of an account. */
export interface Held {
  readonly conversations: readonly Pick<Conversation, 'id' | 'teamId' | 'kind'>[];
  readonly teams: readonly TeamId[];
}

export const heldOf = async (database: IsthmusDatabase, accountId: AccountId): Promise<Held> => ({
  conversations: await readConversationRowsOf(database, accountId),
  teams: await readTeamIdsOf(database, accountId),
});

export interface Missed {
  readonly conversations: readonly ConversationId[];
  readonly teams: readonly TeamId[];
}

/** What the mirror holds, and a list that was read whole does not. A list that was refused lacks nothing. */
export const missedBy = (overview: Overview, held: Held): Missed => {
  const named = new Set<ConversationId | TeamId>([...overview.conversationIds, ...overview.teamIds]);
  const refused = (is: (list: ListNotRead['list']) => boolean): boolean =>
    overview.notRead.some(({ list }) => is(list));
  const teamsRead = !refused(({ kind }) => kind === 'teams');
  const chatsRead = !refused(({ kind }) => kind === 'chats');
  // A shared channel stands in the lists of several teams.
  const sharedRead = !refused(({ kind }) => kind === 'shared-channels' || kind === 'channels');
  const isMissed = ({ id, teamId, kind }: Held['conversations'][number]): boolean => {
    if (named.has(id)) return false;
    if (teamId === null) return chatsRead;
    if (kind === 'shared-channel') return teamsRead && sharedRead;
    return teamsRead && !refused((list) => list.kind === 'channels' && list.teamId === teamId);
  };
  return {
    conversations: held.conversations.filter(isMissed).map(({ id }) => id),
    teams: teamsRead ? held.teams.filter((id) => !named.has(id)) : [],
  };
};

/** What is not followed for want of a list, as the user is told. What nobody has granted, the account tells by itself. */
export const notFollowed = (notRead: readonly ListNotRead[]): NotFollowed[] => {
  const refused = notRead.filter(({ failure }) => failure !== null && !isNotGranted(failure));
  const has = (kind: ListNotRead['list']['kind']): boolean => refused.some(({ list }) => list.kind === kind);
  const teams = refused.filter(({ list }) => list.kind === 'channels').length;
  return [
    ...(has('teams') ? [{ kind: 'team-list' } as const] : []),
    ...(has('chats') ? [{ kind: 'chat-list' } as const] : []),
    ...(teams > 0 ? [{ kind: 'teams', count: teams } as const] : []),
  ];
};

const shortestPause = 60_000;
const longestPause = 1_800_000;

/**
 * When to ask again for lists that were refused, ms from now; null when none was. `before`: how many overviews in a row were not
 * whole before this one.
 */
export const askAgainAfter = (notRead: readonly ListNotRead[], before: number): number | null => {
  const pauses = notRead.flatMap(({ failure }) =>
    failure === null || isNotGranted(failure)
      ? []
      : [failure.kind === 'throttled' ? failure.retryAfterMs : shortestPause],
  );
  return pauses.length === 0 ? null : Math.min(longestPause, Math.max(...pauses) * 2 ** Math.min(before, 16));
};

/** Of these conversations those that the mirror knows no members of, and chats, whose members no other request tells of. */
export const withoutKnownMembers = async (
  database: IsthmusDatabase,
  conversations: readonly ConversationFacts[],
): Promise<readonly ConversationFacts[]> => {
  const known = await readMemberRows(
    database,
    conversations.map(({ id }) => id),
  );
  return conversations.filter(
    ({ participants }, at) => participants === undefined || known[at] === undefined,
  );
};

/** Conversations that these changes name without saying who is in them. */
export const withoutMembers = (changes: readonly Change[]): ConversationFacts[] => {
  const told = new Set(
    changes.flatMap((change) => (change.kind === 'members' ? [change.membership.conversationId] : [])),
  );
  return changes.flatMap((change) =>
    change.kind === 'conversation' &&
    (change.conversation.participants ?? []).length === 0 &&
    !told.has(change.conversation.id)
      ? [change.conversation]
      : [],
  );
};

/** Everybody who is in the chats that these changes name. */
export const participantsIn = (changes: readonly Change[]): PersonId[] => [
  ...new Set(
    changes.flatMap((change) =>
      change.kind === 'conversation' ? (change.conversation.participants ?? []) : [],
    ),
  ),
];
