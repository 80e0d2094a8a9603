/** Makes the draft of a counterpart: the text across, with what the other side cannot show natively said in words. */
import type { Draft, WritingCapability } from '../../connectors/writing.ts';
import type { Block, Document, Message } from '../../model/index.ts';
import { canonicalForm, paragraph, plainOfDocument, textInline } from '../../model/index.ts';
import type { Dressing } from '../../store/index.ts';
import { digest } from './compare.ts';
import type { RootStanding } from './decide.ts';
import { acrossDocument, type Directory } from './directory.ts';

/** A message that is carried this long after it was written says when that was, ms. */
const lateAfter = 600_000;

export interface Drafting {
  readonly from: WritingCapability;
  readonly directory: Directory;
  readonly root: RootStanding;
  /** The other side is a chat of Teams: a thread's reply becomes a quote there. */
  readonly toChat: boolean;
  /** What the message answers, where that is in the mirror, and its author's name. */
  readonly answered: { readonly message: Message; readonly name: string } | null;
  readonly dressing: Dressing;
}

/** How a message will be dressed. `now` is this machine's clock, ms: only for saying how late something is. */
export const dressingOf = (message: Message, root: RootStanding, now: number): Dressing => ({
  late: now - message.createdAt >= lateAfter,
  quotesInWords: root.kind === 'never',
});

/**
 * How a copy is dressed, as it stands: an edit puts the same before the text again. (Rows that were made anew after a crash or a lost
 * database do not know it.)
 */
export const dressingSeen = (origin: Document, copy: Document): Dressing => ({
  late: copy.blocks.slice(0, 2).some(isLateness) && !origin.blocks.slice(0, 2).some(isLateness),
  quotesInWords: leadingQuotes(copy) > leadingQuotes(origin),
});

const leadingQuotes = ({ blocks }: Document): number => {
  const first = blocks.findIndex(({ kind }) => kind !== 'quote');
  return first < 0 ? blocks.length : first;
};

/** The draft of a message's counterpart. */
export const draftOf = (message: Message, given: Drafting): Draft => {
  const { from, directory, root, toChat, dressing } = given;
  const text = withoutQuotes(acrossDocument(from.read(message), directory), message);
  const carriedRoot = root.kind === 'carried' ? root.id : null;
  return {
    document: {
      blocks: [...quoteInWords(given), ...(dressing.late ? [lateness(message)] : []), ...text.blocks],
    },
    subject: message.subject,
    importance: message.importance,
    threadId: toChat ? '' : (carriedRoot ?? ''),
    quotes: toChat ? carriedRoot : null,
    files: [],
  };
};

/** The draft that brings a hand-made edit of a copy back to its origin: without what was put before it. */
export const draftBack = (copy: Message, from: WritingCapability, directory: Directory): Draft => ({
  document: acrossDocument(undressed(copy, from.read(copy)), directory),
  subject: copy.subject,
  importance: copy.importance,
  threadId: '',
  quotes: null,
  files: [],
});

/** What a copy says without what was put before it when it was carried. */
export const undressed = (copy: Message, document: Document): Document => {
  const { blocks } = withoutQuotes(document, copy);
  const dated = blocks.slice(0, 2).findIndex(isLateness);
  return { blocks: dated < 0 ? blocks : blocks.slice(dated + 1) };
};

/** A quote that the other side shows as such, or as a thread, is not written out as well. */
const withoutQuotes = (document: Document, message: Message): Document =>
  message.attachments.some(({ kind }) => kind === 'quote')
    ? { blocks: document.blocks.filter((block) => block.kind !== 'quote' || block.messageId === null) }
    : document;

const quoteInWords = ({ answered, from, directory, dressing }: Drafting): Block[] =>
  !dressing.quotesInWords || answered?.message.deletedAt !== null
    ? []
    : [
        {
          kind: 'quote',
          authorName: answered.name,
          messageId: null,
          blocks: acrossDocument(from.read(answered.message), directory).blocks.slice(0, 3),
        },
      ];

/** UTC, since readers live in several zones. */
const lateness = ({ createdAt }: Message): Block => {
  const at = new Date(createdAt).toISOString();
  return paragraph({
    kind: 'emphasis',
    children: [textInline(`Written ${at.slice(0, 10)} ${at.slice(11, 16)} UTC`)],
  });
};

const isLateness = (block: Block | undefined): boolean =>
  block !== undefined &&
  /^Written \d{4}-\d\d-\d\d \d\d:\d\d UTC$/.test(plainOfDocument({ blocks: [block] }).trim());

/** Tells whether a message is what a draft became: what it says, since services change how it is dressed. */
export const fingerprint = (document: Document): string => digest(JSON.stringify(canonicalForm(document)));
