/** Blocks as Mattermost's Markdown. */
import type { Alignment, Block, ListBlock, ListItem, TableBlock } from '../../document/index.ts';
import { escapeLineStart } from './escape.ts';
import { addressInCode, joiner } from '../joiner.ts';
import { MarkdownInlineWriter } from './write-inlines.ts';
import type { MattermostWriting } from './writing.ts';

/** Blocks in their normal form as Markdown. */
export const writeMarkdownBlocks = (blocks: readonly Block[], how: MattermostWriting): string =>
  new BlockWriter(how).write(blocks);

class BlockWriter {
  readonly #inlines: MarkdownInlineWriter;

  constructor(how: MattermostWriting) {
    this.#inlines = new MarkdownInlineWriter(how);
  }

  write(blocks: readonly Block[]): string {
    let markdown = '';
    let before: Block | null = null;
    for (const block of blocks) {
      if (before !== null) markdown += wouldMerge(before, block) ? `\n\n${joiner}\n\n` : '\n\n';
      markdown += this.#block(block);
      before = block;
    }
    return markdown;
  }

  #block(block: Block): string {
    switch (block.kind) {
      case 'paragraph':
        return this.#inlines.write(block.children).split('\n').map(escapeLineStart).join('\n');
      case 'heading': {
        const text = this.#inlines.write(block.children);
        // Mattermost takes number signs off a heading's end, escaped ones, too.
        return `${'#'.repeat(block.level)} ${text.endsWith('#') ? `${text.slice(0, -1)}&#35;` : text}`;
      }
      case 'code':
        return writeCode(block.language, block.text);
      case 'rule':
        return '---';
      case 'quote':
        return indent(this.write(block.blocks), '> ', '> ').replace(/^> $/gm, '>');
      case 'list':
        return this.#list(block);
      case 'table':
        return this.#table(block);
    }
  }

  #list(list: ListBlock): string {
    const isTight = list.items.every(isTightItem);
    const items = list.items.map((item, at) => {
      const bullet = list.ordered ? `${list.start + at}. ` : '- ';
      const box = item.checked === null ? '' : item.checked ? '[x] ' : '[ ] ';
      return indent(withinItem(this.#item(item, box)), bullet, ' '.repeat(bullet.length));
    });
    return items.join(isTight ? '\n' : '\n\n');
  }

  /** A box needs a paragraph to stand in. */
  #item({ blocks }: ListItem, box: string): string {
    const [first, ...rest] = blocks;
    const isTight = isTightItem({ checked: null, blocks });
    // Right behind a mark the signs of a rule would be one rule with it.
    if (box === '' && first?.kind === 'rule') return `${joiner}\n\n${this.write(blocks)}`;
    if (box === '') return isTight ? this.#tight(blocks) : this.write(blocks);
    if (first?.kind !== 'paragraph') return `${box}\n\n${this.write(blocks)}`;
    const [line = '', ...lines] = this.#inlines.write(first.children).split('\n');
    const text = [box + line, ...lines.map(escapeLineStart)].join('\n');
    if (rest.length === 0) return text;
    return isTight ? `${text}\n${this.#tight(rest)}` : `${text}\n\n${this.write(rest)}`;
  }

  #tight(blocks: readonly Block[]): string {
    return blocks.map((block) => this.#block(block)).join('\n');
  }

  /** Mattermost's tables have a header, if an empty one. */
  #table({ alignments, header, rows }: TableBlock): string {
    const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
    const row = (cells: TableBlock['rows'][number]): string =>
      line(cells.map((cell) => this.#inlines.write(cell, true)));
    const head = header === null ? line(alignments.map(() => '')) : row(header);
    // Without a line below it, the rule would be text.
    const body = rows.length === 0 ? [line(alignments.map(() => ''))] : rows.map(row);
    return [head, line(alignments.map(ruleOf)), ...body].join('\n');
  }
}

const ruleOf = (alignment: Alignment): string => {
  switch (alignment) {
    case 'left':
      return ':---';
    case 'center':
      return ':---:';
    case 'right':
      return '---:';
    case null:
      return '---';
  }
};

/** An item whose parts need no empty line between them: a line of text, and a list below it that may follow a line (CommonMark). */
const isTightItem = ({ blocks }: ListItem): boolean => {
  const [first, second, ...others] = blocks;
  if (others.length > 0 || first?.kind !== 'paragraph') return others.length === 0 && second === undefined;
  return second === undefined || (second.kind === 'list' && (!second.ordered || second.start === 1));
};

/** Two lists or quotes in a row would be read as one: a line of nothing to be seen stands between them. */
const wouldMerge = (before: Block, block: Block): boolean =>
  (before.kind === 'list' && block.kind === 'list') || (before.kind === 'quote' && block.kind === 'quote');

/** A fence longer than any run of backticks in the code. */
const writeCode = (language: string, text: string): string => {
  let longest = 2;
  for (const run of text.match(/`{3,}/g) ?? []) longest = Math.max(longest, run.length);
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language.replace(/[`~\s]/g, '')}\n${text}\n${fence}`;
};

/** An address that is named apart ends a list, wherever in it it stands: a joiner hides it in code, in which nothing can be escaped. */
const withinItem = (text: string): string => text.replace(addressInCode, joiner);

/** Lines behind a mark. Two empty lines would end a list: the second is one of spaces there. */
const indent = (text: string, first: string, others: string): string =>
  text
    .split('\n')
    .map((line, at, lines) => {
      if (at === 0) return first + line;
      return line === '' && others.trim() === '' && lines[at - 1] !== '' ? '' : others + line;
    })
    .join('\n');
