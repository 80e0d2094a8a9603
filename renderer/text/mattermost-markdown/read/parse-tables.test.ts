import { describe, expect, it } from 'vitest';
import { htmlOf } from '../html.ts';

/** The tables of a post as lists of rows of cells, and what else stands in it as text. */
const read = (...lines: readonly string[]): unknown[] => {
  const html = htmlOf(lines.join('\n'), null) ?? '';
  return html
    .split(/(?=<table>)|(?<=<\/table>)/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) =>
      part.startsWith('<table>')
        ? [...part.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) =>
            [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = '']) => cell),
          )
        : part,
    );
};

describe('a table of Mattermost', () => {
  it('keeps cells beyond the header (case 22)', () => {
    expect(read('| Command | Does |', '|---|---|', '| `!access ask|never` | asks, or never asks |')).toEqual([
      [
        ['Command', 'Does'],
        ['`!access ask', 'never`', 'asks, or never asks'],
      ],
    ]);
    const [rows] = read('| n | who |', '|---|---|', '| 1 | [A | B](https://x.example/1) |');
    expect(rows).toEqual([
      ['n', 'who'],
      ['1', '[A', 'B](<a href="https://x.example/1">https://x.example/1</a>)'],
    ]);
  });
  it('has empty header cells, and needs no rule for each (case 23)', () => {
    expect(read('| a | b ||', '|---|---|', '| 1 | 2 |')).toEqual([
      [
        ['a', 'b', ''],
        ['1', '2'],
      ],
    ]);
    expect(read('| a | b | c |', '|---|', '| 1 | 2 | 3 |')).toEqual([
      [
        ['a', 'b', 'c'],
        ['1', '2', '3'],
      ],
    ]);
  });
  it('ends at the first line that is no row', () => {
    expect(read('| a |', '|---|', '| 1 |', 'after it', '', 'more')).toEqual([
      [['a'], ['1']],
      '<p>after it</p>\n<p>more</p>',
    ]);
    expect(read('a | b', '--- | ---', '1 | 2', 'after it')).toEqual([
      [
        ['a', 'b'],
        ['1', '2'],
      ],
      '<p>after it</p>',
    ]);
  });
  it('has an empty last cell, also before text', () => {
    expect(read('| A   | B |', '|:-------|:------|', '|x||', 'test')).toEqual([
      [
        ['A', 'B'],
        ['x', ''],
      ],
      '<p>test</p>',
    ]);
  });
  it('keeps what stands in escaped signs', () => {
    expect(read('| a |', '|-|', '| b \\| c |')).toEqual([[['a'], ['b | c']]]);
    // In code the escape is seen, as on Mattermost.
    expect(read('| a |', '|-|', '| `b \\| c` |')).toEqual([[['a'], ['<code>b \\| c</code>']]]);
  });
  it('does not begin within a paragraph', () => {
    expect(read('look:', '| a | b |', '|---|---|', '| 1 | 2 |')).toEqual([
      '<p>look:<br>\n| a | b |<br>\n|---|---|<br>\n| 1 | 2 |</p>',
    ]);
  });
  it('needs a line below its rule', () => {
    expect(read('| a | b |', '|---|---|')).toEqual(['<p>| a | b |<br>\n|---|---|</p>']);
    expect(read('| a | b |', '|---|---|', '')).toEqual([[['a', 'b']]]);
  });
  it('stands in quotes and not in lists', () => {
    expect(read('> | a |', '> |---|', '> | 1 |')).toEqual(['<blockquote>', [['a'], ['1']], '</blockquote>']);
    expect(htmlOf('- x\n\n  | a |\n  |---|\n  | 1 |', null)).not.toContain('<table>');
  });
  it('without a frame keeps the cells outside of its signs', () => {
    expect(read('a | b |', '--- | ---', '1 | 2 |')).toEqual([
      [
        ['a', 'b', ''],
        ['1', '2', ''],
      ],
    ]);
  });
  it('is no heading or code', () => {
    expect(read('# a | b', '--- | ---', '1 | 2')[0]).toContain('<h1>a | b</h1>');
    expect(read('    | a |', '    |---|', '    | 1 |')[0]).toContain('<pre>');
  });
  it('aligns the columns that the rule names, beyond the header too', () => {
    const html = htmlOf('| a |\n|:-|:-:|-:|\n| 1 | 2 | 3 |', null) ?? '';
    expect(html).toContain('<td style="text-align:center">2</td>');
    expect(html).toContain('<td style="text-align:right">3</td>');
  });
  it('is read in a time in its length', () => {
    const before = performance.now();
    for (const line of ['|'.repeat(8_000), '| '.repeat(8_000), '-|'.repeat(8_000), '\\|'.repeat(8_000)])
      htmlOf(`${line}\n${'|-'.repeat(4_000)}|\n${line}`, null);
    expect(performance.now() - before).toBeLessThan(3_000);
  });
});
