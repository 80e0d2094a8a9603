/** The blocks of a Teams body, from the tree of its HTML. */
import type { FileReference } from '../../../model/index.ts';
import type {
  Block,
  HeadingLevel,
  Inline,
  Leaf,
  LinkInline,
  Look,
  ParagraphBlock,
  Run,
} from '../../document/index.ts';
import { inlinesOf, runsOf } from '../../document/index.ts';
import { isTeamsMedia } from './teams-only-address.ts';
import { languageOfClasses } from '../languages.ts';
import { linkTo } from './link-titles.ts';
import { alignOf } from './align.ts';
import { lookOf } from './looks.ts';
import { MentionJoiner, type FindMentioned } from './mentions.ts';
import { literalText, type HtmlElement, type HtmlNode } from './nodes.ts';
import {
  customEmojiOf,
  emojiOf,
  isEmojiPicture,
  linkAddress,
  marksOf,
  mentionOf,
  pictureOf,
} from './read-inlines.ts';
import { readList } from './read-lists.ts';
import { readQuote } from './read-quotes.ts';
import { readRecording } from './read-recordings.ts';
import { readTable } from './read-tables.ts';

export interface ReadingContext {
  readonly mentioned: FindMentioned;
  /** Pictures of the message by the `src` they have in the body. */
  readonly files: ReadonlyMap<string, FileReference>;
  /** What stands where a marker `<attachment id>` does. */
  attached(id: string): readonly Block[];
  /** False where recordings stand beside the text. */
  readonly hasRecordings?: boolean;
}

const lineTags = new Set(
  'address article aside body caption center dd details dialog div dl dt fieldset figcaption figure footer form header hgroup html legend li main menu nav optgroup option p search section summary table tbody tfoot thead tr'.split(
    ' ',
  ),
);

const flattened = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'table', 'tr']);

/** What white space of HTML folds into one space; a no-break space does not, and one space is one already. */
const foldable = /[\t\n\r\f\v][ \t\n\r\f\v]*| [ \t\n\r\f\v]+/g;

/** What surrounds text: the marks, link and look it stands in. */
interface Within {
  readonly marks: number;
  readonly link: LinkInline | null;
  readonly look: Look | undefined;
}

const plainly: Within = { marks: 0, link: null, look: undefined };

class BlockReader {
  readonly blocks: Block[] = [];
  readonly #context: ReadingContext;
  readonly #joiner = new MentionJoiner();
  /** In a heading or a cell: what is read becomes lines, so that neither headings nor tables are found in it. */
  readonly #flat: boolean;
  #runs: Run[] = [];
  #align: ParagraphBlock['align'];
  #endsInSpace = true;

  constructor(context: ReadingContext, flat: boolean) {
    this.#context = context;
    this.#flat = flat;
  }

  read(nodes: readonly HtmlNode[], within: Within): void {
    for (const node of nodes)
      if (typeof node === 'string') this.#text(node, within);
      else this.#element(node, within);
  }

  finish(): Block[] {
    this.#flush();
    return this.blocks;
  }

  #element(element: HtmlElement, within: Within): void {
    const { name, attributes, children } = element;
    const { marks, link, look } = within;
    switch (this.#flat && flattened.has(name) ? 'div' : name) {
      case 'br':
        this.#leaf({ kind: 'break' }, within);
        this.#endsInSpace = true;
        return;
      case 'hr':
        this.#block({ kind: 'rule' });
        return;
      case 'h1':
      case 'h2':
      case 'h3':
      case 'h4':
      case 'h5':
      case 'h6':
        this.#block({
          kind: 'heading',
          level: Number(name.slice(1)) as HeadingLevel,
          children: flatInlines(this.#inner(children, true)),
          ...alignedBy(alignOf(element, this.#align)),
        });
        return;
      case 'ul':
      case 'ol':
        this.#block(readList(element, (nodes) => this.#inner(nodes)));
        return;
      case 'blockquote':
        this.#block(readQuote(element, (nodes) => this.#inner(nodes)));
        return;
      case 'table':
        for (const caption of element.children)
          if (typeof caption !== 'string' && caption.name === 'caption')
            this.#block(...this.#inner(caption.children, true));
        this.#block(readTable(element, (nodes) => flatInlines(this.#inner(nodes, true))));
        return;
      case 'pre':
      case 'codeblock':
        this.#block({
          kind: 'code',
          language: codeLanguage(element),
          text: literalText(children),
        });
        return;
      case 'code':
      case 'kbd':
      case 'samp':
      case 'tt':
        this.#code(literalText(children), within);
        return;
      case 'math':
        // Formulas are code on the other side; their own text is LaTeX, what they are drawn with is not.
        this.#code((attributes.alttext ?? literalText(children)).trim(), within);
        return;
      case 'attachment': {
        const attached = this.#context.attached(attributes.id ?? '');
        if (attached.length > 0) this.#block(...attached);
        return;
      }
      case 'a': {
        const url = isTeamsMedia(attributes.href ?? '') ? null : linkAddress(attributes.href);
        this.read(
          children,
          url === null || link !== null ? within : { ...within, link: linkTo(url, attributes.title ?? '') },
        );
        return;
      }
      case 'td':
      case 'th':
        // Of a table in a table, or of one that lost its frame: the words of one cell are not those of the next.
        this.#text(' ', within);
        this.read(children, within);
        return;
      case 'emoji':
        this.#optional(emojiOf(element), within);
        return;
      case 'customemoji':
        this.#optional(customEmojiOf(element, this.#context.files), within);
        return;
      case 'img':
        this.#optional(
          isEmojiPicture(element) ? emojiOf(element) : pictureOf(element, this.#context.files),
          within,
        );
        return;
      case 'video':
      case 'audio':
        if (this.#context.hasRecordings !== false)
          this.#block(...readRecording(element, this.#context.files));
        this.read(children, within);
        return;
      case 'at':
        this.#mention(mentionOf(element, this.#context.mentioned), within);
        return;
      default: {
        const isLine = lineTags.has(name) || (this.#flat && flattened.has(name));
        if (isLine) this.#flush();
        const align = this.#align;
        if (isLine) this.#align = alignOf(element, align);
        const marked = marks | marksOf(element);
        const looking = lookOf(element, look);
        this.read(
          children,
          marked === marks && looking === look ? within : { marks: marked, link, look: looking },
        );
        if (isLine) this.#flush();
        this.#align = align;
      }
    }
  }

  #inner(nodes: readonly HtmlNode[], flat = this.#flat): Block[] {
    const reader = new BlockReader(this.#context, flat);
    reader.read(nodes, plainly);
    return reader.finish();
  }

  #text(text: string, within: Within): void {
    const folded = text.replace(foldable, ' ');
    const kept = this.#endsInSpace && folded.startsWith(' ') ? folded.slice(1) : folded;
    if (kept === '') return;
    this.#endsInSpace = kept.endsWith(' ');
    if (kept.trim() !== '') this.#joiner.forget();
    const { marks, link, look } = within;
    const leaf = { kind: 'text', text: kept.replaceAll('\u00a0', ' ') } as const;
    this.#runs.push({ leaf: look === undefined ? leaf : { ...leaf, look }, marks, link });
  }

  #leaf(leaf: Leaf, within: Within): void {
    this.#endsInSpace = false;
    this.#joiner.forget();
    this.#runs.push({ leaf, marks: within.marks, link: within.link });
  }

  #optional(leaf: Leaf | null, within: Within): void {
    if (leaf !== null) this.#leaf(leaf, within);
  }

  /** Code of several lines is a block, whatever tag it stands in. */
  #code(text: string, within: Within): void {
    if (text.trim().includes('\n')) this.#block({ kind: 'code', language: '', text });
    else this.#leaf({ kind: 'code', text }, within);
  }

  #mention(leaf: Leaf | null, within: Within): void {
    if (leaf?.kind !== 'mention') {
      this.#optional(leaf, within);
      return;
    }
    const { marks, link } = within;
    const joined = this.#joiner.join(leaf);
    this.#endsInSpace = false;
    if (joined !== null) {
      const at = this.#runs.findLastIndex((run) => run.leaf.kind === 'mention');
      this.#runs.splice(at, this.#runs.length - at, { leaf: joined, marks, link });
    } else this.#runs.push({ leaf, marks, link });
  }

  #block(...blocks: readonly Block[]): void {
    this.#flush();
    for (const block of blocks) this.blocks.push(block);
  }

  #flush(): void {
    if (this.#runs.length > 0)
      this.blocks.push({ kind: 'paragraph', children: inlinesOf(this.#runs), ...alignedBy(this.#align) });
    this.#runs = [];
    this.#endsInSpace = true;
    this.#joiner.forget();
  }
}

const alignedBy = (align: ParagraphBlock['align']): Pick<ParagraphBlock, 'align'> =>
  align === undefined ? {} : { align };

/** The class stands on the block, or on the one `<code>` in it. */
const codeLanguage = (block: HtmlElement): string => {
  const inner = block.children.filter((node) => typeof node !== 'string' || node.trim() !== '');
  const [only] = inner;
  const code = inner.length === 1 && typeof only === 'object' && only.name === 'code' ? only : null;
  const classes = [block, ...(code === null ? [] : [code])].map(({ attributes }) => attributes.class ?? '');
  return languageOfClasses(classes, block.name === 'codeblock');
};

/** Blocks on one line each, for headings and cells, which hold no blocks. */
const flatInlines = (blocks: readonly Block[]): Inline[] => {
  const lines: Inline[][] = [];
  const add = (block: Block, prefix: string): void => {
    switch (block.kind) {
      case 'paragraph':
      case 'heading':
        lines.push([{ kind: 'text', text: prefix }, ...block.children]);
        return;
      case 'code':
        for (const text of block.text.split('\n')) lines.push([{ kind: 'code', text }]);
        return;
      case 'quote':
        for (const inner of block.blocks) add(inner, prefix);
        return;
      case 'list':
        for (const [at, item] of block.items.entries()) {
          const bullet = block.ordered ? `${block.start + at}. ` : '- ';
          const box = item.checked === null ? '' : item.checked ? '☑ ' : '☐ ';
          for (const [place, inner] of item.blocks.entries()) add(inner, place === 0 ? bullet + box : '');
        }
        return;
      case 'table':
        for (const row of block.header === null ? block.rows : [block.header, ...block.rows])
          lines.push(row.flatMap((cell): Inline[] => [{ kind: 'text', text: ' ' }, ...cell]));
        return;
      case 'rule':
    }
  };
  for (const block of blocks) add(block, '');
  const runs = lines.flatMap((line, at): Run[] => [
    ...(at === 0 ? [] : [{ leaf: { kind: 'break' }, marks: 0, link: null } as const]),
    ...runsOf(line),
  ]);
  return inlinesOf(runs);
};

/** The blocks of a body's nodes, not yet in their normal form. */
export const readBlocks = (nodes: readonly HtmlNode[], context: ReadingContext): Block[] => {
  const reader = new BlockReader(context, false);
  reader.read(nodes, plainly);
  return reader.finish();
};
