/**
 * Bodies as Teams' composer makes them and as people paste into it, made by fast-check: nested lists, tables, quotes, code, mentions, emoji,
 * markers of attachments, what Word and Outlook leave, text from right to left, tags that nobody closed.
 */
import fc from 'fast-check';
import { people } from './crossing.ts';

const text = fc.constantFrom(
  'hello',
  'a &amp; b',
  'x &lt; y',
  '&nbsp;',
  'two&nbsp;&nbsp;spaces',
  'שלום עולם',
  'مرحبا',
  '你好',
  '👩‍👩‍👧',
  '@all',
  '*no* _mark_ ~~up~~',
  '# not a heading',
  '1. one',
  '- item',
  'line\nof source',
  ' ',
  '&#8203;',
  'https://x.example/a_b',
  '&copy; 2026',
  '3 < 4 & 5',
);

const leaf = fc.oneof(
  { weight: 5, arbitrary: text },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      '<br>',
      '<emoji id="smile" alt="😄" title="Smile"></emoji>',
      '<customemoji id="x" alt="party" source="https://graph.example/x"></customemoji>',
      '<img alt="wave" src="https://media.example/wave.gif" width="100" height="50" style="vertical-align:bottom">',
      '<span itemscope itemtype="http://schema.skype.com/Emoji"><img itemtype="http://schema.skype.com/Emoji" alt="🎉" src="https://statics.example/e.png"></span>',
      `<at id="0">${people[0]?.displayName ?? ''}</at>`,
      '<at id="0">Ada</at>&nbsp;<at id="1">Okafor</at>',
      '<attachment id="1"></attachment>',
      '<systemEventMessage/>',
      '<o:p>&nbsp;</o:p>',
      '<!--[if gte mso 9]><xml></xml><![endif]-->',
      '<style>p.MsoNormal { margin: 0 }</style>',
      '<code>a_b *c*</code>',
      '<input type="checkbox">',
    ),
  },
);

const marks = [
  '<strong>',
  '<em>',
  '<u>',
  '<s>',
  '<sup>',
  '<span style="font-size:large; color:#a4262c">',
  '<span style="font-weight:700;font-family:Calibri,sans-serif">',
  '<font color="red" size="2">',
  '<a href="https://x.example/y" rel="noreferrer" title="https://x.example/y">',
  '<span lang="EN-US">',
];
const blocks = [
  '<p>',
  '<div>',
  '<p dir="rtl" style="text-align:right">',
  '<p class="MsoNormal" style="margin:0cm;text-align:center">',
  '<div style="margin-left:40px"><div>',
  '<h1>',
  '<h3>',
  '<blockquote>',
  '<blockquote itemscope itemtype="http://schema.skype.com/Reply" itemid="1"><strong itemprop="mri">Ada</strong>',
  '<pre>',
  '<codeblock class="JavaScript"><code>',
  '<center>',
];

/** The tags that close what `opening` opens, the innermost first. */
const closingOf = (opening: string): string =>
  [...opening.matchAll(/<([a-z0-9]+)/g)]
    .map(([, name = '']) => `</${name}>`)
    .filter((tag) => !opening.includes(tag))
    .reverse()
    .join('');

/** Now and then a tag stays open, as pasted text has it. */
const closing = (opening: string): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 12, arbitrary: fc.constant(closingOf(opening)) },
    { weight: 1, arbitrary: fc.constant('') },
  );

const wrapped = (openings: readonly string[], inner: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .constantFrom(...openings)
    .chain((opening) =>
      fc.tuple(inner, closing(opening)).map(([content, close]) => opening + content + close),
    );

const joined = (part: fc.Arbitrary<string>, maxLength: number): fc.Arbitrary<string> =>
  fc.array(part, { minLength: 1, maxLength }).map((parts) => parts.join(''));

const listOf = (item: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom('ul', 'ol', 'ol start="4"'), fc.array(item, { minLength: 1, maxLength: 3 }))
    .map(
      ([tag, items]) =>
        `<${tag}>\n${items.map((one) => `<li>${one}</li>`).join('\n')}\n</${tag.slice(0, 2)}>`,
    );

const tableOf = (cell: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.constantFrom('td', 'th', 'td colspan="2"', 'td style="text-align:right"', 'td rowspan="2"'),
      fc.array(fc.array(cell, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }),
    )
    .map(([first, rows]) => {
      const rowOf = (cells: readonly string[], tag: string): string =>
        `<tr>${cells.map((one) => `<${tag}><p>${one}</p></${tag.slice(0, 2)}>`).join('')}</tr>`;
      return `<table itemprop="copy-paste-table"><tbody>${rows.map((cells, at) => rowOf(cells, at === 0 ? first : 'td')).join('\n')}</tbody></table>`;
    });

const { body } = fc.letrec<{ inline: string; body: string }>((tie) => ({
  inline: fc.oneof({ maxDepth: 3 }, leaf, joined(leaf, 3), wrapped(marks, tie('inline'))),
  body: fc.oneof(
    { maxDepth: 4 },
    tie('inline'),
    wrapped(blocks, joined(tie('inline'), 3)),
    wrapped(blocks, tie('body')),
    listOf(fc.oneof(tie('inline'), joined(tie('body'), 2))),
    tableOf(fc.oneof(tie('inline'), tie('body'))),
    fc.constant('<hr>'),
  ),
}));

/** Bodies of one to four parts. */
export const teamsBodies: fc.Arbitrary<string> = joined(body, 4);
