/** The blocks of a post with their inlines. */
import type { Block, HeadingLevel, Inline, ListItem } from '../../document/index.ts';
import { withoutJoiners } from '../joiner.ts';
import { languageOfFence } from './languages.ts';
import { lexPost, type PostBlock } from './lex-blocks.ts';
import { inlineTokensOf, type ParserSettings } from './parser.ts';
import { inlinesOfTokens } from './read-inlines.ts';
import type { MattermostReading } from './reading.ts';

/** The blocks of a post, not yet in their normal form. */
export const blocksOfPost = (source: string, reading: MattermostReading): Block[] => {
  const { blocks, addresses } = lexPost(source);
  const settings: ParserSettings = { inlineLatex: reading.inlineLatex ?? false, addresses };
  const inlines = (text: string): Inline[] => inlinesOfTokens(inlineTokensOf(text, settings), reading);
  const read = (block: PostBlock): Block => {
    switch (block.kind) {
      case 'paragraph':
        return { kind: 'paragraph', children: inlines(block.text) };
      case 'heading':
        return { kind: 'heading', level: block.level as HeadingLevel, children: inlines(block.text) };
      case 'code':
        return { kind: 'code', language: languageOfFence(block.info), text: withoutJoiners(block.text) };
      case 'rule':
        return block;
      case 'quote':
        return { kind: 'quote', authorName: null, messageId: null, blocks: block.blocks.map(read) };
      case 'list': {
        const { ordered, start } = block;
        return { kind: 'list', ordered, start, items: block.items.map((item) => itemOf(item, read)) };
      }
      case 'table':
        return {
          kind: 'table',
          alignments: block.alignments,
          header: block.header.map(inlines),
          rows: block.rows.map((row) => row.map(inlines)),
        };
    }
  };
  return blocks.map(read);
};

/** `[ ]` or `[x]` at an item's start makes it a task; one whose bracket is escaped is text. */
const itemOf = (blocks: readonly PostBlock[], read: (block: PostBlock) => Block): ListItem => {
  const [first, ...rest] = blocks;
  const box = first?.kind === 'paragraph' ? /^\[([ xX])\](?:\s+|$)/.exec(first.text) : null;
  // A box with nothing after it is text.
  if (first?.kind !== 'paragraph' || box === null || (box[0] === first.text && rest.length === 0))
    return { checked: null, blocks: blocks.map(read) };
  const task: PostBlock = { kind: 'paragraph', text: first.text.slice(box[0].length) };
  return { checked: box[1] !== ' ', blocks: [task, ...rest].map(read) };
};
