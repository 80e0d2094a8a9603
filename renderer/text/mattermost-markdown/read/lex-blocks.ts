/**
 * The blocks of a post as Mattermost's own parser finds them (read in mattermost/marked, the block lexer): what a line is, in the order it is
 * asked; what stands in a quote or an item is read by itself. The lines of each are walked once.
 */
import type { Alignment } from '../../document/index.ts';
import {
  asWritten,
  bulletOf,
  closesFence,
  fenceOf,
  headingOf,
  isRule,
  isRuleAt,
  linesOfPost,
  opensQuote,
  underlineLevel,
  withoutQuote,
  type Bullet,
} from './lines.ts';
import { definitionOf, type NamedAddress, type NamedAddresses } from './parse-references.ts';
import { framedTableAt, openTableAt, type WrittenTable } from './parse-tables.ts';

/** A block with its text as it is written. */
export type PostBlock =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'heading'; readonly level: number; readonly text: string }
  | { readonly kind: 'code'; readonly info: string; readonly text: string }
  | { readonly kind: 'rule' }
  | { readonly kind: 'quote'; readonly blocks: readonly PostBlock[] }
  | {
      readonly kind: 'list';
      readonly ordered: boolean;
      readonly start: number;
      readonly items: readonly (readonly PostBlock[])[];
    }
  | {
      readonly kind: 'table';
      readonly alignments: readonly Alignment[];
      readonly header: readonly string[];
      readonly rows: readonly (readonly string[])[];
    };

/** The blocks of a post and what it names. */
export interface LexedPost {
  readonly blocks: readonly PostBlock[];
  readonly addresses: NamedAddresses;
}

/** Where blocks stand: tables and paragraphs are at the top or in quotes there, definitions at the top alone. */
interface Place {
  readonly inItem: boolean;
  readonly inQuote: boolean;
  readonly depth: number;
}

/** What all lexers of a post share: its lines as they were written, and what it names. */
interface WholePost {
  readonly written: readonly string[];
  readonly addresses: Map<string, NamedAddress>;
}

/** Deeper than any post that is parsed; what is deeper is text, as it is to Mattermost. */
const deepest = 100;

class BlockLexer {
  readonly #lines: readonly string[];
  /** Which line of the post the first one is; the others follow it there. */
  readonly #first: number;
  readonly #place: Place;
  readonly #post: WholePost;
  readonly #blocks: PostBlock[] = [];
  /** Signs that no line closes from a line on. */
  readonly #neverClosed = new Map<string, number>();
  #at = 0;

  constructor(lines: readonly string[], first: number, place: Place, post: WholePost) {
    this.#lines = lines;
    this.#first = first;
    this.#place = place;
    this.#post = post;
  }

  lex(): readonly PostBlock[] {
    if (this.#place.depth > deepest) return [paragraphOf(this.#lines)];
    while (this.#at < this.#lines.length) {
      if (this.#line(this.#at) === '') this.#at += 1;
      else this.#block();
    }
    return this.#blocks;
  }

  #line(at: number): string {
    return this.#lines[at] ?? '';
  }

  /** The end of a line, as long as `text`, as it was written: code keeps its tabs. */
  #written(at: number, text: string): string {
    return asWritten(this.#post.written[this.#first + at] ?? '', text);
  }

  /** Adds a block that ends before a line. */
  #add(block: PostBlock, end: number): void {
    this.#blocks.push(block);
    this.#at = end;
  }

  #block(): void {
    const [start, line] = [this.#at, this.#line(this.#at)];
    if (line.startsWith('    ')) return this.#indentedCode();
    const closing = this.#endOfFence(start);
    if (closing !== null) {
      const code = this.#lines.slice(start + 1, closing).map((one, at) => this.#written(start + 1 + at, one));
      return this.#add({ kind: 'code', info: fenceOf(line)?.info ?? '', text: code.join('\n') }, closing + 1);
    }
    const heading = headingOf(line);
    if (heading !== null) return this.#add({ kind: 'heading', ...heading }, start + 1);
    const open = this.#place.inItem ? null : openTableAt(this.#lines, start);
    if (open !== null) return this.#table(open);
    const level = underlineLevel(this.#lines[start + 1]);
    if (level !== null) return this.#add({ kind: 'heading', level, text: line.trim() }, start + 2);
    if (isRule(line)) return this.#add({ kind: 'rule' }, start + 1);
    if (opensQuote(line)) return this.#quote();
    const bullet = this.#bulletAt(start);
    if (bullet !== null) return this.#list(bullet);
    if (this.#place.inItem) return this.#text();
    const definition = this.#place.inQuote ? null : definitionOf(line);
    if (definition !== null) {
      this.#post.addresses.set(definition.name, definition);
      this.#at += 1;
      return;
    }
    const framed = framedTableAt(this.#lines, start);
    if (framed !== null) return this.#table(framed);
    let end = start + 1;
    while (end < this.#lines.length && this.#line(end) !== '' && !this.#interrupts(end)) end += 1;
    this.#add(paragraphOf(this.#lines.slice(start, end)), end);
  }

  #table({ alignments, header, rows, end }: WrittenTable): void {
    this.#add({ kind: 'table', alignments, header, rows }, end);
  }

  /** Whether a line ends a paragraph. Code that is indented and tables do not. */
  #interrupts(at: number): boolean {
    const line = this.#line(at);
    return (
      isRule(line) ||
      headingOf(line) !== null ||
      underlineLevel(this.#lines[at + 1]) !== null ||
      opensQuote(line) ||
      definitionOf(line) !== null ||
      this.#endOfFence(at) !== null ||
      this.#bulletAt(at) !== null
    );
  }

  /** In an item each line may be the last of its text. */
  #text(): void {
    const start = this.#at;
    let end = start + 1;
    while (end < this.#lines.length && this.#line(end) !== '' && !this.#endsText(end)) end += 1;
    this.#add(paragraphOf(this.#lines.slice(start, end)), end);
  }

  #endsText(at: number): boolean {
    const line = this.#line(at);
    return (
      line.startsWith('    ') ||
      isRule(line) ||
      headingOf(line) !== null ||
      underlineLevel(this.#lines[at + 1]) !== null ||
      opensQuote(line) ||
      this.#endOfFence(at) !== null ||
      this.#bulletAt(at) !== null
    );
  }

  /** Lines that are four spaces in; empty ones between them belong to it. */
  #indentedCode(): void {
    const code: string[] = [];
    let at = this.#at;
    while (this.#line(at).startsWith('    ')) {
      code.push(this.#written(at, this.#line(at).slice(4)));
      at += 1;
      while (at < this.#lines.length && this.#line(at).trim() === '') {
        code.push(this.#written(at, this.#line(at).replace(/^ {4}/, '')));
        at += 1;
      }
    }
    this.#add({ kind: 'code', info: '', text: code.join('\n') }, at);
  }

  /**
   * The line that closes the fence that a line opens; null where it opens none. A fence that nothing closes is text, unless the post, or
   * what it stands in, ends with an empty line.
   */
  #endOfFence(start: number): number | null {
    const fence = fenceOf(this.#line(start));
    if (fence === null || start + 1 >= this.#lines.length) return null;
    const { marker } = fence;
    const last = this.#lines.length - 1;
    let at = start + 1;
    if (at < (this.#neverClosed.get(marker) ?? Infinity)) {
      while (at <= last && !closesFence(this.#line(at), marker)) at += 1;
      if (at <= last) return at;
      this.#neverClosed.set(marker, start + 1);
    }
    return this.#line(last) === '' ? last : null;
  }

  /** Quotes go on over empty lines, and over lines without a mark as long as none is empty. */
  #quote(): void {
    const start = this.#at;
    const quoted: string[] = [];
    let at = start;
    while (at < this.#lines.length && opensQuote(this.#line(at))) {
      do {
        quoted.push(withoutQuote(this.#line(at)));
        at += 1;
      } while (at < this.#lines.length && this.#line(at) !== '' && definitionOf(this.#line(at)) === null);
      for (; at < this.#lines.length && this.#line(at) === ''; at += 1) quoted.push('');
    }
    this.#addUnlessEmpty(
      { kind: 'quote', blocks: this.#within(quoted, start, { inQuote: true }) },
      start,
      at,
    );
  }

  /** A mark and something after it, if only another line. */
  #bulletAt(at: number): Bullet | null {
    const line = this.#line(at);
    const bullet = bulletOf(line);
    const isAlone = bullet !== null && bullet.length === line.length && at + 1 >= this.#lines.length;
    return isAlone ? null : bullet;
  }

  /** Items whose marks stand as far in as the first; the marks may differ, the first says whether the list is numbered. */
  #list({ indent, number }: Bullet): void {
    const start = this.#at;
    const items: PostBlock[][] = [];
    let at = start;
    for (let more = true; more;) {
      const item = this.#item(at, indent);
      items.push([...this.#within(item.lines, at, { inItem: true })]);
      at = item.end;
      more = item.goesOn;
    }
    this.#addUnlessEmpty({ kind: 'list', ordered: number !== null, start: number ?? 1, items }, start, at);
  }

  /** The lines of the item at a line, the line after them, and whether that is another item of the list. */
  #item(start: number, indent: string): Item {
    const bullet = bulletOf(this.#line(start));
    const length = bullet?.length ?? 0;
    const first = this.#line(start).slice(length);
    const lines = [first];
    let at = start + 1;
    for (; at < this.#lines.length; at += 1) {
      const line = this.#line(at);
      if (isRuleAt(line, indent) || definitionOf(line) !== null) return { lines, end: at, goesOn: false };
      if (this.#isItem(at, indent)) return { lines, end: at, goesOn: true };
      if (line === '') {
        // One empty line goes before what is indented or another item; two end the list.
        const next = this.#line(at + 1);
        const goesOn = next.startsWith(' ') || this.#isItem(at + 1, indent);
        if (at + 1 < this.#lines.length && !goesOn)
          return { lines: [...lines, ''], end: at + 1, goesOn: false };
      } else if (at === start + 1 && first !== '' && !/^\s/.test(line) && !this.#isOneSign(at, indent))
        // A line that is not indented is no part of an item, unless an indented one stands between them.
        return { lines, end: at, goesOn: false };
      lines.push(outdented(line, length));
    }
    return { lines, end: at, goesOn: false };
  }

  #isItem(at: number, indent: string): boolean {
    const bullet = at < this.#lines.length ? bulletOf(this.#line(at)) : null;
    return bullet?.indent === indent;
  }

  /** Mattermost's rule for lines that are not indented asks for two signs. */
  #isOneSign(at: number, indent: string): boolean {
    return this.#line(at).length === 1 && (at + 1 >= this.#lines.length || this.#isItem(at + 1, indent));
  }

  /** `first`: the line here that the first of them is the end of. */
  #within(lines: readonly string[], first: number, place: Partial<Place>): readonly PostBlock[] {
    const inner = { ...this.#place, ...place, depth: this.#place.depth + 1 };
    return new BlockLexer(lines, this.#first + first, inner, this.#post).lex();
  }

  /** Signs that would hold nothing stay to be read. */
  #addUnlessEmpty(block: PostBlock & { readonly kind: 'quote' | 'list' }, start: number, end: number): void {
    const isEmpty =
      block.kind === 'quote' ? block.blocks.length === 0 : block.items.every(({ length }) => length === 0);
    this.#add(isEmpty ? paragraphOf(this.#lines.slice(start, end)) : block, end);
  }
}

/** A line without as many spaces at its start, or as many as it has. */
const outdented = (line: string, most: number): string => {
  let spaces = 0;
  while (spaces < most && line.charAt(spaces) === ' ') spaces += 1;
  return line.slice(spaces);
};

interface Item {
  readonly lines: readonly string[];
  readonly end: number;
  readonly goesOn: boolean;
}

const paragraphOf = (lines: readonly string[]): PostBlock => ({
  kind: 'paragraph',
  text: lines.join('\n').trim(),
});

/** Finds the blocks of a post, whose lines end with line feeds. */
export const lexPost = (source: string): LexedPost => {
  const addresses = new Map<string, NamedAddress>();
  const top: Place = { inItem: false, inQuote: false, depth: 1 };
  const post: WholePost = { written: source.split('\n'), addresses };
  const blocks = new BlockLexer(linesOfPost(source), 0, top, post).lex();
  return { blocks, addresses };
};
