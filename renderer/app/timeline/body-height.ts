/** The probable height of a body, by the margins and line heights of `rich/rich-styles.ts` and `rich/code-block.tsx`. */
import { picturePlace } from '../pictures/place.ts';
import type { Block, Document, Inline, ListBlock } from '../../text/document/index.ts';

/** The characters of a line: a body is at most 76 digits wide, and most letters are a little narrower. */
const perLine = 80;
const lineHeight = 21;
/** Of code: its bar and borders, its padding, a line, and the most that is shown of it. */
const code = { around: 31, padding: 16, line: 19, most: 420 };
const tableRow = 29;

/** A block with the room that it keeps free above and below, CSS pixels. Between two blocks there is the larger of both. */
interface Box {
  readonly above: number;
  readonly height: number;
  readonly below: number;
}

/** The characters of inlines; a break fills its line. */
const lettersOf = (inlines: readonly Inline[], before = 0): number =>
  inlines.reduce((sum, inline) => {
    switch (inline.kind) {
      case 'break':
        return Math.ceil(Math.max(1, sum) / perLine) * perLine;
      case 'text':
      case 'code':
      case 'mention':
        return sum + inline.text.length;
      case 'emoji':
        return sum + 2;
      case 'image':
        // A picture that is a file of the message is counted with its files.
        return inline.source.kind === 'file'
          ? sum
          : sum + Math.ceil(picturePlace(inline).height / lineHeight) * perLine;
      default:
        return lettersOf(inline.children, sum);
    }
  }, before);

const linesOf = (inlines: readonly Inline[]): number => Math.max(1, Math.ceil(lettersOf(inlines) / perLine));

const stack = (boxes: readonly Box[]): Box => {
  let height = 0;
  let free: number | null = null;
  for (const box of boxes) {
    if (free !== null) height += Math.max(free, box.above);
    height += box.height;
    free = box.below;
  }
  return { above: boxes[0]?.above ?? 0, height, below: free ?? 0 };
};

const blocksHeight = (blocks: readonly Block[]): Box =>
  stack(blocks.map((block, at) => boxOf(block, at === 0, at === blocks.length - 1)));

/** Items touch; what is in an item has no room around it. */
const listHeight = ({ items }: ListBlock): number =>
  items.reduce(
    (sum, { blocks }) => sum + blocks.reduce((all, block) => all + boxOf(block, true, true).height, 0),
    0,
  );

const boxOf = (block: Block, isFirst: boolean, isLast: boolean): Box => {
  const below = isLast ? 0 : 6;
  switch (block.kind) {
    case 'paragraph':
      return { above: 0, height: linesOf(block.children) * lineHeight, below };
    case 'heading': {
      const line = block.level === 1 ? 28 : block.level === 2 ? 22 : lineHeight;
      return { above: isFirst ? 0 : 8, height: linesOf(block.children) * line, below: 4 };
    }
    case 'code': {
      const lines = block.text.replace(/\n$/, '').split('\n', 40).length;
      return {
        above: 4,
        height: code.around + code.padding + Math.min(code.most, lines * code.line),
        below: 6,
      };
    }
    case 'rule':
      return { above: 8, height: 1, below: 8 };
    case 'quote': {
      const named = block.authorName === null ? 0 : lineHeight + 6;
      return { above: 0, height: 4 + named + blocksHeight(block.blocks).height, below: 6 };
    }
    case 'list':
      return { above: 0, height: listHeight(block), below };
    case 'table': {
      const rows = block.rows.length + (block.header === null ? 0 : 1);
      return { above: 4, height: 1 + rows * tableRow, below: 6 };
    }
  }
};

/** The probable size of a document as it is drawn, CSS pixels; 0 for an empty one. `below`: the room that its last block keeps free, part of the height. */
export const bodySize = ({ blocks }: Document): { readonly height: number; readonly below: number } => {
  const { above, height, below } = blocksHeight(blocks);
  return { height: above + height + below, below };
};
