/** The kind of the conversations in the list, as the user chose it above the list. */
import type { Account, Conversation } from '../../../model/index.ts';
import type { ConversationEntry } from './named.ts';

export type ListFilter = 'all' | 'unread' | 'mentions' | 'direct' | 'teams' | 'mattermost';

/** The filters that can be chosen. A filter by service is left out if there is only one service. */
export const filtersFor = (accounts: readonly Pick<Account, 'service'>[]): readonly ListFilter[] => {
  const hasBoth = new Set(accounts.map(({ service }) => service)).size > 1;
  return hasBoth
    ? ['all', 'unread', 'mentions', 'direct', 'teams', 'mattermost']
    : ['all', 'unread', 'mentions', 'direct'];
};

/** A muted conversation counts only when it mentions the user. */
export const isUnread = (conversation: Pick<Conversation, 'unread' | 'mentions' | 'muted'>): boolean =>
  conversation.muted ? conversation.mentions > 0 : conversation.unread > 0;

/** Whether reading a conversation can remove it from this filter's result. */
export const followsReading = (filter: ListFilter): boolean => filter === 'unread' || filter === 'mentions';

/** Whether this filter shows a conversation. A linked pair is of both services. */
export const isShownBy = (
  { conversation, linked }: Pick<ConversationEntry, 'conversation' | 'linked'>,
  filter: ListFilter,
): boolean => {
  switch (filter) {
    case 'all':
      return true;
    case 'unread':
      return isUnread(conversation);
    case 'mentions':
      return conversation.mentions > 0;
    case 'direct':
      return conversation.kind === 'direct' || conversation.kind === 'group';
    case 'teams':
    case 'mattermost':
      return linked || conversation.service === filter;
  }
};
