/**
 * Takes the dressing off a copy's text. It goes by the note of what was put there, never by its words. Only copies of old versions, which
 * noted nothing, are recognised by the words of those versions (unnoted-dressing.ts).
 */
import type { DressingNote, LineMark, Message } from '../../../model/index.ts';
import type { CounterpartRow } from '../../../store/index.ts';
import type { Block, Document } from '../../../text/document/index.ts';
import { lineMarkOf } from '../../../text/document/index.ts';
import { withoutNativeQuotes } from '../../../text/fingerprint.ts';
import type { Dressing } from './dressing.ts';
import { isStrongLine } from './speaker-line.ts';
import { isImportanceUnnoted, isLatenessUnnoted, isMissingFileUnnoted } from './unnoted-dressing.ts';

/** The known dressing of a copy: the note of its first part or, without one, of the row. Null if nothing was noted. */
export const notedDressing = (
  row: Pick<CounterpartRow, 'dressing'> | null,
  [first]: readonly Pick<Message, 'note'>[],
): DressingNote | null => {
  const note = first?.note ?? null;
  return (note === null || note.kind === 'link' ? undefined : note.dressing) ?? row?.dressing ?? null;
};

/** The dressing that a copy of this text has now; an edit puts the same around the new text. */
export const dressingSeen = (origin: Document, copy: Document, noted: DressingNote | null): Dressing => {
  const { speaker, above, below } = apart(origin, copy, noted);
  return { speaker, above, below };
};

/** The text of a copy without its dressing. */
export const undressed = (copy: Document, origin: Document, noted: DressingNote | null): Document => ({
  blocks: apart(origin, copy, noted).text,
});

/** `above` does not contain the line for the importance: whoever writes a copy adds that again. */
interface Apart extends Dressing {
  readonly text: readonly Block[];
}

const apart = (origin: Document, copy: Document, noted: DressingNote | null): Apart => {
  const own = withoutPicturesBelow(origin.blocks);
  const whole = withoutPicturesBelow(withoutNativeQuotes(copy).blocks);
  return noted === null ? apartUnnoted(own, whole) : apartAsNoted(own, whole, noted);
};

/** Lines are taken off wherever somebody who edited the copy left them. Lines that were deleted there are not missed. */
const apartAsNoted = (
  own: readonly Block[],
  whole: readonly Block[],
  { speaker, quotes, importance, above, below }: DressingNote,
): Apart => {
  const marked = {
    own: own.map(lineMarkOf),
    left: whole.map((block) => [lineMarkOf(block), block] as const),
  };
  if (importance !== null) take(marked, importance, 'first');
  const named = speaker === undefined ? null : takeSpeaker(marked, speaker);
  const linesAbove = above.flatMap((mark) => take(marked, mark, 'first'));
  const linesBelow = [...below].reverse().flatMap((mark) => take(marked, mark, 'last'));
  const text = marked.left.map(([, block]) => block);
  const quoted = quotes ? extra(text, own, isQuote) : 0;
  return {
    speaker: named,
    above: [...text.slice(0, quoted), ...linesAbove],
    text: text.slice(quoted),
    below: linesBelow.reverse(),
  };
};

interface Marked {
  readonly own: readonly LineMark[];
  left: readonly (readonly [mark: LineMark, block: Block])[];
}

/** Removes one line from what is left; none if there are no more of it than the text itself has. */
const take = (marked: Marked, mark: LineMark, which: 'first' | 'last'): readonly Block[] => {
  const { own, left } = marked;
  const places = left.flatMap(([one], at) => (one === mark ? [at] : []));
  if (places.length <= own.filter((one) => one === mark).length) return [];
  const place = which === 'first' ? places[0] : places.at(-1);
  marked.left = left.filter((_, at) => at !== place);
  return left.flatMap(([, block], at) => (at === place ? [block] : []));
};

/**
 * Removes the line that names the author: the first strong line of that name. What the text itself says does not count here, unlike in
 * `take`: many people end a message with their name, and a copy must not lose its author because of that.
 */
const takeSpeaker = (marked: Marked, mark: LineMark): Block | null => {
  const place = marked.left.findIndex(([one, block]) => one === mark && isStrongLine(block));
  const found = marked.left[place];
  if (found === undefined) return take(marked, mark, 'first')[0] ?? null;
  marked.left = marked.left.filter((_, at) => at !== place);
  return found[1];
};

const apartUnnoted = (own: readonly Block[], whole: readonly Block[]): Apart => {
  const [first] = whole;
  const isFirst = first !== undefined && isImportanceUnnoted(first);
  const blocks = isFirst && !own.slice(0, 1).some(isImportanceUnnoted) ? whole.slice(1) : whole;
  let from = extra(blocks, own, isQuote);
  const late = blocks[from];
  if (late && isLatenessUnnoted(late) && !own.slice(0, 2).some(isLatenessUnnoted)) from += 1;
  const missing = extra([...blocks].reverse(), [...own].reverse(), isMissingFileUnnoted);
  const to = Math.max(from, blocks.length - missing);
  return {
    speaker: null,
    above: blocks.slice(0, from),
    text: blocks.slice(from, to),
    below: blocks.slice(to),
  };
};

/** How many more of such blocks `blocks` begins with than `own`. */
const extra = (blocks: readonly Block[], own: readonly Block[], is: (block: Block) => boolean): number =>
  Math.max(0, leading(blocks, is) - leading(own, is));

const leading = (blocks: readonly Block[], is: (block: Block) => boolean): number => {
  const first = blocks.findIndex((block) => !is(block));
  return first < 0 ? blocks.length : first;
};

const isQuote = ({ kind }: Block): boolean => kind === 'quote';

/** Pictures of the message below its text belong to no text, and nothing follows them. */
const withoutPicturesBelow = (blocks: readonly Block[]): readonly Block[] =>
  blocks.slice(0, blocks.length - leading([...blocks].reverse(), isPictures));

const isPictures = (block: Block): boolean =>
  block.kind === 'paragraph' &&
  block.children.length > 0 &&
  block.children.every((inline) => inline.kind === 'image' && inline.source.kind === 'file');
