/**
 * Makes a document that Mattermost can show: whatever it has no form for becomes the nearest form that it has. Underlined text is
 * emphasised, raised and lowered text uses the signs that Unicode has or `^(…)` and `_(…)`, a cell is one line, a quote's author is its
 * first line.
 */
import type {
  Block,
  Document,
  Inline,
  Leaf,
  ListItem,
  QuoteBlock,
  Run,
  TableBlock,
} from '../../document/index.ts';
import {
  inlinesOf,
  markBits,
  paragraph,
  runsOf,
  textInline,
  tidyDocument,
  tidyRuns,
  withoutLooks,
} from '../../document/index.ts';
import type { MattermostWriting } from './writing.ts';

/** The document in its normal form with nothing in it that Mattermost cannot say. Done twice it changes nothing more. */
export const degradeForMattermost = (document: Document, how: MattermostWriting): Document => {
  const tidy = tidyDocument(withoutLooks(document));
  if (!tidy.blocks.some((block) => isForeignBlock(block))) return tidy;
  return tidyDocument({ blocks: tidy.blocks.flatMap((block) => degradeBlock(block, how)) });
};

/** Whether `degradeBlock` may change something of it. */
const isForeignBlock = (block: Block, inItem = false): boolean => {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return areForeign(block.children, false);
    case 'code':
    case 'rule':
      return false;
    case 'quote':
      return true;
    case 'list':
      return block.items.some(({ blocks }) => blocks.some((inner) => isForeignBlock(inner, true)));
    case 'table':
      return (
        inItem ||
        (block.header?.some((cell) => areForeign(cell, true)) ?? false) ||
        block.rows.some((row) => row.some((cell) => areForeign(cell, true)))
      );
  }
};

/** `inItem`: in an item of a list, where Mattermost draws no tables. */
const degradeBlock = (block: Block, how: MattermostWriting, inItem = false): Block[] => {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return [{ ...block, children: degradeInlines(block.children, how) }];
    case 'code':
    case 'rule':
      return [block];
    case 'quote':
      return degradeQuote(block, how, inItem);
    case 'list':
      return [
        {
          ...block,
          items: block.items.map((item): ListItem => ({
            checked: item.checked,
            blocks: item.blocks.flatMap((inner) => degradeBlock(inner, how, true)),
          })),
        },
      ];
    case 'table': {
      if (inItem) return [paragraph(...degradeInlines(linesOfTable(block), how))];
      const cell = (children: readonly Inline[]): Inline[] => degradeInlines(children, how, true);
      return [
        {
          ...block,
          header: block.header?.map(cell) ?? null,
          rows: block.rows.map((row) => row.map(cell)),
        },
      ];
    }
  }
};

/** A table as lines of text, a row each. */
const linesOfTable = ({ header, rows }: TableBlock): Inline[] =>
  (header === null ? rows : [header, ...rows]).flatMap((row, at): Inline[] => [
    ...(at === 0 ? [] : [{ kind: 'break' } as const]),
    ...row.flatMap((cell, column): Inline[] => [
      ...(column === 0 ? [] : [textInline(' | ')]),
      ...inlinesOf(
        runsOf(cell).map((run) => (run.leaf.kind === 'break' ? { ...run, leaf: textInline(' ') } : run)),
      ),
    ]),
  ]);

const degradeQuote = (quote: QuoteBlock, how: MattermostWriting, inItem: boolean): Block[] => {
  if (how.quote?.(quote) === 'leave-out') return [];
  const author: readonly Block[] =
    quote.authorName === null
      ? []
      : [paragraph({ kind: 'strong', children: [textInline(quote.authorName)] })];
  const blocks = quote.blocks.flatMap((block) => degradeBlock(block, how, inItem));
  return [{ kind: 'quote', authorName: null, messageId: null, blocks: [...author, ...blocks] }];
};

const degradeInlines = (inlines: readonly Inline[], how: MattermostWriting, inCell = false): Inline[] => {
  if (!areForeign(inlines, inCell)) return [...inlines];
  return inlinesOf(degradeScripts(tidyRuns(runsOf(inlines))).flatMap((run) => degradeRun(run, how, inCell)));
};

const foreignMarks = markBits.underline | markBits.superscript | markBits.subscript;

/** Whether something in these inlines may have to change; `marks` is the sum of the `markBits` around them. */
const areForeign = (inlines: readonly Inline[], inCell: boolean, marks = 0): boolean =>
  inlines.some((inline) => {
    switch (inline.kind) {
      case 'text':
        return inCell && inline.text.includes('\n');
      case 'emoji':
        return false;
      case 'break':
        return inCell;
      case 'code':
        return (marks & marksCutBy(inline)) !== 0 || (inCell && isSplitCode(inline));
      case 'mention':
      case 'image':
        return true;
      case 'link':
        return areForeign(inline.children, inCell, marks);
      default: {
        const inner = marks | markBits[inline.kind];
        return (inner & foreignMarks) !== 0 || areForeign(inline.children, inCell, inner);
      }
    }
  });

/** The marks that signs in code would close: nothing escapes them there. */
const marksCutBy = (leaf: Leaf): number => {
  if (leaf.kind !== 'code') return 0;
  const strong = leaf.text.includes('**') ? markBits.strong : 0;
  const emphasis = leaf.text.includes('*') ? markBits.emphasis : 0;
  return strong | emphasis | (leaf.text.includes('~~') ? markBits.strike : 0);
};

/** A table's cell ends within code as well, and an escape would be seen there: such code is text. */
const isSplitCode = (leaf: Leaf): boolean => leaf.kind === 'code' && leaf.text.includes('|');

const degradeRun = (run: Run, how: MattermostWriting, inCell: boolean): Run[] => {
  const leaf = degradeLeaf(run.leaf, how, inCell);
  if (leaf === null) return [];
  const isUnderlined = (run.marks & markBits.underline) !== 0;
  const marks = run.marks & ~foreignMarks;
  // Links are underlined anyway.
  const all = isUnderlined && run.link === null ? marks | markBits.emphasis : marks;
  return [{ leaf, link: run.link, marks: all & ~marksCutBy(leaf) }];
};

const degradeLeaf = (leaf: Leaf, how: MattermostWriting, inCell: boolean): Leaf | null => {
  switch (leaf.kind) {
    case 'break':
      return inCell ? textInline(' ') : leaf;
    case 'mention':
      return how.mention(leaf.target, leaf.text) === null ? textInline(leaf.text) : leaf;
    case 'image': {
      if (leaf.source.kind === 'web') return leaf;
      const url = how.picture?.(leaf.source.fileId) ?? null;
      return url === null ? null : { ...leaf, source: { kind: 'web', url } };
    }
    case 'code':
      return inCell && isSplitCode(leaf) ? textInline(leaf.text) : leaf;
    case 'text':
    case 'emoji':
      return leaf;
  }
};

const raised = new Map(
  ['0⁰', '1¹', '2²', '3³', '4⁴', '5⁵', '6⁶', '7⁷', '8⁸', '9⁹', '+⁺', '-⁻', '=⁼', '(⁽', ')⁾', 'nⁿ', 'iⁱ'].map(
    (pair) => [pair.charAt(0), pair.charAt(1)],
  ),
);
const lowered = new Map(
  ['0₀', '1₁', '2₂', '3₃', '4₄', '5₅', '6₆', '7₇', '8₈', '9₉', '+₊', '-₋', '=₌', '(₍', ')₎'].map((pair) => [
    pair.charAt(0),
    pair.charAt(1),
  ]),
);

/** Raised and lowered stretches as text. */
const degradeScripts = (runs: readonly Run[]): Run[] => {
  const result: Run[] = [];
  for (let at = 0; at < runs.length;) {
    const run = runs[at];
    if (run === undefined) break;
    const bit = run.marks & (markBits.superscript | markBits.subscript);
    if (bit === 0) {
      result.push(run);
      at += 1;
      continue;
    }
    const isRaised = (bit & markBits.superscript) !== 0;
    const stretch: Run[] = [];
    for (let other = runs[at]; other !== undefined && (other.marks & bit) === bit; other = runs[at]) {
      stretch.push(other);
      at += 1;
    }
    for (const script of scriptRuns(stretch, isRaised)) result.push(script);
  }
  return result;
};

const scriptRuns = (stretch: readonly Run[], isRaised: boolean): Run[] => {
  const signs = isRaised ? raised : lowered;
  const inUnicode = stretch.map((run): Run | null => {
    if (run.leaf.kind !== 'text') return null;
    const mapped = Array.from(run.leaf.text, (character) => signs.get(character) ?? null);
    return mapped.includes(null) ? null : { ...run, leaf: textInline(mapped.join('')) };
  });
  const whole = inUnicode.filter((run) => run !== null);
  if (whole.length === stretch.length) return whole;
  const [first] = stretch;
  const last = stretch.at(-1);
  if (!first || !last) return [];
  const sign = (text: string, { marks, link }: Run): Run => ({ leaf: textInline(text), marks, link });
  return [sign(isRaised ? '^(' : '_(', first), ...stretch, sign(')', last)];
};
