/**
 * Who types, told between the engine page and the app pages: it is over within seconds, so it is no row of the database. Pages of one
 * origin hear each other by a BroadcastChannel, as Dexie's own news do.
 */
import type { AccountId, ConversationId, MessageId, PersonId } from '../../model/index.ts';

/** Where somebody types: a conversation, and in a thread its root. */
export interface TypingPlace {
  readonly accountId: AccountId;
  readonly conversationId: ConversationId;
  /** '' in the conversation's own timeline. */
  readonly threadId: MessageId | '';
}

export type TypingNews =
  /** The engine has heard that somebody else types. `lasts`: how long that holds, ms. */
  | (TypingPlace & { readonly kind: 'heard'; readonly personId: PersonId; readonly lasts: number })
  /** The user types in the app page. */
  | (TypingPlace & { readonly kind: 'own' });

export interface TypingChannel {
  /** Tells all other pages. */
  readonly tell: (news: TypingNews) => void;
  /** Hears other pages until the function that it gives back is called. */
  readonly hear: (listener: (news: TypingNews) => void) => () => void;
  readonly close: () => void;
}

const channelName = 'isthmus-typing';

/** Opens this page's end of the channel. */
export const openTypingChannel = (): TypingChannel => {
  const channel = new BroadcastChannel(channelName);
  return {
    tell: (news) => channel.postMessage(news),
    hear: (listener) => {
      const onMessage = ({ data }: MessageEvent<TypingNews>): void => listener(data);
      channel.addEventListener('message', onMessage);
      return () => channel.removeEventListener('message', onMessage);
    },
    close: () => channel.close(),
  };
};
