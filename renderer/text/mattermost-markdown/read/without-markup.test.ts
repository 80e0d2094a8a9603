/** A post that is not parsed has the same texts as after parsing. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainOfDocument } from '../../document/index.ts';
import { readMattermostBody, textsOfPost } from './read.ts';
import { isWithoutMarkup } from './without-markup.ts';

/** Both texts of a post by the full reader. */
const parsed = (markdown: string): { readonly plain: string; readonly prose: string } => {
  const prose: string[] = [];
  const document = readMattermostBody(markdown, { hearProse: (text) => prose.push(text) });
  return { plain: plainOfDocument(document), prose: prose.join('\n') };
};

/** Parts of which posts are made: words, and signs with a meaning in some places. */
const pieces = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.constantFrom(
      'a',
      'x',
      'D',
      'd',
      'p',
      'o',
      'www',
      'org',
      'é',
      '안녕',
      'क्षि',
      'http',
      '1',
      '30',
    ),
  },
  {
    weight: 12,
    arbitrary: fc.constantFrom(
      ' ',
      ' ',
      '. ',
      ', ',
      '? ',
      '! ',
      ': ',
      '; ',
      '.',
      ':',
      ';',
      '-',
      '/',
      "'",
      '’',
      '"',
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      ...Array.from('!#$%&()*+<=>@[]\\^_`{|}~\n\t\r\0'),
      '\u2060',
      '  ',
      '1\ufe0f\u20e3',
      '❤',
      '😀',
    ),
  },
);
const posts = fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join(''));

describe('a text without markup', () => {
  it.each([
    'Could you cover for me? School called.',
    "It was my aunt: I'll tell her, mid-week and/or later!",
    '안녕하세요, 부표 배터리 교체는 수요일에 합니다.',
  ])('is %j', (text) => {
    expect(isWithoutMarkup(text)).toBe(true);
    expect(parsed(text)).toEqual({ plain: text, prose: text });
  });

  it.each([
    '',
    'see example.org',
    'x-d',
    'well :)',
    'ends with a space ',
    '1. first',
    'two\nlines',
    'a\u2060b',
    'hello @ada',
    'a*b*',
  ])('is not %j', (text) => {
    expect(isWithoutMarkup(text)).toBe(false);
  });

  it('keeps its full text if it is longer than any server takes', () => {
    const text = 'word '.repeat(2_000_000) + 'end';
    expect(textsOfPost(text).prose.length).toBe(text.length);
  });

  it('has the texts that the full reader gives', () => {
    let quick = 0;
    fc.assert(
      fc.property(posts, (text) => {
        if (!isWithoutMarkup(text)) return;
        quick += 1;
        expect(textsOfPost(text)).toEqual(parsed(text));
      }),
      { numRuns: 10_000, seed: 10 },
    );
    expect(quick).toBeGreaterThan(500);
  });

  const folder = new URL('../../../../../shared/corpus/irc/', import.meta.url);
  it.skipIf(!existsSync(folder))('has them in lines of real chat, too', () => {
    const lines = readdirSync(folder)
      .filter((name) => name.endsWith('.raw.txt'))
      .flatMap((name) => readFileSync(new URL(name, folder), 'utf8').split('\n'))
      .flatMap((line) => /^\[[\d:]+\] <[^>]*> (.*)$/.exec(line)?.[1] ?? [])
      .filter(isWithoutMarkup)
      // Parsing all of them would take long.
      .filter((_, at) => at % 11 === 0);
    expect(lines.length).toBeGreaterThan(1_000);
    for (const text of lines) expect(parsed(text)).toEqual({ plain: text, prose: text });
  });
});
