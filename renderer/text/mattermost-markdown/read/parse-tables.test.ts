import { describe, expect, it } from 'vitest';
import { plainOfDocument, plainOfInlines } from '../../document/index.ts';
import { readMattermostBody } from './read.ts';
import { blocksOfPost } from './read-blocks.ts';

/** The tables of a post as lists of rows of cells, and the rest of it as text. */
const read = (...lines: readonly string[]): unknown[] =>
  blocksOfPost(lines.join('\n'), {}).map((block) =>
    block.kind === 'table'
      ? [...(block.header === null ? [] : [block.header]), ...block.rows].map((row) =>
          row.map(plainOfInlines),
        )
      : plainOfDocument({ blocks: [block] }),
  );

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
      ['1', '[A', 'B](https://x.example/1)'],
    ]);
  });
  it('has empty header cells, and may have fewer rules than cells (case 23)', () => {
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
  it('ends at the first line that is not a row', () => {
    expect(read('| a |', '|---|', '| 1 |', 'after it', '', 'more')).toEqual([
      [['a'], ['1']],
      'after it',
      'more',
    ]);
    expect(read('a | b', '--- | ---', '1 | 2', 'after it')).toEqual([
      [
        ['a', 'b'],
        ['1', '2'],
      ],
      'after it',
    ]);
  });
  it('has an empty last cell, also before text', () => {
    expect(read('| A   | B |', '|:-------|:------|', '|x||', 'test')).toEqual([
      [
        ['A', 'B'],
        ['x', ''],
      ],
      'test',
    ]);
  });
  it('keeps text in escaped signs', () => {
    expect(read('| a |', '|-|', '| b \\| c |')).toEqual([[['a'], ['b | c']]]);
    // In code the escape is shown, as on Mattermost.
    expect(read('| a |', '|-|', '| `b \\| c` |')).toEqual([[['a'], ['b \\| c']]]);
  });
  it('does not begin within a paragraph', () => {
    expect(read('look:', '| a | b |', '|---|---|', '| 1 | 2 |')).toEqual([
      'look:\n| a | b |\n|---|---|\n| 1 | 2 |',
    ]);
  });
  it('needs a line below its rule', () => {
    expect(read('| a | b |', '|---|---|')).toEqual(['| a | b |\n|---|---|']);
    expect(read('| a | b |', '|---|---|', '')).toEqual([[['a', 'b']]]);
  });
  it('can be in quotes, but not in lists', () => {
    expect(readMattermostBody('> | a |\n> |---|\n> | 1 |').blocks).toMatchObject([
      { kind: 'quote', blocks: [{ kind: 'table' }] },
    ]);
    const list = readMattermostBody('- x\n\n  | a |\n  |---|\n  | 1 |').blocks;
    expect(JSON.stringify(list)).not.toContain('"table"');
  });
  it('without a frame keeps the cells outside its signs', () => {
    expect(read('a | b |', '--- | ---', '1 | 2 |')).toEqual([
      [
        ['a', 'b', ''],
        ['1', '2', ''],
      ],
    ]);
  });
  it('is not a heading or code', () => {
    expect(readMattermostBody('# a | b\n--- | ---\n1 | 2').blocks[0]).toMatchObject({
      kind: 'heading',
      level: 1,
    });
    expect(readMattermostBody('    | a |\n    |---|\n    | 1 |').blocks[0]).toMatchObject({ kind: 'code' });
  });
  it('aligns the columns of the rule, also beyond the header', () => {
    expect(readMattermostBody('| a |\n|:-|:-:|-:|\n| 1 | 2 | 3 |').blocks).toMatchObject([
      { alignments: ['left', 'center', 'right'] },
    ]);
  });
  it('is read in linear time', () => {
    const before = process.cpuUsage();
    for (const line of ['|'.repeat(8_000), '| '.repeat(8_000), '-|'.repeat(8_000), '\\|'.repeat(8_000)])
      readMattermostBody(`${line}\n${'|-'.repeat(4_000)}|\n${line}`);
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(3_000);
  });
});
