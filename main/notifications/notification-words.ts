/** The words of notifications. */
import type { Notification, ReplyFailure } from '../../preload/contract/index.ts';
import { oneLine, shortened, tidyLines } from '../../preload/contract/one-line.ts';
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
  const said = tidyLines(told.text);
  const text =
    said !== ''
      ? said
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
  const short = shortened(text, longestReply);
  const sentence =
    reason === 'gone' ? say('notification.reply-failed.gone') : say('notification.reply-failed.not-stored');
  return {
    title: say('notification.reply-failed'),
    body: hidesText ? sentence : `${sentence}\n${short}`,
  };
};
