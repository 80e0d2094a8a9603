/** What the user is shown: one notice for each conversation, and one for all that is older. Pure. */
import type { Conversation, ConversationId, Message, MessageId, Person } from '../../model/index.ts';
import type { NoticeFailure } from '../../store/index.ts';

/** By what a notice is found again: a newer one of the same key takes its place. */
export type NoticeKey = ConversationId | 'summary';

export type Notice =
  | {
      readonly kind: 'message';
      readonly key: ConversationId;
      /** The newest of the messages: where a click leads. */
      readonly messageId: MessageId;
      readonly threadId: MessageId | '';
      readonly createdAt: number;
      /** '' where nobody tells a name. */
      readonly sender: string;
      /** '' where the conversation has no name of its own. */
      readonly conversation: string;
      /** At most 300 characters; '' where the message has no text. */
      readonly text: string;
      readonly files: number;
      readonly mentionsUser: boolean;
      /** How many messages this one brings. */
      readonly count: number;
      /** Another of the same key was shown a moment ago: no sound. */
      readonly silent: boolean;
      /** It tells of the same messages anew, which were edited or deleted in part: where the user has put it away, it stays away. */
      readonly renews: boolean;
    }
  | {
      readonly kind: 'summary';
      readonly key: 'summary';
      readonly count: number;
      readonly conversations: number;
      readonly silent: boolean;
    };

/** Shows notices and takes them away again: main, behind the door. */
export interface NoticeBoard {
  /** Null when it is shown, else why it is not. May reject. */
  show(notice: Notice): Promise<NoticeFailure | null>;
  close(key: NoticeKey): void;
}

/** A message of which the user is told. */
export interface ToldMessage {
  readonly as: 'message' | 'summary';
  readonly message: Message;
  readonly conversation: Conversation;
  readonly author: Person | undefined;
}

/** What belongs to one notice. */
export interface NoticeGroup {
  readonly notice: Notice;
  readonly messages: readonly Message[];
}

const longestText = 300;

/** Gathers what is told at one time: several messages of a conversation are one notice. `isSilent`: whether one of that key came just now. */
export const gatherNotices = (
  told: readonly ToldMessage[],
  isSilent: (key: NoticeKey) => boolean,
): readonly NoticeGroup[] => {
  const byKey = new Map<NoticeKey, ToldMessage[]>();
  for (const one of told) {
    const key = one.as === 'summary' ? 'summary' : one.conversation.id;
    const some = byKey.get(key);
    if (some) some.push(one);
    else byKey.set(key, [one]);
  }
  return [...byKey].map(([key, some]) => ({
    notice: key === 'summary' ? summaryOf(some, isSilent(key)) : noticeOf(key, some, isSilent(key)),
    messages: some.map(({ message }) => message),
  }));
};

/** Whether a person would see no difference between these. */
export const saysTheSame = (one: Notice, other: Notice): boolean =>
  one.kind === 'message' &&
  other.kind === 'message' &&
  one.messageId === other.messageId &&
  one.text === other.text &&
  one.sender === other.sender &&
  one.conversation === other.conversation &&
  one.files === other.files &&
  one.count === other.count;

const summaryOf = (told: readonly ToldMessage[], silent: boolean): Notice => ({
  kind: 'summary',
  key: 'summary',
  count: told.length,
  conversations: new Set(told.map(({ conversation }) => conversation.id)).size,
  silent,
});

const noticeOf = (key: ConversationId, told: readonly ToldMessage[], silent: boolean): Notice => {
  const newest = told.reduce((one, other) => (other.message.createdAt > one.message.createdAt ? other : one));
  const { message, conversation, author } = newest;
  return {
    kind: 'message',
    key,
    messageId: message.id,
    threadId: message.threadId,
    createdAt: message.createdAt,
    sender: message.authorName ?? author?.displayName ?? '',
    conversation: conversation.name ?? '',
    text: cut(message.plain.trim()),
    files: message.files.length,
    mentionsUser: told.some((one) => one.message.mentionsMe),
    count: told.length,
    silent,
    renews: false,
  };
};

/** No character is cut in two. */
const cut = (text: string): string =>
  text.length <= longestText ? text : `${text.slice(0, longestText - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
