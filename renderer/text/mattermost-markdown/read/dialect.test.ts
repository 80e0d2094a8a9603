/** Rules of Mattermost's own parser that CommonMark does not have, or has otherwise (tried with mattermost/marked). */
import { describe, expect, it } from 'vitest';
import type { Block } from '../../document/index.ts';
import { mattermostWriting } from '../../crossing/testing/crossing.ts';
import { paragraph, plainOfDocument, textInline, tidyDocument } from '../../document/index.ts';
import { writeMattermostBody } from '../index.ts';
import { readMattermostBody } from './read.ts';

const blocks = (...lines: readonly string[]): readonly Block[] => readMattermostBody(lines.join('\n')).blocks;
const plain = (...lines: readonly string[]): string => plainOfDocument(readMattermostBody(lines.join('\n')));
const link = (url: string, words: string, title = ''): Block =>
  paragraph({ kind: 'link', url, title, children: [textInline(words)] });
const code = (text: string, language = ''): Block => ({ kind: 'code', language, text });

describe('an address that a post names apart from its text', () => {
  it('is where its name leads, in a second pair of brackets or alone', () => {
    const named = '[w]: https://wiki.example "The wiki"';
    expect(blocks('[read it][w]', '', named)).toEqual([link('https://wiki.example', 'read it', 'The wiki')]);
    expect(blocks('[read it] [W]', '', named)).toEqual([link('https://wiki.example', 'read it', 'The wiki')]);
    expect(blocks('[w]', named)).toEqual([link('https://wiki.example', 'w', 'The wiki')]);
    expect(blocks('[w][]', '', '[w]: <https://wiki.example>')).toEqual([link('https://wiki.example', 'w')]);
    expect(blocks('![chart][c]', '', '[c]: https://x.example/c.png')).toMatchObject([
      { children: [{ kind: 'image', alternative: 'chart', source: { url: 'https://x.example/c.png' } }] },
    ]);
  });

  it('is the last of its name', () => {
    expect(blocks('[w]', '', '[w]: https://a.example', '[w]: https://b.example')).toEqual([
      link('https://b.example', 'w'),
    ]);
  });

  it('stands also right below a paragraph', () => {
    expect(plain('words', '[w]: https://a.example')).toBe('words');
  });

  it.each([
    '[note]: remember the milk',
    '[note]: remember',
    '[a]: javascript:alert(1)',
    '[a]: https://x.example and more',
    '[constructor]\n[toString]',
  ])('needs a scheme and a line of its own, else it is text: %s', (post) => {
    expect(plain(post)).toBe(post);
  });

  it('is text within quotes and lists', () => {
    expect(plain('> [a]: https://x.example')).toBe('[a]: https://x.example');
    expect(plain('- [a]: https://x.example')).toBe('- [a]: https://x.example');
  });

  it.each(['[a]: https://x.example', 'see\n[a]: https://x.example', '[a]: /b "c"'])(
    'is not made of what somebody wrote in Teams: %s',
    (words) => {
      const document = tidyDocument({ blocks: [paragraph(textInline(words))] });
      expect(plain(writeMattermostBody(document, mattermostWriting))).toBe(words);
    },
  );
});

describe('a fence', () => {
  it('is closed by the signs that opened it, whatever else of both kinds follows them', () => {
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

  it('that nothing closes is code where the post ends with an empty line', () => {
    expect(blocks('```', 'x', '')).toEqual([code('x')]);
  });

  it('has nothing of either kind beside its opening signs', () => {
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

  it.each(['<b>', '<@ada>', '<a b@c.d>', '<javascript:/x>'])('%s is none', (post) => {
    expect(plain(post)).toBe(post);
    expect(JSON.stringify(blocks(post))).not.toContain('"link"');
  });
});

describe('a heading that is underlined', () => {
  it('is the one line above, also right below a paragraph', () => {
    expect(blocks('a', 'b', '---')).toEqual([
      paragraph(textInline('a')),
      { kind: 'heading', level: 2, children: [textInline('b')] },
    ]);
    expect(blocks('a', '==')).toEqual([{ kind: 'heading', level: 1, children: [textInline('a')] }]);
    expect(plain('a', '-')).toBe('a\n-');
  });
});

describe('emphasis', () => {
  it('of two underscores closes within a word, of one it does not', () => {
    const strong = { kind: 'strong', children: [textInline('a')] } as const;
    expect(blocks('__a__b')).toEqual([paragraph(strong, textInline('b'))]);
    expect(plain('a__b__c _d_e')).toBe('a__b__c _d_e');
  });
});
