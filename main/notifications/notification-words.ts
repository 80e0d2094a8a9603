/** The words of notifications. */
import type { Notification, ReplyFailure } from '../../preload/contract/index.ts';
import { say } from '../words/say.ts';

/** Title and text, as the system shows them. */
export interface NotificationWords {
  readonly title: string;
  readonly body: string;
}

/**
 * The words of a notification.
 * @param count how many messages it tells of, including those of the notification that it replaces
 * @param hidesText whether to hide names and text, because others may see the screen
 */
export const notificationWords = (
  told: Notification,
  count: number,
  hidesText: boolean,
): NotificationWords => {
  if (told.kind === 'summary')
    return {
      title: say('app.name'),
      body: say('notification.summary', { count, conversations: told.conversations }),
    };
  if (hidesText)
    return {
      title: say('app.name'),
      body: count === 1 ? say('notification.new-message') : say('notification.new-messages', { count }),
    };
  const sender = oneLine(told.sender) || say('notification.somebody');
  const conversation = oneLine(told.conversation);
  const text =
    told.text !== ''
      ? told.text
      : told.files > 0
        ? say('notification.files', { count: told.files })
        : say('notification.new-message');
  return {
    title: conversation === '' ? sender : say('notification.in', { sender, conversation }),
    body: count === 1 ? text : say('notification.more', { text, count: count - 1 }),
  };
};

const longestReply = 200;

/** The words for a reply that was not sent. With `hidesText` the reply is not shown, but a click still copies it. */
export const replyFailedWords = (
  text: string,
  reason: ReplyFailure,
  hidesText: boolean,
): NotificationWords => {
  const short =
    text.length <= longestReply
      ? text
      : `${text.slice(0, longestReply - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
  const sentence =
    reason === 'gone' ? say('notification.reply-failed.gone') : say('notification.reply-failed.not-stored');
  return {
    title: say('notification.reply-failed'),
    body: hidesText ? sentence : `${sentence}\n${short}`,
  };
};

/** A name in one line: control characters become spaces, and direction marks are removed. */
const oneLine = (name: string): string =>
  name
    .replace(/[\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, '')
    .replace(/[\p{Cc}\u2028\u2029\s]+/gu, ' ')
    .trim();
