/** Notifications, and the places that they lead to. */
import { z } from 'zod';
import { mirrorId, shortText } from './limits.ts';

/** A place for the user: a conversation, or a message in it. */
export const goal = z.strictObject({
  conversation: mirrorId,
  message: z
    .strictObject({
      id: mirrorId,
      /** The root of the message's thread; '' for none. */
      thread: z.string().max(1_000),
      /** When the message was written, ms since 1970; null if the sender does not know it. */
      createdAt: z.number().min(0).nullable(),
    })
    .nullable(),
});
export type Goal = z.infer<typeof goal>;

/** A notification for the user. A newer one with the same key replaces it. Texts are plain. */
export const notification = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('message'),
    key: mirrorId,
    goal,
    /** The sender's name; '' if it is not known. The conversation's name; '' if it has none. */
    sender: shortText,
    conversation: shortText,
    /** The message's text; '' if it has none. */
    text: shortText,
    files: z.int().min(0),
    mentionsUser: z.boolean(),
    /** How many messages the notification brings. */
    count: z.int().min(1),
    silent: z.boolean(),
    /**
     * The content has changed: it replaces the shown notification only if that is still on the screen. `count` is the number of all
     * messages.
     */
    renews: z.boolean(),
  }),
  /** Messages that came while the user was away. */
  z.strictObject({
    kind: z.literal('summary'),
    key: z.literal('summary'),
    count: z.int().min(1),
    conversations: z.int().min(1),
    silent: z.boolean(),
  }),
]);
export type Notification = z.infer<typeof notification>;

/** The user's answer to a notification: they have read up to its message, or reply with this text of any length. */
export const notificationAnswer = z.strictObject({
  goal,
  answer: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('read') }),
    z.strictObject({ kind: z.literal('reply'), text: z.string().min(1) }),
  ]),
});
export type NotificationAnswer = z.infer<typeof notificationAnswer>;

/** Why a reply from a notification could not be sent: its message has left the mirror, or the disk refused the reply. */
export const replyFailure = z.enum(['gone', 'not-stored']);
export type ReplyFailure = z.infer<typeof replyFailure>;

export const notificationFailure = z.enum(['not-supported', 'refused']);
export type NotificationFailure = z.infer<typeof notificationFailure>;
