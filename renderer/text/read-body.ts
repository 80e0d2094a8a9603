/**
 * Reads the body of a stored message as a document, whichever service it was written in. The page shows this document, and the bridge
 * carries it.
 */
import type { Message } from '../model/index.ts';
import type { Document } from './document/index.ts';
import { mentionedIn, readMattermostBody } from './mattermost-markdown/index.ts';
import { openTeamsText } from './teams-html/index.ts';

/** What of a message its text is made of. */
export type MessageText = Pick<Message, 'body' | 'mentions' | 'files'>;

/**
 * Reads a body. What hangs on the message (quotes, cards, recordings) is not in it: it stands beside. `siteUrl`: the Mattermost
 * server's address, where links without a host lead; null where it is not known. `isCustomEmoji`: which names without colons are pictures of that server;
 * without it they are text. Never throws.
 */
export const readBody = (
  text: MessageText,
  siteUrl: string | null = null,
  isCustomEmoji: (name: string) => boolean = () => false,
): Document => {
  switch (text.body.format) {
    case 'html':
    case 'text':
      return openTeamsText(text.body).read(text);
    case 'markdown':
      return readMattermostBody(text.body.content, {
        mentioned: mentionedIn(text.mentions),
        isCustomEmoji,
        ...(siteUrl === null ? {} : { siteUrl }),
      });
  }
};
