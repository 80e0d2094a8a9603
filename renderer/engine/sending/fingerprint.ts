/** What tells the message that an attempt made from others: its text, whatever the service has done to how it is dressed. */
import { digest } from '../../model/index.ts';
import {
  type Block,
  canonicalForm,
  type Document,
  type Inline,
  paragraph,
  type QuoteBlock,
  textInline,
} from '../../text/document/index.ts';

/** Without quotes of messages that a service shows as such: on the other side they are a thread, or are quoted in words. */
export const withoutNativeQuotes = ({ blocks }: Document): Document => ({
  blocks: blocks.filter((block) => block.kind !== 'quote' || block.messageId === null),
});

/** What a quote says, with its author as both sides write that. */
export const authorInWords = ({ authorName, blocks }: QuoteBlock): readonly Block[] =>
  authorName === null
    ? blocks
    : [paragraph({ kind: 'strong', children: [textInline(authorName)] }), ...blocks];

/**
 * Tells whether a message is what a draft became: what it says, since services change how it is dressed. Pictures of the message are
 * left out: each side has its own names for them; so are quotes that a service shows as such, which a draft only points at.
 */
export const fingerprint = (document: Document): string =>
  digest(JSON.stringify(canonicalForm({ blocks: withoutPictures(withoutNativeQuotes(document).blocks) })));

const withoutPictures = (blocks: readonly Block[]): Block[] =>
  blocks.flatMap((block): Block[] => {
    switch (block.kind) {
      case 'paragraph':
      case 'heading': {
        const children = withoutPicturesIn(block.children);
        return children.length === 0 && block.children.length > 0 ? [] : [{ ...block, children }];
      }
      case 'quote':
        return [{ ...block, authorName: null, blocks: withoutPictures(authorInWords(block)) }];
      case 'list':
        return [
          {
            ...block,
            items: block.items.map((item) => ({ ...item, blocks: withoutPictures(item.blocks) })),
          },
        ];
      case 'table':
        return [
          {
            ...block,
            header: block.header?.map(withoutPicturesIn) ?? null,
            rows: block.rows.map((row) => row.map(withoutPicturesIn)),
          },
        ];
      case 'code':
      case 'rule':
        return [block];
    }
  });

const withoutPicturesIn = (inlines: readonly Inline[]): Inline[] =>
  inlines.flatMap((inline): Inline[] => {
    if ('children' in inline) return [{ ...inline, children: withoutPicturesIn(inline.children) }];
    return inline.kind === 'image' && inline.source.kind === 'file' ? [] : [inline];
  });

/** What tells an attempt's message from others: its text, and how many files it has (each side names them as it likes). */
export const attemptText = (document: Document, files: number): string => `${fingerprint(document)} ${files}`;
