/** Shows two linked conversations as one: finds which belong together, and the one entry for both. */
import { standingOfPair, type Conversation, type ConversationId } from '../../model/index.ts';
import type { LinkRow } from '../../store/index.ts';

/** Both conversations of a link that stands. */
export interface Pair {
  readonly link: LinkRow;
  readonly mattermost: Conversation;
  readonly teams: Conversation;
}

/** The pairs, by the id of either side. */
export type Pairs = ReadonlyMap<ConversationId, Pair>;

/** The pairs among `conversations`. A conversation is in one pair only: of several links the first by id counts. */
export const pairsOf = (conversations: readonly Conversation[], links: readonly LinkRow[]): Pairs => {
  const known = new Map(conversations.map((conversation) => [conversation.id, conversation]));
  const pairs = new Map<ConversationId, Pair>();
  for (const link of [...links].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    if (link.standing.kind !== 'good' && !link.carried) continue;
    const mattermost = known.get(link.mattermost);
    const teams = known.get(link.teams);
    if (!mattermost || !teams || pairs.has(mattermost.id) || pairs.has(teams.id)) continue;
    const pair = { link, mattermost, teams };
    pairs.set(mattermost.id, pair);
    pairs.set(teams.id, pair);
  }
  return pairs;
};

/** The conversations for the list: the Mattermost conversation of a pair represents both. Most recent activity first, as before. */
export const listed = (conversations: readonly Conversation[], pairs: Pairs): readonly Conversation[] => {
  if (pairs.size === 0) return conversations;
  return conversations
    .flatMap((conversation) => {
      const pair = pairs.get(conversation.id);
      if (!pair) return [conversation];
      return conversation.id === pair.teams.id ? [] : [bothAsOne(pair)];
    })
    .sort((a, b) => b.sortAt - a.sortAt || (a.id < b.id ? -1 : 1));
};

/** A pair as one conversation, with the user's choices of its sides. */
export const bothAsOne = ({ mattermost, teams }: Pair): Conversation => {
  const newer =
    (teams.lastMessage?.createdAt ?? 0) > (mattermost.lastMessage?.createdAt ?? 0) ? teams : mattermost;
  const sides = [mattermost, teams].map(({ favourite = false, muted, hidden }) => ({
    favourite,
    muted,
    hidden,
  }));
  return {
    ...mattermost,
    ...standingOfPair(sides),
    archived: mattermost.archived && teams.archived,
    unread: mattermost.unread + teams.unread,
    mentions: mattermost.mentions + teams.mentions,
    lastMessage: newer.lastMessage,
    lastActivityAt: Math.max(mattermost.lastActivityAt, teams.lastActivityAt),
    sortAt: Math.max(mattermost.sortAt, teams.sortAt),
  };
};
