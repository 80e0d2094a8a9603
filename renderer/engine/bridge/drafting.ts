/** Makes the draft of a counterpart: the text across, dressed for the other side; and back again. */
import type { Draft, UploadedFile, WritingCapability } from '../../connectors/writing.ts';
import type { Block, Document, Inline, Message, MessageId } from '../../model/index.ts';
import { canonicalForm } from '../../model/index.ts';
import { digest } from './compare.ts';
import type { RootStanding } from './decide.ts';
import { acrossDocument, type Directory } from './directory.ts';
import { type Dressing, textOf, undressed, withoutQuoteOf, withoutSubject } from './dressing.ts';

export interface Drafting {
  readonly from: WritingCapability;
  readonly directory: Directory;
  readonly root: RootStanding;
  /** The other side is a chat of Teams: a thread's reply becomes a quote there. */
  readonly toChat: boolean;
  /** What the message answers can be shown: natively, or in words. */
  readonly showsAnswered: boolean;
  readonly dressing: Dressing;
  readonly files: readonly UploadedFile[];
}

/** The draft of a message's counterpart, however long. */
export const draftOf = (message: Message, given: Drafting): Draft => {
  const { from, directory, root, toChat, showsAnswered, dressing, files } = given;
  const carriedRoot = root.kind === 'carried' ? root.id : null;
  const text = withoutQuoteOf(
    acrossDocument(textOf(message, from.read(message)), directory),
    showsAnswered ? answeredBy(message) : null,
  );
  return {
    document: { blocks: [...dressing.above, ...text.blocks, ...dressing.below] },
    subject: null,
    importance: message.importance,
    threadId: toChat ? '' : (carriedRoot ?? ''),
    quotes: toChat ? carriedRoot : null,
    files,
  };
};

/** The draft that brings a hand-made edit of a copy back to its origin: without what was put around it. `text` is all its parts'. */
export const draftBack = (
  copy: Message,
  given: {
    readonly text: Document;
    readonly origin: Message;
    readonly originText: Document;
    readonly directory: Directory;
  },
): Draft => ({
  document: acrossDocument(
    withoutSubject(undressed(given.text, textOf(given.origin, given.originText)), given.origin.subject),
    given.directory,
  ),
  subject: given.origin.subject,
  importance: copy.importance === 'normal' ? given.origin.importance : copy.importance,
  threadId: '',
  quotes: null,
  files: [],
});

/** The message that this one answers: its root, or the first that it quotes. */
export const answeredBy = ({ threadId, attachments }: Message): MessageId | null => {
  if (threadId !== '') return threadId;
  const quote = attachments.find((attachment) => attachment.kind === 'quote');
  return quote?.messageId ?? null;
};

/**
 * Tells whether a message is what a draft became: what it says, since services change how it is dressed. Pictures of the message are
 * left out: each side has its own names for them.
 */
export const fingerprint = (document: Document): string =>
  digest(JSON.stringify(canonicalForm({ blocks: withoutPictures(document.blocks) })));

const withoutPictures = (blocks: readonly Block[]): Block[] =>
  blocks.flatMap((block): Block[] => {
    switch (block.kind) {
      case 'paragraph':
      case 'heading': {
        const children = withoutPicturesIn(block.children);
        return children.length === 0 && block.children.length > 0 ? [] : [{ ...block, children }];
      }
      case 'quote':
        return [{ ...block, blocks: withoutPictures(block.blocks) }];
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
