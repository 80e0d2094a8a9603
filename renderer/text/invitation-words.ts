/**
 * What a relay's bot writes to somebody who has not connected. As all words in messages for others it is English, and in no page's catalogue
 * (docs/decisions/0028-words-in-copies.md).
 */
import { type Block, type Document, textInline } from './document/index.ts';

/** What an invitation may tell. It holds no text of a message. */
export interface InvitedFor {
  /** How many of the person's messages were carried. */
  readonly messages: number;
  /** The names of the conversations in which they wrote them last. */
  readonly places: readonly string[];
}

const counts = new Intl.NumberFormat('en');
const lists = new Intl.ListFormat('en');

const paragraph = (text: string): Block => ({ kind: 'paragraph', children: [textInline(text)] });

/** The invitation as a message. `installUrl`: where people get Isthmus. */
export const invitation =
  (installUrl: string) =>
  ({ messages, places }: InvitedFor): Document => ({
    blocks: [
      paragraph(
        `I carry messages between Microsoft Teams and Mattermost. You have not connected Isthmus, so I have written ${counts.format(messages)} of your messages on the other side for you.`,
      ),
      ...(places.length === 0 ? [] : [paragraph(`The last of them were in: ${lists.format(places)}.`)]),
      paragraph(
        'If you connect, your messages appear as you, and you see what others change, their reactions, and how far was read, on both sides.',
      ),
      {
        kind: 'paragraph',
        children: [{ kind: 'link', url: installUrl, title: '', children: [textInline('Install Isthmus')] }],
      },
      paragraph('You can ask me how a message was reacted to on the other side: send me its link.'),
      paragraph('You do not want this? React to this message with ✖ or ❌, and I never ask again.'),
    ],
  });
