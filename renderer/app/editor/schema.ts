/**
 * The schema of the editor: the neutral document (`renderer/text/document/`), block by block and leaf by leaf, so that no other form is
 * needed between them. It has no place for looks that only the screen shows (`withoutLooks`).
 */
import { Schema, type DOMOutputSpec, type MarkSpec, type NodeSpec } from 'prosemirror-model';
import type {
  Alignment,
  HeadingLevel,
  ImageInline,
  Leaf,
  MarkKind,
  MentionTarget,
  QuoteBlock,
} from '../../text/document/index.ts';

/** The attributes of nodes and marks in the schema; only the converters read and write them. */
export interface NodeAttributes {
  readonly heading: { readonly level: HeadingLevel };
  readonly list: { readonly ordered: boolean; readonly start: number };
  readonly list_item: { readonly checked: boolean | null };
  readonly quote: Pick<QuoteBlock, 'authorName' | 'messageId'>;
  readonly code_block: { readonly language: string };
  readonly table: { readonly alignments: readonly Alignment[]; readonly hasHeader: boolean };
  readonly emoji: Omit<Extract<Leaf, { readonly kind: 'emoji' }>, 'kind'>;
  readonly mention: { readonly target: MentionTarget; readonly text: string };
  readonly image: Omit<ImageInline, 'kind'>;
}

export interface LinkAttributes {
  readonly url: string;
  readonly title: string;
}

const shown = (attributes: unknown): NodeAttributes => attributes as NodeAttributes;

const wholeLine: Pick<NodeSpec, 'group' | 'defining'> = { group: 'block', defining: true };
const ofOwn = (name: string, more: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  class: `isthmus-${name}`,
  ...more,
});

const nodes = {
  doc: { content: 'block+' },
  paragraph: {
    group: 'block',
    content: 'inline*',
    parseDOM: [{ tag: 'p' }],
    toDOM: (): DOMOutputSpec => ['p', { dir: 'auto' }, 0],
  },
  heading: {
    ...wholeLine,
    content: 'inline*',
    attrs: { level: { validate: 'number' } },
    toDOM: ({ attrs }): DOMOutputSpec => [
      `h${(attrs as NodeAttributes['heading']).level}`,
      { dir: 'auto' },
      0,
    ],
  },
  quote: {
    ...wholeLine,
    content: 'block+',
    attrs: { authorName: { default: null }, messageId: { default: null } },
    toDOM: (): DOMOutputSpec => ['blockquote', 0],
  },
  list: {
    group: 'block',
    content: 'list_item+',
    attrs: { ordered: { default: false }, start: { default: 1 } },
    toDOM: ({ attrs }): DOMOutputSpec => {
      const { ordered, start } = attrs as NodeAttributes['list'];
      return ordered ? ['ol', { start: String(start) }, 0] : ['ul', 0];
    },
  },
  list_item: {
    content: 'block+',
    defining: true,
    attrs: { checked: { default: null } },
    toDOM: ({ attrs }): DOMOutputSpec => {
      const { checked } = attrs as NodeAttributes['list_item'];
      return ['li', checked === null ? {} : ofOwn(checked ? 'done' : 'task'), 0];
    },
  },
  code_block: {
    ...wholeLine,
    content: 'text*',
    marks: '',
    code: true,
    attrs: { language: { default: '' } },
    toDOM: ({ attrs }): DOMOutputSpec => [
      'pre',
      { dir: 'ltr', 'data-language': (attrs as NodeAttributes['code_block']).language, spellcheck: 'false' },
      ['code', 0],
    ],
  },
  table: {
    group: 'block',
    content: 'table_row+',
    isolating: true,
    attrs: { alignments: { default: [] }, hasHeader: { default: false } },
    toDOM: (): DOMOutputSpec => ['table', ['tbody', 0]],
  },
  table_row: { content: 'table_cell+', toDOM: (): DOMOutputSpec => ['tr', 0] },
  table_cell: { content: 'inline*', isolating: true, toDOM: (): DOMOutputSpec => ['td', { dir: 'auto' }, 0] },
  rule: { group: 'block', toDOM: (): DOMOutputSpec => ['hr'] },
  text: { group: 'inline' },
  break: {
    group: 'inline',
    inline: true,
    selectable: false,
    linebreakReplacement: true,
    parseDOM: [{ tag: 'br' }],
    toDOM: (): DOMOutputSpec => ['br'],
  },
  emoji: {
    group: 'inline',
    inline: true,
    attrs: { emoji: { default: null }, name: {}, fileId: { default: undefined } },
    toDOM: ({ attrs }): DOMOutputSpec => {
      const { emoji, name } = shown({ emoji: attrs }).emoji;
      return ['span', ofOwn('emoji', { title: `:${name}:` }), emoji ?? `:${name}:`];
    },
    leafText: ({ attrs }) => shown({ emoji: attrs }).emoji.emoji ?? `:${shown({ emoji: attrs }).emoji.name}:`,
  },
  mention: {
    group: 'inline',
    inline: true,
    attrs: { target: {}, text: {} },
    toDOM: ({ attrs }): DOMOutputSpec => ['bdi', ofOwn('mention'), shown({ mention: attrs }).mention.text],
    leafText: ({ attrs }) => shown({ mention: attrs }).mention.text,
  },
  image: {
    group: 'inline',
    inline: true,
    attrs: { source: {}, alternative: { default: '' }, width: { default: null }, height: { default: null } },
    toDOM: ({ attrs }): DOMOutputSpec => [
      'span',
      ofOwn('image'),
      shown({ image: attrs }).image.alternative || '🖼',
    ],
  },
} as const satisfies Readonly<Record<string, NodeSpec>>;

/** For each mark, the element that shows it, and elements that a browser may make while the user types. */
const markElements: Readonly<Record<MarkKind | 'code', readonly [string, ...string[]]>> = {
  strong: ['strong', 'b'],
  emphasis: ['em', 'i'],
  strike: ['s', 'del'],
  underline: ['u'],
  superscript: ['sup'],
  subscript: ['sub'],
  code: ['code'],
};

const markSpec = (kind: MarkKind | 'code'): MarkSpec => ({
  parseDOM: markElements[kind].map((tag) => ({ tag })),
  toDOM: (): DOMOutputSpec => [markElements[kind][0], 0],
});

const marks = {
  link: {
    attrs: { url: {}, title: { default: '' } },
    inclusive: false,
    // An address of a text is never put into an `href`.
    toDOM: ({ attrs }): DOMOutputSpec => ['a', { title: (attrs as LinkAttributes).url }, 0],
  },
  strong: markSpec('strong'),
  emphasis: markSpec('emphasis'),
  strike: markSpec('strike'),
  underline: markSpec('underline'),
  superscript: { ...markSpec('superscript'), excludes: 'superscript' },
  subscript: { ...markSpec('subscript'), excludes: 'subscript' },
  code: { ...markSpec('code'), code: true },
} as const satisfies Readonly<Record<string, MarkSpec>>;

export const editorSchema = new Schema({ nodes, marks });
