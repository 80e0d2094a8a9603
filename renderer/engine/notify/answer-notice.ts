/** What the user does on a notification becomes what the user wants, as if they had done it in the page. */
import {
  type Conversation,
  type ConversationId,
  keyOfWritten,
  type Message,
  type MessageId,
} from '../../model/index.ts';
import {
  type IsthmusDatabase,
  readConversationRow,
  readMessageRow,
  wantMessageSent,
  wantRead,
  type WrittenText,
} from '../../store/index.ts';

/** The message that the notification showed. */
export interface AnsweredNotice {
  readonly conversation: ConversationId;
  readonly message: MessageId;
}

export type NoticeAnswer = { readonly kind: 'read' } | { readonly kind: 'reply'; readonly text: string };

export interface AnsweringWorld {
  /** This machine's clock, ms. */
  readonly now: number;
  /** 128 random bits or more, another each time. */
  readonly random: string;
}

/**
 * Writes the intent. A reply goes below the message where that is in a thread or a channel, else into the conversation; whoever answers has
 * read. Resolves to whether there was something to answer: both may have left the mirror meanwhile. Rejects where the disk refuses.
 */
export const answerNotice = async (
  database: IsthmusDatabase,
  { conversation, message }: AnsweredNotice,
  answer: NoticeAnswer,
  { now, random }: AnsweringWorld,
): Promise<boolean> => {
  const [place, answered] = await Promise.all([
    readConversationRow(database, conversation),
    readMessageRow(database, message),
  ]);
  if (place === undefined || answered?.conversationId !== conversation) return false;
  // Both or neither: a reply that is told as not stored must not be sent, or the user sends it twice.
  await database.transaction('rw', database.intents, async () => {
    if (answer.kind === 'reply')
      await wantMessageSent(
        database,
        { key: keyOfWritten(random), accountId: place.accountId, target: conversation },
        { text: plainText(answer.text, threadOf(answered, place)), files: [] },
        now,
      );
    await wantRead(database, place, answered.createdAt, now);
  });
  return true;
};

/** In channels an answer belongs below what it answers, in chats it is the next message. */
const threadOf = ({ id, threadId }: Message, { kind }: Conversation): MessageId | '' => {
  if (threadId !== '') return threadId;
  return kind === 'channel' || kind === 'private-channel' || kind === 'shared-channel' ? id : '';
};

/** Text as it was typed: a paragraph for each of its lines. */
const plainText = (text: string, threadId: MessageId | ''): WrittenText => ({
  document: {
    blocks: text
      .split(/\r\n|[\r\n\u2028\u2029]/)
      .filter((line) => line.trim() !== '')
      .map((line) => ({ kind: 'paragraph', children: [{ kind: 'text', text: line }] })),
  },
  subject: null,
  importance: 'normal',
  threadId,
  quotes: null,
});
