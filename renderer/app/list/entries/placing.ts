/** Decides the group of each conversation in the list, and the order. */
import type { Conversation, ConversationId } from '../../../model/index.ts';
import { followsReading, isUnread, isShownBy, type ListFilter } from './filters.ts';
import type { NamedConversation } from './named.ts';

/** `recent`: all conversations of both services by their newest message. `teams`: by account and team. Favourites come first in both. */
export type ListView = 'recent' | 'teams';

export interface PlacedConversation {
  readonly named: NamedConversation;
  /** The key of its group. */
  readonly group: string;
}

export interface PlacingOptions {
  readonly view: ListView;
  readonly filter: ListFilter;
  /** The conversation that stays although reading removes it from the filter's result. */
  readonly selected: ConversationId | null;
}

/** The groups of the list by recency, in their order. */
export const recentGroups = ['favourites', 'unread', 'rest', 'aside'] as const;

/** Archived ones cannot be written to any more; hidden ones come back by themselves when somebody writes. */
const isAside = ({ hidden, archived }: Conversation): boolean => archived || hidden;

/** The group of a conversation. */
export const groupOf = (conversation: Conversation, view: ListView): string => {
  const { accountId, teamId } = conversation;
  if (isAside(conversation)) return view === 'recent' ? 'aside' : `aside ${accountId}`;
  if (conversation.favourite === true) return 'favourites';
  if (view === 'recent') return isUnread(conversation) ? 'unread' : 'rest';
  return teamId === null ? `chats ${accountId}` : `team ${teamId}`;
};

/** Whether the user has put the conversations into this group; false if their read state did. */
export const isChosenGroup = (group: string): boolean =>
  group === 'favourites' || group === 'aside' || group.startsWith('aside ');

/** The conversations that the filter shows, each with its group. Within a group they keep the given order: most recent activity first. */
export const placedConversations = (
  named: readonly NamedConversation[],
  { view, filter, selected }: PlacingOptions,
): readonly PlacedConversation[] =>
  named.flatMap((one) => {
    const { entry } = one;
    const stays = followsReading(filter) && entry.key === selected;
    return stays || isShownBy(entry, filter)
      ? [{ named: one, group: groupOf(entry.conversation, view) }]
      : [];
  });
