/** What distinguishes the message that an attempt made from other messages: its text, whatever formatting the service has changed. */
import { digest } from '../model/index.ts';
import {
  type Block,
  canonicalForm,
  type Document,
  type Inline,
  paragraph,
  type QuoteBlock,
  textInline,
} from './document/index.ts';

/** Leaves out quotes that a service shows as quotes of a message. On the other side they are a thread, or words. */
export const withoutNativeQuotes = ({ blocks }: Document): Document => ({
  blocks: blocks.filter((block) => block.kind !== 'quote' || block.messageId === null),
});

/** The text of a quote, with its author written as both sides write it. */
export const authorInWords = ({ authorName, blocks }: QuoteBlock): readonly Block[] =>
  authorName === null
    ? blocks
    : [paragraph({ kind: 'strong', children: [textInline(authorName)] }), ...blocks];

/**
 * Whether a message is what a draft became. The text decides, because services change formatting. Pictures are left out, since each side
 * names them differently. So are quotes that a service shows as such, because a draft only refers to them.
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

/** What distinguishes an attempt's message from others: its text, and how many files it has (each side names files in its own way). */
export const attemptText = (document: Document, files: number): string => `${fingerprint(document)} ${files}`;
