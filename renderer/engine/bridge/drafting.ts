/** Makes the draft of a counterpart: the text across, with what the other side cannot show natively said in words. */
import type { Draft, WritingCapability } from '../../connectors/writing.ts';
import type { Block, Document, Message, MessageId } from '../../model/index.ts';
import { canonicalForm, paragraph, plainOfDocument, textInline } from '../../model/index.ts';
import { digest } from './compare.ts';
import type { RootStanding } from './decide.ts';
import { acrossDocument, type Directory } from './directory.ts';

/** A message that is carried this long after it was written says when that was, ms. */
const lateAfter = 600_000;

/** What is put before a copy's text. */
export interface Dressing {
  /** It was carried long after it was written, and says when that was. */
  readonly late: boolean;
  /** What it answers is not carried, and is quoted in words. */
  readonly quotesInWords: boolean;
}

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

/** How a copy is dressed, as it stands: an edit puts the same before the text again. Null for a copy that the mirror has not. */
export const dressingSeen = (origin: Document, copy: Document | null): Dressing => ({
  late: copy !== null && latenessAt(copy) >= 0 && latenessAt(origin) < 0,
  quotesInWords:
    copy !== null && leadingQuotes(withoutNativeQuotes(copy)) > leadingQuotes(withoutNativeQuotes(origin)),
});

/** Where among the first blocks it says when it was written; -1 where it does not. */
const latenessAt = ({ blocks }: Document): number => blocks.slice(0, 2).findIndex(isLateness);

const leadingQuotes = ({ blocks }: Document): number => {
  const first = blocks.findIndex(({ kind }) => kind !== 'quote');
  return first < 0 ? blocks.length : first;
};

/** The draft of a message's counterpart. */
export const draftOf = (message: Message, given: Drafting): Draft => {
  const { from, directory, root, toChat, answered, dressing } = given;
  const carriedRoot = root.kind === 'carried' ? root.id : null;
  const text = withoutQuoteOf(
    acrossDocument(from.read(message), directory),
    carriedRoot === null && answered === null ? null : answeredBy(message),
  );
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
export const draftBack = (
  copy: Message,
  given: { readonly text: Document; readonly origin: Document; readonly directory: Directory },
): Draft => ({
  document: acrossDocument(undressed(given.text, given.origin), given.directory),
  subject: copy.subject,
  importance: copy.importance,
  threadId: '',
  quotes: null,
  files: [],
});

/** What a copy says without what its origin does not have before its text. */
export const undressed = (copy: Document, origin: Document): Document => {
  const plain = withoutNativeQuotes(copy);
  const quotes = Math.max(0, leadingQuotes(plain) - leadingQuotes(withoutNativeQuotes(origin)));
  const blocks = plain.blocks.slice(quotes);
  return { blocks: isLateness(blocks[0]) && latenessAt(origin) < 0 ? blocks.slice(1) : blocks };
};

/** Without quotes of messages that a service shows as such: on the other side they are a thread, or are quoted in words. */
export const withoutNativeQuotes = ({ blocks }: Document): Document => ({
  blocks: blocks.filter((block) => block.kind !== 'quote' || block.messageId === null),
});

/** The message that this one answers: its root, or the first that it quotes. */
export const answeredBy = ({ threadId, attachments }: Message): MessageId | null => {
  if (threadId !== '') return threadId;
  const quote = attachments.find((attachment) => attachment.kind === 'quote');
  return quote?.messageId ?? null;
};

/** The quote of what the other side shows as answered is not written out as well; others stay. */
const withoutQuoteOf = ({ blocks }: Document, answered: MessageId | null): Document => ({
  blocks: blocks.filter(
    (block) => block.kind !== 'quote' || block.messageId === null || block.messageId !== answered,
  ),
});

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
