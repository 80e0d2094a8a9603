/** Blocks as Teams' HTML. */
import type { Block, ListBlock, ListItem, QuoteBlock, TableBlock } from '../../document/index.ts';
import { paragraph, textInline } from '../../document/index.ts';
import { escapeHtml } from './html.ts';
import { teamsLanguage } from '../languages.ts';
import { HtmlInlineWriter } from './write-inlines.ts';
import type { GraphMention, TeamsWriting } from './writing.ts';

/** Blocks in their normal form as HTML. */
export const writeHtmlBlocks = (
  blocks: readonly Block[],
  how: TeamsWriting,
): { readonly html: string; readonly mentions: readonly GraphMention[] } => {
  const writer = new BlockWriter(how);
  return { html: writer.write(blocks), mentions: writer.inlines.mentions };
};

class BlockWriter {
  readonly inlines: HtmlInlineWriter;
  readonly #how: TeamsWriting;

  constructor(how: TeamsWriting) {
    this.#how = how;
    this.inlines = new HtmlInlineWriter(how);
  }

  write(blocks: readonly Block[]): string {
    let html = '';
    for (const block of blocks) html += this.#block(block);
    return html;
  }

  #block(block: Block): string {
    switch (block.kind) {
      case 'paragraph':
        return `<p>${this.inlines.write(block.children)}</p>`;
      case 'heading': {
        // Teams has three levels.
        const level = Math.min(3, block.level);
        return `<h${level}>${this.inlines.write(block.children)}</h${level}>`;
      }
      case 'code':
        return writeCode(block.language, block.text);
      case 'rule':
        return '<hr>';
      case 'quote':
        return this.#quote(block);
      case 'list':
        return this.#list(block);
      case 'table':
        return this.#table(block);
    }
  }

  #quote(quote: QuoteBlock): string {
    const id = this.#how.quote?.(quote) ?? null;
    if (id !== null) return `<attachment id="${escapeHtml(id)}"></attachment>`;
    const author: readonly Block[] =
      quote.authorName === null
        ? []
        : [paragraph({ kind: 'strong', children: [textInline(quote.authorName)] })];
    return `<blockquote>${this.write([...author, ...quote.blocks])}</blockquote>`;
  }

  #list(list: ListBlock): string {
    const items = list.items.map((item) => `<li>${this.#item(item)}</li>`).join('');
    if (!list.ordered) return `<ul>${items}</ul>`;
    return `<ol${list.start === 1 ? '' : ` start="${list.start}"`}>${items}</ol>`;
  }

  /** A first paragraph stands in the item itself, as Teams writes lists. A task's box is a sign: Teams has no tasks in messages. */
  #item({ checked, blocks }: ListItem): string {
    const box = checked === null ? '' : checked ? '☑ ' : '☐ ';
    const [first, ...rest] = blocks;
    if (first?.kind !== 'paragraph') return box + this.write(blocks);
    const text = box + this.inlines.write(first.children);
    return rest[0]?.kind === 'paragraph' ? `<p>${text}</p>${this.write(rest)}` : text + this.write(rest);
  }

  #table({ alignments, header, rows }: TableBlock): string {
    const row = (cells: TableBlock['rows'][number], tag: 'td' | 'th'): string => {
      const written = cells.map((cell, at) => {
        const alignment = alignments[at] ?? null;
        const style = alignment === null ? '' : ` style="text-align:${alignment}"`;
        return `<${tag}${style}>${this.inlines.write(cell)}</${tag}>`;
      });
      return `<tr>${written.join('')}</tr>`;
    };
    const head = header === null ? '' : `<thead>${row(header, 'th')}</thead>`;
    return `<table>${head}<tbody>${rows.map((cells) => row(cells, 'td')).join('')}</tbody></table>`;
  }
}

/** With a language as Teams' own code block, else as preformatted text. Its lines end in `<br>`, which no tidying of HTML can fold. */
const writeCode = (language: string, text: string): string => {
  const lines = escapeHtml(text).replaceAll('\n', '<br>');
  return language === ''
    ? `<pre><code>${lines}</code></pre>`
    : `<codeblock class="${escapeHtml(teamsLanguage(language))}"><code>${lines}</code></codeblock>`;
};
