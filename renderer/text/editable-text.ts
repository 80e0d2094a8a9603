/** What of a message an edit replaces: its text, with code that a service keeps beside it. Quotes, cards and files stay as they are. */
import type { Message } from '../model/index.ts';
import type { Document } from './document/index.ts';
import { withoutNativeQuotes } from './fingerprint.ts';
import { type MessageText, readBody } from './read-body.ts';
import { readTeamsBody } from './teams-html/index.ts';

/** The message without what an edit leaves on it, for a connector to read. Quotes are left, since code has its place among them. */
export const withoutCards = <Hanging extends Pick<Message, 'attachments'>>(message: Hanging): Hanging => ({
  ...message,
  attachments: message.attachments.filter(({ kind }) => kind === 'quote' || kind === 'code'),
});

/** The text that the user is given to edit. Code that was not in it would be gone with the edit. Never throws. */
export const readEditableText = (message: MessageText & Pick<Message, 'attachments'>): Document =>
  message.body.format !== 'markdown' && message.attachments.some(({ kind }) => kind === 'code')
    ? withoutNativeQuotes(readTeamsBody(withoutCards(message)))
    : readBody(message);
