/**
 * Turns attachments of a message into blocks of its document, for a side that has no such attachments: quotes, code, cards, and other kinds
 * by their name.
 */
import { paragraph, textInline, type Block, type Inline } from './document.ts';
import { blocksOfText } from './text.ts';
import { otherWords, recordingWords, unreadableCardWords } from './attachment-words.ts';
import type { Attachment } from '../../model/message.ts';

/** One attachment as blocks. */
export const blocksOfAttachment = (attachment: Attachment): Block[] => {
  switch (attachment.kind) {
    case 'quote':
      return [
        {
          kind: 'quote',
          authorName: attachment.authorName,
          messageId: attachment.messageId,
          blocks: blocksOfText(attachment.plain),
        },
      ];
    case 'code':
      return [{ kind: 'code', language: attachment.language, text: attachment.code }];
    case 'card':
      return blocksOfCard(attachment);
    case 'unreadable-card':
      return [
        paragraph({ kind: 'emphasis', children: [textInline(unreadableCardWords)] }),
        ...(attachment.text === '' ? [] : blocksOfText(attachment.text)),
      ];
    case 'recording': {
      const words = recordingWords(attachment);
      return [
        paragraph(
          attachment.url === null
            ? { kind: 'emphasis', children: [textInline(words)] }
            : linkOf(words, attachment.url),
        ),
      ];
    }
    case 'other':
      return [paragraph({ kind: 'emphasis', children: [textInline(otherWords(attachment))] })];
  }
};

/** A card that is one link and nothing else is that link, else its links are a list below its text. */
const blocksOfCard = (card: Extract<Attachment, { kind: 'card' }>): Block[] => {
  const [only, ...others] = card.links;
  return only !== undefined && others.length === 0 && card.title === '' && card.text === ''
    ? [paragraph(linkOf(only.title, only.url))]
    : partsOfCard(card);
};

const partsOfCard = (card: Extract<Attachment, { kind: 'card' }>): Block[] => [
  ...(card.title === '' ? [] : [paragraph({ kind: 'strong', children: [textInline(card.title)] })]),
  ...(card.text === '' ? [] : blocksOfText(card.text)),
  ...(card.links.length === 0
    ? []
    : [
        {
          kind: 'list',
          ordered: false,
          start: 1,
          items: card.links.map(({ title, url }) => ({
            checked: null,
            blocks: [paragraph(linkOf(title, url))],
          })),
        } as const,
      ]),
];

const linkOf = (title: string, url: string): Inline => ({
  kind: 'link',
  url,
  title: '',
  children: [textInline(title === '' ? url : title)],
});
