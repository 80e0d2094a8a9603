import { createContext, useContext } from 'react';
import type { AccountId, Conversation, ConversationId, Message } from '../../model/index.ts';
import type { LinkRow } from '../../store/index.ts';
import type { PairNames } from '../words/names.ts';

/** A link that is to be taken away. */
export interface Unlinking {
  readonly link: LinkRow;
  /** The Mattermost account. */
  readonly account: AccountId;
  /** What both are called. */
  readonly names: PairNames;
}

/** Where the user can be led from anywhere on the main screen. */
export interface Navigation {
  readonly openLinks: () => void;
  /** Asks what to link this conversation with. */
  readonly openLinkDialog: (conversation: Conversation) => void;
  /** Asks whether to take a link away. */
  readonly askUnlink: (unlinking: Unlinking) => void;
  readonly openConversation: (id: ConversationId) => void;
  /** Opens the message's conversation (and thread) and shows the message. */
  readonly openMessage: (message: Pick<Message, 'id' | 'conversationId' | 'threadId' | 'createdAt'>) => void;
  /** Opens what an address leads to in place, where that is in the mirror, else in the browser. */
  readonly openAddress: (url: string) => void;
}

const nowhere = (): void => undefined;

export const NavigationContext = createContext<Navigation>({
  openLinks: nowhere,
  openLinkDialog: nowhere,
  askUnlink: nowhere,
  openConversation: nowhere,
  openMessage: nowhere,
  openAddress: nowhere,
});

export const useNavigation = (): Navigation => useContext(NavigationContext);
