/** What follows from an overview: what is missing in it, when to take the next, and which members have still to be read. */
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

/** What the mirror holds and a completely read list does not name. A list that was refused counts as naming everything. */
export const missedBy = (overview: Overview, held: Held): Missed => {
  const named = new Set<ConversationId | TeamId>([...overview.conversationIds, ...overview.teamIds]);
  const refused = (is: (list: ListNotRead['list']) => boolean): boolean =>
    overview.notRead.some(({ list }) => is(list));
  const teamsRead = !refused(({ kind }) => kind === 'teams');
  const chatsRead = !refused(({ kind }) => kind === 'chats');
  // A shared channel is in the lists of several teams.
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

/** What is not followed because a list could not be read, as the user is told. A missing permission is told by the account itself. */
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
 * When to ask again for lists that were refused, ms from now; null if none was. `before`: how many overviews in a row before this one were
 * not complete.
 */
export const askAgainAfter = (notRead: readonly ListNotRead[], before: number): number | null => {
  const pauses = notRead.flatMap(({ failure }) =>
    failure === null || isNotGranted(failure)
      ? []
      : [failure.kind === 'throttled' ? failure.retryAfterMs : shortestPause],
  );
  return pauses.length === 0 ? null : Math.min(longestPause, Math.max(...pauses) * 2 ** Math.min(before, 16));
};

/** The conversations among these of which the mirror knows no members, and all chats, because no other request tells a chat's members. */
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

/** Conversations in these changes whose members are not told. */
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

/** Everybody who is in a chat of these changes. */
export const participantsIn = (changes: readonly Change[]): PersonId[] => [
  ...new Set(
    changes.flatMap((change) =>
      change.kind === 'conversation' ? (change.conversation.participants ?? []) : [],
    ),
  ),
];
