/** The blocks of a post, from markdown-it's flat list of tokens. */
import type {
  Alignment,
  Block,
  HeadingLevel,
  Inline,
  ListBlock,
  ListItem,
  TableBlock,
} from '../../document/index.ts';
import { languageOfFence } from './languages.ts';
import { attributeOf, type Token } from './parser.ts';
import { inlinesOfTokens } from './read-inlines.ts';
import type { MattermostReading } from './reading.ts';

/** Reads tokens one after another; each block reads its own, up to the token that closes it. */
class TokenReader {
  readonly #tokens: readonly Token[];
  readonly #reading: MattermostReading;
  #at = 0;

  constructor(tokens: readonly Token[], reading: MattermostReading) {
    this.#tokens = tokens;
    this.#reading = reading;
  }

  /** Blocks up to a token of this type, which is taken too. */
  blocks(until: string): Block[] {
    const blocks: Block[] = [];
    for (let token = this.#next(); token !== null && token.type !== until; token = this.#next()) {
      const block = this.#block(token);
      if (block !== null) blocks.push(block);
    }
    return blocks;
  }

  #next(): Token | null {
    const token = this.#tokens[this.#at] ?? null;
    this.#at += 1;
    return token;
  }

  #block(token: Token): Block | null {
    switch (token.type) {
      case 'paragraph_open':
        return { kind: 'paragraph', children: this.#inlinesUntil('paragraph_close') };
      case 'heading_open':
        return {
          kind: 'heading',
          level: Number(token.tag.slice(1)) as HeadingLevel,
          children: this.#inlinesUntil('heading_close'),
        };
      case 'fence':
      case 'code_block':
        return { kind: 'code', language: languageOfFence(token.info), text: token.content };
      case 'hr':
        return { kind: 'rule' };
      case 'blockquote_open':
        return {
          kind: 'quote',
          authorName: null,
          messageId: null,
          blocks: this.blocks('blockquote_close'),
        };
      case 'bullet_list_open':
        return this.#list(false, 1, 'bullet_list_close');
      case 'ordered_list_open':
        return this.#list(true, Number(attributeOf(token, 'start') || 1), 'ordered_list_close');
      case 'table_open':
        return this.#table();
      case 'inline':
        return { kind: 'paragraph', children: inlinesOfTokens(token.children ?? [], this.#reading) };
      default:
        return null;
    }
  }

  #inlinesUntil(close: string): Inline[] {
    let inlines: Inline[] = [];
    // A paragraph or heading has one.
    for (let token = this.#next(); token !== null && token.type !== close; token = this.#next())
      if (token.type === 'inline') inlines = inlinesOfTokens(token.children ?? [], this.#reading);
    return inlines;
  }

  #list(ordered: boolean, start: number, close: string): ListBlock {
    const items: ListItem[] = [];
    for (let token = this.#next(); token !== null && token.type !== close; token = this.#next())
      if (token.type === 'list_item_open') {
        const isTask = this.#startsTask();
        const blocks = this.blocks('list_item_close');
        items.push(isTask ? taskOf(blocks) : { checked: null, blocks });
      }
    return { kind: 'list', ordered, start, items };
  }

  /** `[ ]` or `[x]` at an item's start makes it a task; one whose bracket is escaped is text. */
  #startsTask(): boolean {
    const [open, inline] = [this.#tokens[this.#at], this.#tokens[this.#at + 1]];
    return open?.type === 'paragraph_open' && /^\[[ xX]\]\s/.test(inline?.content ?? '');
  }

  #table(): TableBlock {
    let header: Inline[][] | null = null;
    const rows: Inline[][][] = [];
    const alignments: Alignment[] = [];
    let row: Inline[][] = [];
    for (let token = this.#next(); token !== null && token.type !== 'table_close'; token = this.#next()) {
      if (token.type === 'tr_open') row = [];
      // Rows may have more cells than the header.
      else if (token.type === 'th_open' || token.type === 'td_open')
        alignments[row.length] ??= alignmentOf(token);
      else if (token.type === 'inline') row.push(inlinesOfTokens(token.children ?? [], this.#reading));
      else if (token.type === 'tr_close') {
        if (header === null) header = row;
        else rows.push(row);
      }
    }
    return { kind: 'table', alignments, header, rows };
  }
}

const alignmentOf = (token: Token): Alignment => {
  const said = /text-align:(left|center|right)/.exec(attributeOf(token, 'style'))?.[1];
  return said === 'left' || said === 'center' || said === 'right' ? said : null;
};

/** The item without its box. */
const taskOf = (blocks: Block[]): ListItem => {
  const [first, ...rest] = blocks;
  if (first?.kind !== 'paragraph') return { checked: null, blocks };
  const [text, ...others] = first.children;
  if (text?.kind !== 'text') return { checked: null, blocks };
  const children: Inline[] = [{ kind: 'text', text: text.text.slice(3).trimStart() }, ...others];
  return { checked: text.text.charAt(1) !== ' ', blocks: [{ kind: 'paragraph', children }, ...rest] };
};

/** The blocks of a post's tokens, not yet in their normal form. */
export const blocksOfTokens = (tokens: readonly Token[], reading: MattermostReading): Block[] =>
  new TokenReader(tokens, reading).blocks('');
