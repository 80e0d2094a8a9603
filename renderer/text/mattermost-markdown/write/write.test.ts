/** The text for Mattermost for each kind of block and inline. */
import MarkdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import type { ConversationId, FileId, MessageId, PersonId } from '../../../model/index.ts';
import type { Block, Inline, MarkKind } from '../../document/index.ts';
import { paragraph, textInline } from '../../document/index.ts';
import { mattermostLength, writeMattermostBody, type MattermostWriting } from '../index.ts';

const text = textInline;
const how: MattermostWriting = {
  mention: (target) => {
    switch (target.kind) {
      case 'person':
        return target.personId === 'ada' ? { kind: 'user', username: 'ada' } : null;
      case 'everyone':
        return { kind: 'everyone', word: 'all' };
      case 'channel':
        return { kind: 'channel', name: 'town-square' };
    }
  },
  isUsername: (name) => name === 'ada' || name === 'ada.okafor',
  isCustomEmoji: (name) => name === 'partyparrot',
};
const write = (...blocks: Block[]): string => writeMattermostBody({ blocks }, how);
const marked = (kind: MarkKind, ...children: Inline[]): Inline => ({ kind, children });
const ada: Inline = {
  kind: 'mention',
  target: { kind: 'person', personId: 'ada' as PersonId },
  text: 'Ada Okafor',
};
const item = (...blocks: Block[]): { checked: null; blocks: Block[] } => ({ checked: null, blocks });
const list = (ordered: boolean, ...items: { checked: boolean | null; blocks: Block[] }[]): Block => ({
  kind: 'list',
  ordered,
  start: 1,
  items,
});
/** A character that is shown, in place of U+2060. */
const visible = (markdown: string): string => markdown.replaceAll('\u2060', '¦');

describe('Markdown for Mattermost', () => {
  const golden: readonly (readonly [string, Block, string])[] = [
    [
      'marks',
      paragraph(
        marked('strong', text('a')),
        text(' '),
        marked('emphasis', text('b')),
        text(' '),
        marked('strike', text('c')),
      ),
      '**a** _b_ ~~c~~',
    ],
    ['bold italics', paragraph(marked('strong', marked('emphasis', text('a')))), '**_a_**'],
    ['emphasis within a word', paragraph(text('a'), marked('emphasis', text('b')), text('c')), 'a*b*c'],
    [
      'white space out of the marks',
      paragraph(text('a'), marked('strong', text(' b ')), text('c')),
      'a **b** c',
    ],
    [
      'bold that ends in punctuation before a letter',
      paragraph(marked('strong', text('Note:')), text('text')),
      '**Note:¦**text',
    ],
    ['underlined text as emphasised', paragraph(marked('underline', text('a'))), '_a_'],
    [
      'an underlined link as a link',
      paragraph({
        kind: 'link',
        url: 'https://x.example',
        title: '',
        children: [marked('underline', text('a'))],
      }),
      '[a](https://x.example)',
    ],
    [
      'raised and lowered text in Unicode',
      paragraph(
        text('x'),
        marked('superscript', text('2')),
        text(' H'),
        marked('subscript', text('2')),
        text('O'),
      ),
      'x² H₂O',
    ],
    [
      'raised text that Unicode has no signs for',
      paragraph(text('x'), marked('superscript', text('a+b'))),
      'x^(a+b)',
    ],
    ['a line break as a newline', paragraph(text('a'), { kind: 'break' }, text('b')), 'a\nb'],
    ['a heading', { kind: 'heading', level: 4, children: [text('C#')] }, '#### C&#35;'],
    [
      'nested lists',
      list(
        true,
        item(paragraph(text('a')), list(false, item(paragraph(text('b'))))),
        item(paragraph(text('c'))),
      ),
      '1. a\n   - b\n2. c',
    ],
    [
      'an item of several paragraphs',
      list(false, item(paragraph(text('a')), paragraph(text('b')))),
      '- a\n\n  b',
    ],
    [
      'tasks',
      list(
        false,
        { checked: false, blocks: [paragraph(text('a'))] },
        { checked: true, blocks: [paragraph(text('b'))] },
      ),
      '- [ ] a\n- [x] b',
    ],
    [
      'a quote with its author',
      {
        kind: 'quote',
        authorName: 'Ada',
        messageId: null,
        blocks: [paragraph(text('a')), paragraph(text('b'))],
      },
      '> **Ada**\n>\n> a\n>\n> b',
    ],
    [
      'code with its language',
      { kind: 'code', language: 'python', text: 'a\n```\nb' },
      '````python\na\n```\nb\n````',
    ],
    ['inline code with a backtick', paragraph({ kind: 'code', text: 'a`b' }), '``a`b``'],
    [
      'a table',
      {
        kind: 'table',
        alignments: ['left', 'center', 'right'],
        header: [[text('a')], [text('b')], [text('c')]],
        rows: [[[text('1|2')], [text('x'), { kind: 'break' }, text('y')], []]],
      },
      '| a | b | c |\n| :--- | :---: | ---: |\n| 1\\|2 | x y |  |',
    ],
    [
      'a table without a header',
      { kind: 'table', alignments: [null], header: null, rows: [[[text('a')]]] },
      '|  |\n| --- |\n| a |',
    ],
    ['a rule', { kind: 'rule' }, '---'],
    [
      'a link with a title',
      paragraph({ kind: 'link', url: 'https://x.example/a b)', title: 'a "t"', children: [text('a]')] }),
      '[a&#93;](https://x.example/a%20b%29 "a &quot;t&quot;")',
    ],
    [
      'a link that is its address',
      paragraph({
        kind: 'link',
        url: 'https://x.example/a_b_c',
        title: '',
        children: [text('https://x.example/a_b_c')],
      }),
      'https://x.example/a_b_c',
    ],
    [
      'an address followed by a sign',
      paragraph(
        text('see '),
        { kind: 'link', url: 'https://x.example/', title: '', children: [text('https://x.example/')] },
        text(', yes'),
      ),
      'see https://x.example/, yes',
    ],
    [
      'an address that a sentence, brackets and a paragraph end with',
      paragraph(
        text('(see '),
        { kind: 'link', url: 'https://x.example/', title: '', children: [text('https://x.example/')] },
        text(').'),
      ),
      '(see https://x.example/).',
    ],
    [
      'a picture whose words hold a bar, in a cell',
      {
        kind: 'table',
        alignments: [null],
        header: null,
        rows: [
          [
            [
              {
                kind: 'image',
                source: { kind: 'web', url: 'https://x.example/a|b.png' },
                alternative: 'a|b',
                width: null,
                height: null,
              },
            ],
          ],
        ],
      },
      '|  |\n| --- |\n| ![a&#124;b](https://x.example/a%7Cb.png) |',
    ],
    [
      'an address that touches text',
      paragraph(
        { kind: 'link', url: 'https://x.example/', title: '', children: [text('https://x.example/')] },
        text('-yes'),
      ),
      '<https://x.example/>-yes',
    ],
    ['emoji by alias', paragraph({ kind: 'emoji', emoji: '🙂', name: 'smile' }), ':slightly_smiling_face:'],
    [
      'an emoji that touches a word',
      paragraph(text('a'), { kind: 'emoji', emoji: '🙂', name: 'smile' }),
      'a🙂',
    ],
    ['an emoji without an alias', paragraph({ kind: 'emoji', emoji: '🫩🫩', name: 'x' }), '🫩🫩'],
    [
      'an emoji that the server has no name for',
      paragraph({ kind: 'emoji', emoji: '🫡', name: 'saluting_face' }),
      '🫡',
    ],
    [
      'an emoji in a tone',
      paragraph({ kind: 'emoji', emoji: '🕵🏿‍♂️', name: 'x' }),
      ':male-detective_dark_skin_tone:',
    ],
    ['custom emoji', paragraph({ kind: 'emoji', emoji: null, name: 'partyparrot' }), ':partyparrot:'],
    [
      'a GIF',
      paragraph({
        kind: 'image',
        source: { kind: 'web', url: 'https://x.example/a.gif' },
        alternative: 'wave',
        width: 200,
        height: 100,
      }),
      '![wave](https://x.example/a.gif =200x100)',
    ],
    ['a mention', paragraph(ada, text('. Hello')), '@ada. Hello'],
    ['a mention that touches a word', paragraph(text('cc'), ada, text('s')), 'cc¦@ada¦s'],
    [
      'everybody',
      paragraph({ kind: 'mention', target: { kind: 'everyone' }, text: 'Everyone' }, text(' hello')),
      '@all hello',
    ],
    [
      'a channel',
      paragraph({
        kind: 'mention',
        target: { kind: 'channel', conversationId: 'c' as ConversationId },
        text: 'Town',
      }),
      '~town-square',
    ],
    [
      'somebody unknown as their name',
      paragraph({ kind: 'mention', target: { kind: 'person', personId: 'x' as PersonId }, text: 'Ben_B' }),
      'Ben_B',
    ],
  ];

  it.each(golden)('%s', (_name, block, expected) => {
    expect(visible(write(block))).toBe(expected);
  });

  it('keeps two lists in a row apart, and two quotes', () => {
    const a = list(false, item(paragraph(text('a'))));
    expect(visible(write(a, a))).toBe('- a\n\n¦\n\n- a');
    const quote: Block = { kind: 'quote', authorName: null, messageId: null, blocks: [paragraph(text('a'))] };
    expect(visible(write(quote, quote))).toBe('> a\n\n¦\n\n> a');
  });

  it('leaves out quotes that become a thread, and pictures that are attached to the post', () => {
    const quote: Block = {
      kind: 'quote',
      authorName: 'Ada',
      messageId: 'm1' as MessageId,
      blocks: [paragraph(text('a'))],
    };
    const image: Inline = {
      kind: 'image',
      source: { kind: 'file', fileId: 'f' as FileId },
      alternative: '',
      width: null,
      height: null,
    };
    expect(
      writeMattermostBody(
        { blocks: [quote, paragraph(text('yes'), image)] },
        { ...how, quote: () => 'leave-out' },
      ),
    ).toBe('yes');
  });

  it('is measured in characters, and an emoji is one', () => {
    expect(mattermostLength('a👍b')).toBe(3);
  });
});

describe('readers of CommonMark (the mobile apps)', () => {
  const commonMark = new MarkdownIt('commonmark');
  it('show bold text that ends in punctuation as bold', () => {
    expect(commonMark.render(write(paragraph(marked('strong', text('Note:')), text('text'))))).toBe(
      '<p><strong>Note:\u2060</strong>text</p>\n',
    );
  });
  it('show a list in a numbered item', () => {
    expect(
      commonMark.render(
        write(list(true, item(paragraph(text('a')), list(false, item(paragraph(text('b'))))))),
      ),
    ).toBe('<ol>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ol>\n');
  });
});
