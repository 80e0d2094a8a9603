import { describe, expect, it } from 'vitest';
import { allEmoji, type ListedEmoji } from './emoji-list.ts';
import { findEmoji, movedBy, pickerRows } from './search.ts';

const found = (typed: string): string[] => findEmoji(allEmoji, typed).map(({ label }) => label);

describe('finding an emoji', () => {
  it('compares the beginning of each word, and prefers names to other words', () => {
    expect(found('thumbs u')).toEqual(['thumbs up']);
    expect(found('motor boat')[0]).toBe('motor boat');
    expect(found('dog').slice(0, 2)).toEqual(['dog face', 'dog']);
    expect(found('DOG')).toEqual(found('dog'));
  });
  it('ignores colons and other signs that people type around names', () => {
    expect(found(':thumbs_up:')).toEqual(found('thumbs up'));
  });
  it('finds a pasted emoji, and nothing for an empty query', () => {
    expect(found('🐙')).toEqual(['octopus']);
    expect(found('  ')).toEqual([]);
    expect(found('xyzzy')).toEqual([]);
  });
});

const some = (count: number): readonly ListedEmoji[] => allEmoji.slice(0, count);
const rows = pickerRows(
  [
    { section: 'recent', emoji: some(3) },
    { section: 'found', emoji: [] },
    { section: 'smileys', emoji: some(6) },
  ],
  4,
);

describe('the rows of the picker', () => {
  it('have a title above each section that is not empty', () => {
    expect(rows.map((row) => (row.kind === 'title' ? row.section : [row.first, row.emoji.length]))).toEqual([
      'recent',
      [0, 3],
      'smileys',
      [3, 4],
      [7, 2],
    ]);
  });

  it.each<[Parameters<typeof movedBy>[2], number, number]>([
    ['ArrowRight', 2, 3],
    ['ArrowLeft', 3, 2],
    ['ArrowLeft', 0, 0],
    ['ArrowRight', 8, 8],
    ['ArrowDown', 1, 4],
    ['ArrowDown', 6, 8],
    ['ArrowDown', 8, 8],
    ['ArrowUp', 6, 2],
    ['ArrowUp', 1, 1],
    ['Home', 5, 3],
    ['End', 3, 6],
  ])('%s leads from %i to %i', (key, from, to) => {
    expect(movedBy(rows, from, key)).toBe(to);
  });

  it('have no next one if there are none', () => {
    expect(movedBy([], 0, 'ArrowDown')).toBe(0);
  });
});
