/** The dressing of a copy: what the other side cannot show natively, said in words around the text (text/copy-words.ts). */
import type { Speaker } from '../../../connectors/writing.ts';
import type { DressingNote, FileReference, Message, MessageId } from '../../../model/index.ts';
import type { Block, Document } from '../../../text/document/index.ts';
import { lineMarkOf, paragraph, plainOfDocument, textInline } from '../../../text/document/index.ts';
import type { InsteadOfFile } from '../../../store/index.ts';
import { missingFileWords, sizeWords, writtenWords } from '../../../text/copy-words.ts';
import { speakerLine } from './speaker-line.ts';
import { withSubject } from '../../../text/document/subject.ts';

/** A message that is carried this long after it was written says when it was written, ms. */
const lateAfter = 600_000;

export interface Dressing {
  /** The line that names the author, before everything else; null if there is none. */
  readonly speaker: Block | null;
  /** The message that it answers, if that is not carried; and when it was written, if that is long ago. */
  readonly above: readonly Block[];
  /** The files that did not go across. */
  readonly below: readonly Block[];
}

export interface DressingFacts {
  /** This machine's clock, ms. Only used to say how late a message is. */
  readonly now: number;
  /** The message that it answers, in the other side's words, if it has no counterpart to which a reply could be attached. */
  readonly quoted: { readonly text: Document; readonly name: string } | null;
  readonly missing: readonly MissingFile[];
  /** The author, if the text has to name them; else null. */
  readonly speaker: Pick<Speaker, 'name' | 'place'> | null;
}

/** A file that does not go across, and where a person can get it. */
export interface MissingFile {
  readonly file: Pick<FileReference, 'name' | 'size' | 'webUrl'>;
  readonly why: InsteadOfFile;
  /** The address of its conversation, for those who can open it there. */
  readonly place: string | null;
}

/** The dressing of a message that is to be carried. */
export const dressingOf = (message: Message, { now, quoted, missing, speaker }: DressingFacts): Dressing => ({
  speaker: speaker === null ? null : speakerLine(speaker),
  above: [
    ...(quoted === null ? [] : [quoteInWords(quoted)]),
    ...(now - message.createdAt >= lateAfter ? [lateness(message.createdAt)] : []),
  ],
  below: missing.map(lineOfMissing),
});

/** The note of a copy's dressing, by which it can be taken off again. The connector adds the line for the importance to it. */
export const noteOfDressing = ({ speaker, above, below }: Dressing): DressingNote => ({
  ...(speaker === null ? {} : { speaker: lineMarkOf(speaker) }),
  quotes: above.some(isQuote),
  importance: null,
  above: above.filter((block) => !isQuote(block)).map(lineMarkOf),
  below: below.map(lineMarkOf),
});

const isQuote = ({ kind }: Block): boolean => kind === 'quote';

/** A quote that the other side shows as a reply is not written as text too; other quotes stay. */
export const withoutQuoteOf = ({ blocks }: Document, answered: MessageId | null): Document => ({
  blocks: blocks.filter(
    (block) => block.kind !== 'quote' || block.messageId === null || block.messageId !== answered,
  ),
});

/** Quotes of messages as text, because on the other side they refer to nothing. */
export const quotesInWords = ({ blocks }: Document): Document => ({
  blocks: blocks.map((block) => (block.kind === 'quote' ? { ...block, messageId: null } : block)),
});

/** A copy's document without the quotes that were written into it as text and that its origin has as attachments. */
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

/** A message's text with its subject, for which the other side has no place. `text` is what its connector reads. */
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

/**
 * The dressing with a line for this author if it has none. Unlike other lines, this one is put there again after somebody deleted it: without
 * it, nobody could tell who wrote the message.
 */
export const namedBy = (dressing: Dressing, speaker: DressingFacts['speaker']): Dressing =>
  dressing.speaker !== null || speaker === null ? dressing : { ...dressing, speaker: speakerLine(speaker) };

/** The blocks of a copy: its text with everything that stands around it. */
export const dressed = ({ speaker, above, below }: Dressing, { blocks }: Document): Document => ({
  blocks: [...(speaker === null ? [] : [speaker]), ...above, ...blocks, ...below],
});

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
