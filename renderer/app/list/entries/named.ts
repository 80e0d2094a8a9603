/** Conversations with their names. They do not change with the filter's text, the order or the open conversation. */
import type { Account, Conversation, ConversationId, PersonId, Team } from '../../../model/index.ts';
import type { Pairs } from '../../pairs/pairs.ts';
import { accountName } from '../../words/account-names.ts';
import { english } from '../../words/locale.ts';
import { conversationName, otherPersonOf, teamName, type People } from '../../words/names.ts';

export interface ConversationEntry {
  readonly kind: 'conversation';
  readonly key: ConversationId;
  readonly conversation: Conversation;
  readonly name: string;
  /** Its place in words: its team, and its account if there are several of one service; '' if neither is needed. */
  readonly where: string;
  /** The other person of a direct chat. */
  readonly counterpart: PersonId | null;
  /** The same person in the other service, of a linked pair; null elsewhere. */
  readonly counterpartThere: PersonId | null;
  /** The user wrote its newest message. */
  readonly own: boolean;
  /** Whether it represents a linked pair of both services. */
  readonly linked: boolean;
}

/** A conversation with all values that a filter reads. */
export interface NamedConversation {
  readonly entry: ConversationEntry;
  /** Its name, of a pair also that of the other side, in lower case. */
  readonly folded: readonly string[];
}

export interface NamedInput {
  readonly accounts: readonly Account[];
  readonly teams: readonly Team[];
  /** Most recent activity first. */
  readonly conversations: readonly Conversation[];
  readonly pairs: Pairs;
  readonly people: People;
}

/** The conversations by their names, in their order. */
export const namedConversations = ({
  accounts,
  teams,
  conversations,
  pairs,
  people,
}: NamedInput): readonly NamedConversation[] => {
  const me = new Map(accounts.map((account) => [account.id, account.me]));
  const mine = new Set(me.values());
  const teamNames = new Map(teams.map((team) => [team.id, teamName(team)]));
  const labels = new Map(
    accounts.map((account) => {
      const isAlone = accounts.every(({ id, service }) => id === account.id || service !== account.service);
      return [account.id, isAlone ? '' : accountName(account, accounts)];
    }),
  );
  return conversations.map((conversation) => {
    const self = me.get(conversation.accountId) ?? null;
    const name = conversationName(conversation, people, self);
    const pair = pairs.get(conversation.id);
    const other = pair && conversationName(pair.teams, people, me.get(pair.teams.accountId) ?? null);
    const team = conversation.teamId === null ? '' : (teamNames.get(conversation.teamId) ?? '');
    const author = conversation.lastMessage?.authorId ?? null;
    return {
      entry: {
        kind: 'conversation',
        key: conversation.id,
        conversation,
        name,
        where: [team, labels.get(conversation.accountId) ?? ''].filter(Boolean).join(' · '),
        counterpart: otherPersonOf(conversation, self),
        counterpartThere: pair ? otherPersonOf(pair.teams, me.get(pair.teams.accountId) ?? null) : null,
        own: author !== null && mine.has(author),
        linked: pair !== undefined,
      },
      folded: [name, other ?? ''].map((one) => english.fold(one)),
    };
  });
};
