/** Documents of every kind, made by fast-check. Their texts are full of what both sides take for markup. */
import fc from 'fast-check';
import type {
  Alignment,
  Block,
  Cell,
  Document,
  HeadingLevel,
  Inline,
  ListItem,
  MarkKind,
} from '../../document/index.ts';
import { people } from './crossing.ts';

const words = fc.constantFrom(
  'hello',
  'Wörld',
  'שלום',
  'مرحبا',
  'e\u0301te\u0301',
  '你好',
  'a',
  'I',
  '12',
  '👩‍👩‍👧',
  '❤️',
  'café',
);
const suspicious = fc.constantFrom(
  '*',
  '**',
  '_',
  '__',
  '~~',
  '`',
  '```',
  '#',
  '## x',
  '> q',
  '- item',
  '1. one',
  '2)',
  '---',
  '===',
  '|',
  '| a | b |',
  '[a](b)',
  '[x]',
  '[ ] task',
  '![i](http://x.example/i.png)',
  '[r]: http://x.example',
  '<b>bold</b>',
  '<https://x.example>',
  '&lt;',
  '&amp;amp;',
  '&',
  '<',
  '>',
  '\\',
  '\\*',
  '\\\\server\\share',
  'C:\\dir',
  '@all',
  '@channel.',
  '@ada',
  '@nobody',
  'ada@example.org',
  ':smile:',
  ':nosuch:',
  '10:30:45',
  ':)',
  '#tag',
  '~town',
  'http://x.example/a_b_c',
  'https://x.example/(y)?z=1&lt=2',
  'www.x.example/y',
  'snake_case_name',
  '2 * 3 * 4',
  '$x_1$',
  '"quoted"',
  '!',
  '.',
  '(',
  ')',
);
const glue = fc.constantFrom('', ' ', ' ', '  ', '\u00a0');

export const anyText: fc.Arbitrary<string> = fc
  .array(fc.tuple(fc.oneof({ weight: 3, arbitrary: words }, { weight: 2, arbitrary: suspicious }), glue), {
    minLength: 1,
    maxLength: 6,
  })
  .map((parts) => parts.map(([part, space]) => part + space).join(''));

const leaf: fc.Arbitrary<Inline> = fc.oneof(
  { weight: 6, arbitrary: anyText.map((value): Inline => ({ kind: 'text', text: value })) },
  { weight: 1, arbitrary: anyText.map((value): Inline => ({ kind: 'code', text: value })) },
  { weight: 1, arbitrary: fc.constant<Inline>({ kind: 'break' }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Inline>(
      { kind: 'emoji', emoji: '😄', name: 'smile' },
      { kind: 'emoji', emoji: '👍🏽', name: '+1' },
      { kind: 'emoji', emoji: null, name: 'partyparrot' },
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Inline>(
      ...people.map(({ personId, displayName }): Inline => ({
        kind: 'mention',
        target: { kind: 'person', personId },
        text: displayName,
      })),
      { kind: 'mention', target: { kind: 'everyone' }, text: 'Everyone' },
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Inline>(
      {
        kind: 'image',
        source: { kind: 'web', url: 'https://media.example/wave.gif' },
        alternative: 'wave [hello]',
        width: 100,
        height: 50,
      },
      {
        kind: 'image',
        source: { kind: 'web', url: 'https://media.example/a(b).png' },
        alternative: '',
        width: null,
        height: null,
      },
    ),
  },
);

const url = fc.constantFrom(
  'https://example.org/',
  'https://example.org/a_b_c?x=1&y=2#z',
  'https://en.example.org/wiki/Isthmus_(land)',
  'https://example.org/a%20b',
  'mailto:ada@example.org',
  'https://example.org/~ada/*',
);

/** Marks that both sides have, unless told otherwise. */
const inlineOf = (marks: readonly MarkKind[]): fc.Arbitrary<Inline> =>
  fc.letrec<{ inline: Inline }>((tie) => ({
    inline: fc.oneof(
      { maxDepth: 3 },
      leaf,
      fc
        .tuple(fc.constantFrom(...marks), fc.array(tie('inline'), { minLength: 1, maxLength: 3 }))
        .map(([kind, children]): Inline => ({ kind, children })),
      fc
        .tuple(url, fc.constantFrom('', 'a "title"'), fc.array(leaf, { minLength: 1, maxLength: 2 }))
        .map(([address, title, children]): Inline => ({
          kind: 'link',
          url: address,
          title,
          children: children.filter(({ kind }) => kind !== 'mention' && kind !== 'break'),
        })),
    ),
  })).inline;

const blockOf = (inline: fc.Arbitrary<Inline>): fc.Arbitrary<Block> => {
  const inlines = fc.array(inline, { minLength: 1, maxLength: 4 });
  return fc.letrec<{ block: Block }>((tie) => ({
    block: fc.oneof(
      { maxDepth: 3 },
      inlines.map((children): Block => ({ kind: 'paragraph', children })),
      fc
        .tuple(fc.constantFrom<HeadingLevel>(1, 2, 3), inlines)
        .map(([level, children]): Block => ({ kind: 'heading', level, children })),
      fc
        .tuple(fc.constantFrom('', 'javascript', 'python'), fc.array(anyText, { minLength: 1, maxLength: 3 }))
        .map(([language, lines]): Block => ({ kind: 'code', language, text: lines.join('\n  ') })),
      fc.constant<Block>({ kind: 'rule' }),
      fc
        .tuple(fc.boolean(), fc.integer({ min: 1, max: 9 }), items(tie('block')))
        .map(([ordered, start, list]): Block => ({
          kind: 'list',
          ordered,
          start: ordered ? start : 1,
          items: list,
        })),
      fc
        .array(tie('block'), { minLength: 1, maxLength: 2 })
        .map((blocks): Block => ({ kind: 'quote', authorName: null, messageId: null, blocks })),
    ),
  })).block;
};

const items = (block: fc.Arbitrary<Block>): fc.Arbitrary<ListItem[]> =>
  fc.array(
    fc
      .tuple(fc.constantFrom(null, null, true, false), anyText, fc.array(block, { maxLength: 2 }))
      .map(([checked, first, blocks]): ListItem => ({
        checked,
        blocks: [{ kind: 'paragraph', children: [{ kind: 'text', text: `item ${first}` }] }, ...blocks],
      })),
    { minLength: 1, maxLength: 3 },
  );

const tableOf = (inline: fc.Arbitrary<Inline>): fc.Arbitrary<Block> => {
  const cell: fc.Arbitrary<Cell> = fc.array(inline, { maxLength: 2 });
  const row = fc.array(cell, { minLength: 1, maxLength: 3 });
  return fc
    .tuple(
      fc.option(row),
      fc.array(row, { minLength: 1, maxLength: 3 }),
      fc.array(fc.constantFrom<Alignment>('left', 'center', 'right', null), { maxLength: 3 }),
    )
    .map(([header, rows, alignments]): Block => ({ kind: 'table', header, rows, alignments }));
};

/** Documents; tables stand at the top, where Mattermost draws them. */
export const documents = (
  marks: readonly MarkKind[] = ['strong', 'emphasis', 'strike'],
): fc.Arbitrary<Document> => {
  const inline = inlineOf(marks);
  return fc
    .array(fc.oneof({ weight: 5, arbitrary: blockOf(inline) }, { weight: 1, arbitrary: tableOf(inline) }), {
      maxLength: 4,
    })
    .map((blocks) => ({ blocks }));
};
