/** What stands around a copy's text: what the other side cannot show natively, said in words (text/copy-words.ts). */
import type { DressingNote, FileReference, Message, MessageId } from '../../../model/index.ts';
import type { Block, Document } from '../../../text/document/index.ts';
import { lineMarkOf, paragraph, plainOfDocument, textInline } from '../../../text/document/index.ts';
import type { InsteadOfFile } from '../../../store/index.ts';
import { missingFileWords, sizeWords, writtenWords } from '../../../text/copy-words.ts';
import { withSubject } from '../../../text/document/subject.ts';

/** A message that is carried this long after it was written says when that was, ms. */
const lateAfter = 600_000;

export interface Dressing {
  /** What it answers, where that is not carried; and when it was written, where that is long ago. */
  readonly above: readonly Block[];
  /** Files that did not go across. */
  readonly below: readonly Block[];
}

export interface DressingFacts {
  /** This machine's clock, ms: only for saying how late something is. */
  readonly now: number;
  /** What it answers, in the other side's terms, where that has no counterpart to hang on. */
  readonly quoted: { readonly text: Document; readonly name: string } | null;
  readonly missing: readonly MissingFile[];
}

/** A file that does not go across, and where a person can get it. */
export interface MissingFile {
  readonly file: Pick<FileReference, 'name' | 'size' | 'webUrl'>;
  readonly why: InsteadOfFile;
  /** The conversation it is in, for those who can open it there. */
  readonly place: string | null;
}

/** How a message will be dressed. */
export const dressingOf = (message: Message, { now, quoted, missing }: DressingFacts): Dressing => ({
  above: [
    ...(quoted === null ? [] : [quoteInWords(quoted)]),
    ...(now - message.createdAt >= lateAfter ? [lateness(message.createdAt)] : []),
  ],
  below: missing.map(lineOfMissing),
});

/** What is noted of a copy's dressing, so that it can be taken off again. The line for the importance is its connector's to add. */
export const noteOfDressing = ({ above, below }: Dressing): DressingNote => ({
  quotes: above.some(isQuote),
  importance: null,
  above: above.filter((block) => !isQuote(block)).map(lineMarkOf),
  below: below.map(lineMarkOf),
});

const isQuote = ({ kind }: Block): boolean => kind === 'quote';

/** The quote of what the other side shows as answered is not written out as well; others stay. */
export const withoutQuoteOf = ({ blocks }: Document, answered: MessageId | null): Document => ({
  blocks: blocks.filter(
    (block) => block.kind !== 'quote' || block.messageId === null || block.messageId !== answered,
  ),
});

/** Quotes of messages as text: on the other side they point at nothing. */
export const quotesInWords = ({ blocks }: Document): Document => ({
  blocks: blocks.map((block) => (block.kind === 'quote' ? { ...block, messageId: null } : block)),
});

/** A copy without the quotes that are written out in it because they hang on its origin. */
export const withoutQuotesOf = (copy: Document, origin: Document): Document => {
  const hanging = origin.blocks
    .filter((block) => block.kind === 'quote' && block.messageId !== null)
    .map(wordsOf);
  return {
    blocks: copy.blocks.filter((block) => block.kind !== 'quote' || !hanging.includes(wordsOf(block))),
  };
};

const wordsOf = (block: Block): string =>
  plainOfDocument({ blocks: [block] })
    .replace(/\s+/g, ' ')
    .trim();

/** A message's text with its subject, which the other side has no place for. `text` is what its connector reads. */
export const textWithSubject = (message: Message, text: Document): Document =>
  withSubject(text, message.subject);

/** A copy's text without the heading that its origin's subject became. */
export const withoutSubject = (text: Document, subject: string | null): Document => {
  const [first, ...rest] = text.blocks;
  const [heading] = withSubject({ blocks: [] }, subject).blocks;
  return first?.kind === 'heading' &&
    heading !== undefined &&
    plainOfDocument({ blocks: [first] }) === plainOfDocument({ blocks: [heading] })
    ? { blocks: rest }
    : text;
};

const quoteInWords = ({ text, name }: { readonly text: Document; readonly name: string }): Block => ({
  kind: 'quote',
  authorName: name,
  messageId: null,
  blocks: text.blocks.slice(0, 3),
});

const lateness = (createdAt: number): Block =>
  paragraph({ kind: 'emphasis', children: [textInline(writtenWords(createdAt))] });

const clip = '\u{1f4ce} ';

const lineOfMissing = ({ file, why, place }: MissingFile): Block => {
  const url = file.webUrl ?? place;
  const name = file.size === null ? file.name : `${file.name} (${sizeWords(file.size)})`;
  return paragraph(
    textInline(clip),
    url === null ? textInline(name) : { kind: 'link', url, title: '', children: [textInline(name)] },
    textInline(`, ${missingFileWords(why)}`),
  );
};
