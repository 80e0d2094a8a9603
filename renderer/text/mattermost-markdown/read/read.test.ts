/** The content of a post: each kind of markup, as Mattermost's own app shows it. */
import { describe, expect, it } from 'vitest';
import type { ConversationId, PersonId } from '../../../model/index.ts';
import type { Block, Inline } from '../../document/index.ts';
import { paragraph, textInline } from '../../document/index.ts';
import { mentionedIn, readMattermostBody, type MattermostReading } from '../index.ts';

const named = (words: string, names: 'hashtag' | 'channel'): Inline => ({
  kind: 'text',
  text: words,
  look: { names },
});
const text = textInline;
const ada = 'account/user/ada' as PersonId;
const town = 'account/channel/town' as ConversationId;
const reading: MattermostReading = {
  mentioned: mentionedIn([
    { kind: 'person', personId: ada, text: '@ada' },
    { kind: 'person', personId: ada, text: '@ada.okafor' },
  ]),
  channel: (name) => (name === 'town-square' ? town : null),
  isCustomEmoji: (name) => name === 'partyparrot',
  siteUrl: 'https://mm.example',
};
const read = (markdown: string, more: MattermostReading = {}): readonly Block[] =>
  readMattermostBody(markdown, { ...reading, ...more }).blocks;

const strong = (...children: Inline[]): Inline => ({ kind: 'strong', children });
const emphasis = (...children: Inline[]): Inline => ({ kind: 'emphasis', children });
const link = (url: string, ...children: Inline[]): Inline => ({ kind: 'link', url, title: '', children });
const toAda = (name: string): Inline => ({
  kind: 'mention',
  target: { kind: 'person', personId: ada },
  text: name,
});
const everyone = (name: string): Inline => ({ kind: 'mention', target: { kind: 'everyone' }, text: name });
const item = (...blocks: Block[]): { checked: null; blocks: Block[] } => ({ checked: null, blocks });
const bullets = (...items: { checked: boolean | null; blocks: Block[] }[]): Block => ({
  kind: 'list',
  ordered: false,
  start: 1,
  items,
});
const line = { kind: 'break' } as const;

describe('a post', () => {
  const golden: readonly (readonly [string, string, readonly Block[]])[] = [
    [
      'bold, italics, strike',
      '**a** *b* _c_ ~~d~~',
      [
        paragraph(strong(text('a')), text(' '), emphasis(text('b c')), text(' '), {
          kind: 'strike',
          children: [text('d')],
        }),
      ],
    ],
    [
      'bold before a letter, which CommonMark does not take',
      '**Note:**text',
      [paragraph(strong(text('Note:')), text('text'))],
    ],
    ['an underscore within words as text', 'a_b_c', [paragraph(text('a_b_c'))]],
    ['a single newline as a line break', 'a\nb', [paragraph(text('a'), line, text('b'))]],
    [
      'headings',
      '# a\n## b',
      [
        { kind: 'heading', level: 1, children: [text('a')] },
        { kind: 'heading', level: 2, children: [text('b')] },
      ],
    ],
    ['a hashtag as text that looks like one', '#tag.', [paragraph(named('#tag', 'hashtag'), text('.'))]],
    ['marks with nothing after them as text', '#', [paragraph(text('#'))]],
    ['a bullet with nothing after it as text', '-', [paragraph(text('-'))]],
    ['`1)` as text', '1) a', [paragraph(text('1) a'))]],
    [
      'a list in a list',
      '- a\n  1. b',
      [
        bullets(
          item(paragraph(text('a')), {
            kind: 'list',
            ordered: true,
            start: 1,
            items: [item(paragraph(text('b')))],
          }),
        ),
      ],
    ],
    [
      'a list from any number',
      'a\n7. b',
      [paragraph(text('a')), { kind: 'list', ordered: true, start: 7, items: [item(paragraph(text('b')))] }],
    ],
    [
      'a line that is not indented as no part of an item',
      '- a\nbc',
      [bullets(item(paragraph(text('a')))), paragraph(text('bc'))],
    ],
    [
      'tasks',
      '- [ ] a\n- [x] b',
      [
        bullets(
          { checked: false, blocks: [paragraph(text('a'))] },
          { checked: true, blocks: [paragraph(text('b'))] },
        ),
      ],
    ],
    ['an escaped box as text', '- \\[ ] a', [bullets(item(paragraph(text('[ ] a'))))]],
    [
      'a quote',
      '> a\n> b',
      [{ kind: 'quote', authorName: null, messageId: null, blocks: [paragraph(text('a'), line, text('b'))] }],
    ],
    [
      'fenced code with its language',
      '```js\na *b*\n```',
      [{ kind: 'code', language: 'javascript', text: 'a *b*' }],
    ],
    [
      'LaTeX as code',
      '```latex\n\\frac{1}{2}\n```',
      [{ kind: 'code', language: 'latex', text: '\\frac{1}{2}' }],
    ],
    [
      'inline code',
      '`a *b* :smile: @ada &lt;`',
      [paragraph({ kind: 'code', text: 'a *b* :smile: @ada &lt;' })],
    ],
    [
      'a table',
      '| a | b |\n|:-:|--:|\n| c \\| d | e |',
      [
        {
          kind: 'table',
          alignments: ['center', 'right'],
          header: [[text('a')], [text('b')]],
          rows: [[[text('c | d')], [text('e')]]],
        },
      ],
    ],
    [
      'a table without a header',
      '| | |\n|-|-|\n| a | b |',
      [{ kind: 'table', alignments: [null, null], header: null, rows: [[[text('a')], [text('b')]]] }],
    ],
    ['a fence without anything after it as text', 'a\n``` js', [paragraph(text('a'), line, text('``` js'))]],
    [
      'tildes in one line as no fence',
      '~~~a~~~',
      [paragraph({ kind: 'strike', children: [named('~a', 'channel')] }, text('~'))],
    ],
    ['a rule', 'a\n\n***', [paragraph(text('a')), { kind: 'rule' }]],
    [
      'a link with a title',
      '[a](https://x.example "t")',
      [paragraph({ kind: 'link', url: 'https://x.example', title: 't', children: [text('a')] })],
    ],
    [
      'an odd address',
      '[a](https://x.example/(b)?q=%20ü&c)',
      [paragraph(link('https://x.example/(b)?q=%20ü&c', text('a')))],
    ],
    [
      'an address in the server',
      '[a](/team/pl/1)',
      [paragraph(link('https://mm.example/team/pl/1', text('a')))],
    ],
    [
      'an address without a scheme in a link, which the web app takes for one of the web',
      '[a](x.example/b) [c](d) [e](f:g)',
      [
        paragraph(
          link('http://x.example/b', text('a')),
          text(' '),
          link('d', text('c')),
          text(' '),
          link('f:g', text('e')),
        ),
      ],
    ],
    [
      'a bare address with its full stop outside',
      'see https://x.example/a_b_c.',
      [paragraph(text('see '), link('https://x.example/a_b_c', text('https://x.example/a_b_c')), text('.'))],
    ],
    [
      'an address without a scheme',
      'www.x.example',
      [paragraph(link('http://www.x.example', text('www.x.example')))],
    ],
    ['a file name as no address', 'main.py', [paragraph(text('main.py'))]],
    [
      'a picture',
      '![a](https://x.example/a.gif)',
      [
        paragraph({
          kind: 'image',
          source: { kind: 'web', url: 'https://x.example/a.gif' },
          alternative: 'a',
          width: null,
          height: null,
        }),
      ],
    ],
    [
      'a picture in the description of a picture; deeper ones as they are written',
      '![a ![*b* ![c](/d)](/e)](https://x.example/a.gif)',
      [
        paragraph({
          kind: 'image',
          source: { kind: 'web', url: 'https://x.example/a.gif' },
          alternative: 'a *b* ![c](/d)',
          width: null,
          height: null,
        }),
      ],
    ],
    [
      'a picture with its size',
      '![a](https://x.example/a.gif =100x50)',
      [
        paragraph({
          kind: 'image',
          source: { kind: 'web', url: 'https://x.example/a.gif' },
          alternative: 'a',
          width: 100,
          height: 50,
        }),
      ],
    ],
    [
      'emoji',
      ':smile: :+1:',
      [
        paragraph({ kind: 'emoji', emoji: '😄', name: 'smile' }, text(' '), {
          kind: 'emoji',
          emoji: '👍',
          name: '+1',
        }),
      ],
    ],
    [
      'custom emoji by name',
      ':partyparrot:',
      [paragraph({ kind: 'emoji', emoji: null, name: 'partyparrot' })],
    ],
    ['what is no emoji as text', '10:30:45 :nosuch:', [paragraph(text('10:30:45 :nosuch:'))]],
    ['HTML typed as text', '<b>a</b> &lt; &amp;lt;', [paragraph(text('<b>a</b> < &lt;'))]],
    ['escapes', '\\*a\\* \\_ \\\\server C:\\dir', [paragraph(text('*a* _ \\\\server C:\\dir'))]],
    ['a mention', '@ada hello', [paragraph(toAda('@ada'), text(' hello'))]],
    ['a mention with a full stop in it', '@ada.okafor.', [paragraph(toAda('@ada.okafor'), text('.'))]],
    [
      'everybody',
      '@all @channel @here',
      [paragraph(everyone('@all'), text(' '), everyone('@channel'), text(' '), everyone('@here'))],
    ],
    ['nobody known as text', '@nobody', [paragraph(text('@nobody'))]],
    ['an e-mail address as no mention', 'x@ada y@all.example', [paragraph(text('x@ada y@all.example'))]],
    [
      'no mention in a link',
      '[@ada](https://x.example)',
      [paragraph(link('https://x.example', text('@ada')))],
    ],
    [
      'a channel',
      '~town-square, ~nowhere',
      [
        paragraph(
          { kind: 'mention', target: { kind: 'channel', conversationId: town }, text: '~town-square' },
          text(', '),
          named('~nowhere', 'channel'),
        ),
      ],
    ],
  ];

  it.each(golden)('%s', (_name, markdown, blocks) => {
    expect(read(markdown)).toEqual(blocks);
  });

  it('with a formula has code if the server draws formulas, else text', () => {
    expect(read('a $x_1$ b')).toEqual([paragraph(text('a $x_1$ b'))]);
    expect(read('a $x_1$ b', { inlineLatex: true })).toEqual([
      paragraph(text('a '), { kind: 'code', text: '$x_1$' }, text(' b')),
    ]);
  });

  it('that is longer or deeper than any real one is text', () => {
    expect(read(`**${'a'.repeat(40_000)}**`)[0]).toMatchObject({ kind: 'paragraph' });
    expect(read(`${'> '.repeat(60)}**a**`)).toEqual([paragraph(text(`${'> '.repeat(60)}**a**`))]);
  });
});
