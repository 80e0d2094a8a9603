/** Rules of Mattermost's own parser that are missing or different in CommonMark (tried with mattermost/marked). */
import { describe, expect, it } from 'vitest';
import type { Block, Inline } from '../../document/index.ts';
import { mattermostWriting } from '../../crossing/testing/crossing.ts';
import { paragraph, plainOfDocument, textInline, tidyDocument } from '../../document/index.ts';
import { writeMattermostBody } from '../index.ts';
import { readMattermostBody } from './read.ts';

const blocks = (...lines: readonly string[]): readonly Block[] => readMattermostBody(lines.join('\n')).blocks;
const plain = (...lines: readonly string[]): string => plainOfDocument(readMattermostBody(lines.join('\n')));
const link = (url: string, words: string, title = ''): Block =>
  paragraph({ kind: 'link', url, title, children: [textInline(words)] });
const code = (text: string, language = ''): Block => ({ kind: 'code', language, text });

describe('an address with a name, apart from the text of a post', () => {
  it('is the target of its name, in a second pair of brackets or alone', () => {
    const named = '[w]: https://wiki.example "The wiki"';
    expect(blocks('[read it][w]', '', named)).toEqual([link('https://wiki.example', 'read it', 'The wiki')]);
    expect(blocks('[read it] [W]', '', named)).toEqual([link('https://wiki.example', 'read it', 'The wiki')]);
    expect(blocks('[w]', named)).toEqual([link('https://wiki.example', 'w', 'The wiki')]);
    expect(blocks('[w][]', '', '[w]: <https://wiki.example>')).toEqual([link('https://wiki.example', 'w')]);
    expect(blocks('![chart][c]', '', '[c]: https://x.example/c.png')).toMatchObject([
      { children: [{ kind: 'image', alternative: 'chart', source: { url: 'https://x.example/c.png' } }] },
    ]);
  });

  it('is the last one with its name', () => {
    expect(blocks('[w]', '', '[w]: https://a.example', '[w]: https://b.example')).toEqual([
      link('https://b.example', 'w'),
    ]);
  });

  it('is also read right below a paragraph', () => {
    expect(plain('words', '[w]: https://a.example')).toBe('words');
  });

  it.each([
    '[note]: remember the milk',
    '[note]: remember',
    '[a]: javascript:alert(1)',
    '[a]: https://x.example and more',
    '[constructor]\n[toString]',
  ])('needs a scheme and its own line, otherwise it is text: %s', (post) => {
    expect(plain(post)).toBe(post);
  });

  it('is text in quotes and lists', () => {
    expect(plain('> [a]: https://x.example')).toBe('[a]: https://x.example');
    expect(plain('- [a]: https://x.example')).toBe('- [a]: https://x.example');
  });

  it.each(['[a]: https://x.example', 'see\n[a]: https://x.example', '[a]: /b "c"'])(
    'is not made from text in Teams: %s',
    (words) => {
      const document = tidyDocument({ blocks: [paragraph(textInline(words))] });
      expect(plain(writeMattermostBody(document, mattermostWriting))).toBe(words);
    },
  );
});

describe('a fence', () => {
  it('is closed by the signs that opened it, with any other ones after them', () => {
    expect(blocks('```', 'x', '```')).toEqual([code('x')]);
    expect(blocks('```', 'x', '````')).toEqual([code('x')]);
    expect(blocks('```', 'x', '```~~')).toEqual([code('x')]);
    expect(blocks('~~~ go', 'x', '```', '~~~')).toEqual([code('x\n```', 'go')]);
    expect(blocks('````', '```', 'x', '```', '````')).toEqual([code('```\nx\n```')]);
  });

  it.each([
    ['another kind', '```\nx\n~~~'],
    ['fewer signs', '````\nx\n```'],
    ['nothing', '```\nx'],
  ])('that is closed by %s is text', (_by, post) => {
    expect(blocks(post).map(({ kind }) => kind)).toEqual(['paragraph']);
    expect(plain(post)).toBe(post);
  });

  it('without an end is code if the post ends with an empty line', () => {
    expect(blocks('```', 'x', '')).toEqual([code('x')]);
  });

  it('has no other backtick or tilde beside its opening signs', () => {
    expect(blocks('~~~ a`b', 'x', '~~~').map(({ kind }) => kind)).toEqual(['paragraph']);
    expect(blocks('~~~a~~~', 'x').map(({ kind }) => kind)).toEqual(['paragraph']);
  });
});

describe('an address in angle brackets', () => {
  it.each([
    ['<ada@x.example>', 'mailto:ada@x.example', 'ada@x.example'],
    ['<mailto:ada@x.example>', 'mailto:ada@x.example', 'ada@x.example'],
    ['<www.x.example>', 'http://www.x.example', 'www.x.example'],
    ['<https://x.example/a?b>', 'https://x.example/a?b', 'https://x.example/a?b'],
  ])('%s leads to %s', (post, url, words) => {
    expect(blocks(post)).toEqual([link(url, words)]);
  });

  it.each(['<b>', '<@ada>', '<a b@c.d>', '<javascript:/x>'])('%s is not read', (post) => {
    expect(plain(post)).toBe(post);
    expect(JSON.stringify(blocks(post))).not.toContain('"link"');
  });
});

describe('a heading that is underlined', () => {
  it('is one line above, also right below a paragraph', () => {
    expect(blocks('a', 'b', '---')).toEqual([
      paragraph(textInline('a')),
      { kind: 'heading', level: 2, children: [textInline('b')] },
    ]);
    expect(blocks('a', '==')).toEqual([{ kind: 'heading', level: 1, children: [textInline('a')] }]);
    expect(plain('a', '-')).toBe('a\n-');
  });
});

describe('emphasis', () => {
  const strong = (...children: Inline[]): Inline => ({ kind: 'strong', children });
  const emphasis = (...children: Inline[]): Inline => ({ kind: 'emphasis', children });
  const text = textInline;

  it('of two underscores ends within a word, of one it does not', () => {
    expect(blocks('__a__b')).toEqual([paragraph(strong(text('a')), text('b'))]);
    expect(plain('a__b__c _dd_e')).toBe('a__b__c _dd_e');
  });

  it('of one letter ends within a word, too', () => {
    expect(blocks('_a_b')).toEqual([paragraph(emphasis(text('a')), text('b'))]);
    expect(blocks('_a__b')).toEqual([paragraph(text('_a__b'))]);
  });

  it('ends at the first fitting sign, also at one that opened bold text in it', () => {
    expect(blocks('*a **b***')).toEqual([paragraph(emphasis(text('a *')), text('b***'))]);
    expect(blocks('**a *b***')).toEqual([paragraph(strong(text('a '), emphasis(text('b'))))]);
    expect(blocks('***a***')).toEqual([paragraph(strong(emphasis(text('a'))))]);
    expect(blocks('*a **b** c*')).toEqual([paragraph(emphasis(text('a '), strong(text('b')), text(' c')))]);
  });

  it('ends at signs that are escaped, in code or in a link', () => {
    expect(plain('**a \\** b**')).toBe('a \\ b**');
    expect(plain('*a `b* c`')).toBe('a `b c`');
    expect(plain('*a [b*](https://x.example)')).toMatch(/^a \[b\]/);
  });

  it('of an underscore ends only before white space and ASCII punctuation', () => {
    expect(blocks('_a b_.')).toEqual([paragraph(emphasis(text('a b')), text('.'))]);
    for (const post of ['_a b_…', '_a b_“', '_a b_\u2060c', '_a b_`c', '_a b_\\*'])
      expect(JSON.stringify(blocks(post))).not.toContain('"emphasis"');
  });

  it('of an asterisk does not begin before a quotation mark or an angle', () => {
    expect(plain('*"a"* *<b>*')).toBe('*"a"* *<b>*');
    expect(blocks('_"a"_')).toEqual([paragraph(emphasis(text('"a"')))]);
  });

  it('that is bold may begin and end with a space', () => {
    expect(plain('x** a **y')).toBe('x a y');
  });

  it('is written so that it is read the same', () => {
    const written = (...children: Inline[]): string =>
      writeMattermostBody(tidyDocument({ blocks: [paragraph(...children)] }), mattermostWriting);
    expect(written(emphasis(text('a '), strong(text('b'))))).toBe('_a **b**_');
    expect(written(text('x'), emphasis(text('a '), strong(text('b'))))).toBe('x*a* **_b_**');
    expect(written(strong(text('2 * 3 ** 4')))).toBe('**2 &#42; 3 &#42;&#42; 4**');
    expect(written(text('a'), emphasis(text('"b"')), text('c'))).toBe('a*\u2060"b"\u2060*c');
    // Nothing keeps signs in code from closing bold text.
    expect(written(strong(text('a '), { kind: 'code', text: '**' }))).toBe('**a** `**`');
  });
});

describe('a list', () => {
  const list = (ordered: boolean, start: number, ...items: (readonly Block[])[]): Block => ({
    kind: 'list',
    ordered,
    start,
    items: items.map((inner) => ({ checked: null, blocks: inner })),
  });
  const p = (words: string): Block => paragraph(textInline(words));

  it('does not begin with a number beyond the limit of lists, which would be lost', () => {
    expect(plain('12345678901. call me', '1234567890. or me')).toBe(
      '12345678901. call me\n1234567890. or me',
    );
    expect(plain('- a', '1234567890. b')).toBe('- a\n1234567890. b');
    expect(blocks('999999999. a')).toMatchObject([{ kind: 'list', start: 999_999_999 }]);
  });

  it('continues with another mark, and is numbered as it began', () => {
    expect(blocks('- a', '* b', '1. c')).toEqual([list(false, 1, [p('a')], [p('b')], [p('c')])]);
    expect(blocks('4. a', '- b')).toEqual([list(true, 4, [p('a')], [p('b')])]);
  });

  it('is in an item with one space or more', () => {
    expect(blocks('- a', ' - b', '   - c', '- d')).toEqual([
      list(false, 1, [p('a'), list(false, 1, [p('b'), list(false, 1, [p('c')])])], [p('d')]),
    ]);
    expect(blocks('1. a', ' - b')).toEqual([list(true, 1, [p('a'), list(false, 1, [p('b')])])]);
  });

  it('that is indented ends at a mark further out', () => {
    expect(blocks('  - a', '- b')).toEqual([list(false, 1, [p('a')]), list(false, 1, [p('b')])]);
  });

  it('continues over one empty line, and ends at two', () => {
    expect(blocks('- a', '', '- b')).toEqual([list(false, 1, [p('a')], [p('b')])]);
    expect(blocks('- a', '', '', '- b')).toEqual([list(false, 1, [p('a')]), list(false, 1, [p('b')])]);
    expect(blocks('- a', '', '', '  b')).toEqual([list(false, 1, [p('a')]), p('b')]);
  });

  it('contains a line that is not indented after an indented one, or if it is one sign', () => {
    expect(plain('- a', '  b', 'cc')).toBe('- a\nb\ncc');
    expect(blocks('- a', 'bb')).toEqual([list(false, 1, [p('a')]), p('bb')]);
    expect(plain('- a', 'b', '- c')).toBe('- a\nb\n- c');
  });

  it('ends at a rule and at a named address, even in code', () => {
    expect(blocks('- a', '***')).toEqual([list(false, 1, [p('a')]), { kind: 'rule' }]);
    expect(blocks('- a', '- - -')).toEqual([list(false, 1, [p('a')]), { kind: 'rule' }]);
    expect(blocks('- [a]', '', '  [a]: https://x.example')).toEqual([
      list(false, 1, [link('https://x.example', 'a')]),
    ]);
  });

  it('contains code with empty lines and named addresses, unchanged', () => {
    const document = tidyDocument({
      blocks: [list(false, 1, [p('a'), code('[a]: https://x.example\n\n\n  [b]: /c\nd')], [p('b')])],
    });
    expect(readMattermostBody(writeMattermostBody(document, mattermostWriting))).toEqual(document);
  });
});

describe('an item', () => {
  const written = (...inner: Block[]): string =>
    writeMattermostBody(
      { blocks: [{ kind: 'list', ordered: false, start: 1, items: [{ checked: null, blocks: inner }] }] },
      mattermostWriting,
    );

  it('that begins with a rule is not written as a rule', () => {
    expect(blocks(written({ kind: 'rule' }, paragraph(textInline('a'))))).toMatchObject([
      { kind: 'list', items: [{ blocks: [{ kind: 'rule' }, { kind: 'paragraph' }] }] },
    ]);
  });

  it('contains no table: its rows are written as lines', () => {
    const cells = [[textInline('a')], [textInline('b')]];
    const table: Block = { kind: 'table', alignments: [null, null], header: cells, rows: [cells] };
    expect(written(paragraph(textInline('x')), table)).toBe('- x\n\n  a | b\n  a | b');
  });

  it('is a task with the box before a list, too', () => {
    expect(blocks('- [x]', '', '  - a')).toMatchObject([{ items: [{ checked: true }] }]);
    expect(plain('- [x]')).toBe('- [x]');
  });
});

describe('quotes', () => {
  const quote = (...inner: Block[]): Block => ({
    kind: 'quote',
    authorName: null,
    messageId: null,
    blocks: inner,
  });

  it('with an empty line between them are one quote', () => {
    expect(blocks('> a', '', '> b')).toEqual([quote(paragraph(textInline('a')), paragraph(textInline('b')))]);
  });

  it('continue over lines without a mark, up to an empty one', () => {
    expect(blocks('> a', 'b', '# c', '', 'd')).toEqual([
      quote(paragraph(textInline('a'), { kind: 'break' }, textInline('b')), {
        kind: 'heading',
        level: 1,
        children: [textInline('c')],
      }),
      paragraph(textInline('d')),
    ]);
  });
});

describe('a rule', () => {
  it.each(['---', '-*-', '_ _ _', '*-_', '  - _ *  '])('consists of three signs of any kind: %j', (post) => {
    expect(blocks(post)).toEqual([{ kind: 'rule' }]);
  });

  it.each(['-*-', '_ - *', '- - _', '--_', '_ _ -', '=-', '-='])('does not consist of words: %j', (words) => {
    const document = tidyDocument({
      blocks: [paragraph(textInline('a'), { kind: 'break' }, textInline(words))],
    });
    expect(plain(writeMattermostBody(document, mattermostWriting))).toBe(`a\n${words}`);
  });
});

describe('a heading', () => {
  it('that is underlined may look like an item or a quote', () => {
    const heading = (words: string): Block => ({ kind: 'heading', level: 2, children: [textInline(words)] });
    expect(blocks('- a', '---')).toEqual([heading('- a')]);
    expect(blocks('> a', '=-')).toEqual([heading('> a')]);
    expect(blocks('b', '- a', '--')).toEqual([paragraph(textInline('b')), heading('- a')]);
    expect(blocks('- a', '- b', '---').map(({ kind }) => kind)).toEqual(['list', 'rule']);
  });

  it('loses the number signs at its end, escaped ones, too', () => {
    expect(plain('# a ##')).toBe('a');
    expect(plain('# C#')).toBe('C');
    expect(plain('# C\\#')).toBe('C\\');
    const document = tidyDocument({ blocks: [{ kind: 'heading', level: 1, children: [textInline('C#')] }] });
    expect(plain(writeMattermostBody(document, mattermostWriting))).toBe('C#');
  });
});

describe('code', () => {
  it('begins with four spaces, but not within a paragraph', () => {
    expect(blocks('    a', '', '    b')).toEqual([code('a\n\nb')]);
    expect(plain('a', '    b')).toBe('a\nb');
    expect(blocks('\ta')).toEqual([code('a')]);
  });

  it('keeps its tabs and no-break spaces, which count as spaces at the start of its lines', () => {
    expect(blocks('```', 'all:', '\tgcc\t-o\u00a0a', '```')).toEqual([code('all:\n\tgcc\t-o\u00a0a')]);
    expect(blocks('    a\tb', '\t', '\tc\td')).toEqual([code('a\tb\n\nc\td')]);
    expect(blocks('> ```', '> \ta', '> ```')).toMatchObject([{ blocks: [code('\ta')] }]);
    expect(blocks('- x', '', '  ```', '  \ta', '', '  \tb', '  ```')).toMatchObject([
      { items: [{ blocks: [paragraph(textInline('x')), code('\ta\n\n\tb')] }] },
    ]);
    // Of a tab that the item's own indentation takes a part of, the rest is spaces.
    expect(blocks('- x', '', '  ```', '\ta\tb', '  ```')).toMatchObject([
      { items: [{ blocks: [paragraph(textInline('x')), code('  a\tb')] }] },
    ]);
    expect(blocks('> - x', '>', '>   > ```', '>   > \ta\tb', '>   > ```')).toMatchObject([
      { blocks: [{ items: [{ blocks: [{ kind: 'paragraph' }, { blocks: [code('\ta\tb')] }] }] }] },
    ]);
  });
});
