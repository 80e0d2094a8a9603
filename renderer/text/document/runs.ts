/**
 * Inlines as runs: each leaf once, in order, with its marks and its link. Two ways to nest the same marks read the same, so inlines are
 * compared, cleaned and written by their runs.
 */
import type { Inline, Leaf, LinkInline, Look, MarkKind, TextLeaf } from './document.ts';

export const markBits: Readonly<Record<MarkKind, number>> = {
  strong: 1,
  emphasis: 2,
  strike: 4,
  underline: 8,
  superscript: 16,
  subscript: 32,
};
const markKinds = Object.keys(markBits) as readonly MarkKind[];

export interface Run {
  readonly leaf: Leaf;
  /** The sum of the `markBits` around it. */
  readonly marks: number;
  /** The link it stands in, the same object for all runs of one link. */
  readonly link: LinkInline | null;
}

/** The runs of inlines, in order. Line feeds in texts become breaks. */
export const runsOf = (inlines: readonly Inline[]): Run[] => {
  const runs: Run[] = [];
  collect(inlines, 0, null, runs);
  return runs;
};

const collect = (inlines: readonly Inline[], marks: number, link: LinkInline | null, runs: Run[]): void => {
  for (const inline of inlines)
    switch (inline.kind) {
      case 'text':
        if (inline.text.includes('\n')) collectLines(inline, marks, link, runs);
        else if (inline.text !== '') runs.push({ leaf: inline, marks, link });
        break;
      case 'code':
      case 'break':
      case 'emoji':
      case 'mention':
      case 'image':
        runs.push({ leaf: inline, marks, link });
        break;
      case 'link':
        // A link in a link cannot be: the outer one counts.
        collect(inline.children, marks, link ?? inline, runs);
        break;
      default:
        collect(inline.children, marks | markBits[inline.kind], link, runs);
    }
};

const collectLines = (leaf: TextLeaf, marks: number, link: LinkInline | null, runs: Run[]): void => {
  for (const [at, line] of leaf.text.split('\n').entries()) {
    if (at > 0) runs.push({ leaf: { kind: 'break' }, marks, link });
    if (line !== '') runs.push({ leaf: { ...leaf, text: line }, marks, link });
  }
};

/** Runs as nested inlines again: at each place the mark or link that reaches furthest is the outer one. */
export const inlinesOf = (runs: readonly Run[]): Inline[] => nest(runs, 0, runs.length, 0, null);

const nest = (
  runs: readonly Run[],
  from: number,
  to: number,
  inside: number,
  within: LinkInline | null,
): Inline[] => {
  const inlines: Inline[] = [];
  for (let at = from; at < to;) {
    const run = runs[at];
    if (run === undefined) break;
    const open = run.marks & ~inside;
    const link = run.link === within ? null : run.link;
    if (open === 0 && link === null) {
      inlines.push(run.leaf);
      at += 1;
      continue;
    }
    const linkEnd = link === null ? at : reach(runs, at, to, (other) => other.link === link);
    const [mark, markEnd] = furthestMark(runs, at, to, open);
    if (mark !== null && (link === null || markEnd > linkEnd)) {
      inlines.push({ kind: mark, children: nest(runs, at, markEnd, inside | markBits[mark], within) });
      at = markEnd;
    } else if (link !== null) {
      inlines.push({ ...link, children: nest(runs, at, linkEnd, inside, link) });
      at = linkEnd;
    }
  }
  return inlines;
};

const reach = (runs: readonly Run[], from: number, to: number, same: (run: Run) => boolean): number => {
  let end = from + 1;
  for (let run = runs[end]; end < to && run !== undefined && same(run); run = runs[end]) end += 1;
  return Math.min(end, to);
};

const furthestMark = (
  runs: readonly Run[],
  at: number,
  to: number,
  open: number,
): readonly [MarkKind | null, number] => {
  let best: MarkKind | null = null;
  let bestEnd = at;
  if (open === 0) return [best, bestEnd];
  for (const kind of markKinds) {
    if ((open & markBits[kind]) === 0) continue;
    const end = beforeCutLink(
      runs,
      at,
      to,
      reach(runs, at, to, (run) => (run.marks & markBits[kind]) !== 0),
    );
    if (end > bestEnd) {
      best = kind;
      bestEnd = end;
    }
  }
  return [best, bestEnd];
};

/** A mark that ends within a link ends before it, unless the link began no later than the mark. */
const beforeCutLink = (runs: readonly Run[], at: number, to: number, end: number): number => {
  const link = runs[end - 1]?.link ?? null;
  if (end >= to || link === null || runs[end]?.link !== link) return end;
  let start = end - 1;
  while (start > at && runs[start - 1]?.link === link) start -= 1;
  return start > at ? start : end;
};

/**
 * Runs in their normal form: neighbours that differ in nothing are one, white space has a mark only where both its sides have it, and
 * lines have no white space at their ends. Breaks stay.
 */
export const tidyRuns = (runs: readonly Run[]): Run[] => {
  if (runs.every(isPlainText)) return trimLines(mergeTexts(runs));
  const parts: Run[] = [];
  for (const run of runs) splitSpace(run, parts);
  return trimLines(mergeTexts(withoutMarkedSpace(parts)));
};

const isPlainText = ({ leaf, marks, link }: Run): boolean =>
  marks === 0 && link === null && leaf.kind === 'text';

const isSpace = ({ leaf }: Run): boolean =>
  leaf.kind === 'break' || (leaf.kind === 'text' && leaf.text.trim() === '');

/** White space at the ends of a marked text stands for itself; code has none at its ends, and its tabs are four spaces as in all lines. */
const splitSpace = (run: Run, parts: Run[]): void => {
  const { leaf, marks, link } = run;
  if (leaf.kind === 'code') {
    const text = leaf.text.replaceAll('\n', ' ').replaceAll('\t', '    ').trim();
    if (text !== '') parts.push({ leaf: text === leaf.text ? leaf : { kind: 'code', text }, marks, link });
    else if (leaf.text !== '') parts.push({ leaf: { kind: 'text', text: ' ' }, marks, link });
    return;
  }
  if (leaf.kind !== 'text' || (marks === 0 && link === null)) {
    parts.push(run);
    return;
  }
  const inner = leaf.text.trim();
  if (inner === '' || inner.length === leaf.text.length) {
    parts.push(run);
    return;
  }
  const start = leaf.text.indexOf(inner);
  const end = start + inner.length;
  const push = (text: string): void => {
    if (text !== '') parts.push({ leaf: { ...leaf, text }, marks, link });
  };
  push(leaf.text.slice(0, start));
  push(inner);
  push(leaf.text.slice(end));
};

const withoutMarkedSpace = (runs: readonly Run[]): Run[] => {
  const after: (Run | null)[] = new Array<Run | null>(runs.length).fill(null);
  let next: Run | null = null;
  for (let at = runs.length - 1; at >= 0; at -= 1) {
    after[at] = next;
    const run = runs[at];
    if (run !== undefined && !isSpace(run)) next = run;
  }
  let before: Run | null = null;
  return runs.map((run, at) => {
    if (!isSpace(run)) {
      before = run;
      return run;
    }
    const following = after[at] ?? null;
    const marks: number = before === null || following === null ? 0 : before.marks & following.marks;
    const link =
      before !== null && following !== null && before.link === following.link && run.link === before.link
        ? run.link
        : null;
    return { leaf: run.leaf, marks, link };
  });
};

const mergeTexts = (runs: readonly Run[]): Run[] => {
  const merged: Run[] = [];
  for (let at = 0; at < runs.length;) {
    const first = runs[at];
    if (first === undefined) break;
    at += 1;
    if (first.leaf.kind !== 'text' && first.leaf.kind !== 'code') {
      merged.push(first);
      continue;
    }
    const texts = [first.leaf.text];
    for (let run = runs[at]; run !== undefined && joins(first, run); run = runs[at]) {
      if (run.leaf.kind === 'text' || run.leaf.kind === 'code') texts.push(run.leaf.text);
      at += 1;
    }
    merged.push(texts.length === 1 ? first : { ...first, leaf: { ...first.leaf, text: texts.join('') } });
  }
  return merged;
};

const joins = (one: Run, other: Run): boolean =>
  one.leaf.kind === other.leaf.kind &&
  one.marks === other.marks &&
  one.link === other.link &&
  haveSameLook(one.leaf, other.leaf);

const lookOf = (leaf: Leaf): Look | undefined => (leaf.kind === 'text' ? leaf.look : undefined);

const haveSameLook = (one: Leaf, other: Leaf): boolean => {
  const [first, second] = [lookOf(one), lookOf(other)];
  // What names something is one name, whatever stands beside it.
  if (first?.names !== undefined || second?.names !== undefined) return false;
  return (
    first === second ||
    (first?.color === second?.color &&
      first?.background === second?.background &&
      first?.size === second?.size)
  );
};

/** Takes white space off both ends of every line. */
const trimLines = (runs: readonly Run[]): Run[] => {
  const trimmed: Run[] = [];
  for (const [at, run] of runs.entries()) {
    if (run.leaf.kind !== 'text') {
      trimmed.push(run);
      continue;
    }
    const starts = startsLine(trimmed.at(-1));
    const ends = endsLine(runs, at);
    const { text } = run.leaf;
    let kept = text;
    if (starts && ends) kept = text.trim();
    else if (starts) kept = text.trimStart();
    else if (ends) kept = text.trimEnd();
    if (kept !== '') trimmed.push(kept === text ? run : { ...run, leaf: { ...run.leaf, text: kept } });
  }
  return trimmed;
};

const startsLine = (before: Run | undefined): boolean => before === undefined || before.leaf.kind === 'break';

/** Whether nothing but white space stands between here and the end of the line; such runs are neighbours at most twice. */
const endsLine = (runs: readonly Run[], at: number): boolean => {
  for (let next = at + 1; next < runs.length; next += 1) {
    const run = runs[next];
    if (run === undefined || run.leaf.kind === 'break') return true;
    if (!isSpace(run)) return false;
  }
  return true;
};
