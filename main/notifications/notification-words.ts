/** What a notification says. */
import type { Notification, ReplyFailure } from '../../preload/contract/index.ts';
import { say } from '../words/say.ts';

/** Title and text, as the system shows them. */
export interface NotificationWords {
  readonly title: string;
  readonly body: string;
}

/**
 * @param count how many messages the notification tells of, with those of the one whose place it takes
 * @param hidesText whether neither names nor text may be shown: a screen may be seen by others
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

/** What is said where a reply was not sent. `hidesText`: the reply is not shown, but a click gives it back all the same. */
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

/** Names stand in one line, whatever is in them: control characters become spaces, and marks of direction go. */
const oneLine = (name: string): string =>
  name
    .replace(/[\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, '')
    .replace(/[\p{Cc}\u2028\u2029\s]+/gu, ' ')
    .trim();
