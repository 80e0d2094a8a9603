import { describe, expect, it } from 'vitest';
import { Walk, type Step } from './walk.ts';

type Page = readonly [place: string, next: string | null, content: string | null];

const steps = (...pages: readonly Page[]): Step[] => {
  const walk = new Walk();
  return pages.map((page) => walk.step(...page));
};

describe('a walk over pages', () => {
  it('moves to its end', () => {
    expect(steps(['a', 'b', '1'], ['b', 'c', '2'], ['c', null, '3'])).toEqual(['moves', 'moves', 'moves']);
  });

  it('is a circle if a page names itself, or an earlier one', () => {
    expect(steps(['a', 'a', '1'])).toEqual(['circle']);
    expect(steps(['a', 'b', '1'], ['b', 'a', '2'])).toEqual(['moves', 'circle']);
  });

  it('is a circle if the same page comes under always new addresses', () => {
    expect(steps(['a', 'b', '1'], ['b', 'c', '2'], ['c', 'd', '1'])).toEqual(['moves', 'moves', 'circle']);
  });

  it('is no circle if a page that could not be stored is requested again', () => {
    expect(steps(['a', 'b', '1'], ['a', 'b', '1'], ['b', 'c', '2'], ['b', 'c', '2'])).toEqual([
      'moves',
      'moves',
      'moves',
      'moves',
    ]);
  });

  it('may skip some empty pages, and rests at each from the fifth in a row', () => {
    const empty = (at: number): Page => [`e${at}`, `e${at + 1}`, ''];
    expect(steps(empty(0), empty(1), empty(2), empty(3), empty(4), empty(5))).toEqual([
      'moves',
      'moves',
      'moves',
      'moves',
      'empty',
      'empty',
    ]);
    expect(steps(empty(0), empty(1), empty(2), empty(3), ['e4', 'e5', 'x'], empty(5)).at(-1)).toBe('moves');
  });

  it('continues over a long stretch of different unreadable pages, and rests far behind', () => {
    const unreadable = Array.from({ length: 51 }, (_page, at): Page => [`u${at}`, `u${at + 1}`, null]);
    const told = steps(...unreadable);
    expect(told.indexOf('empty')).toBe(49);
    expect(told.filter((step) => step === 'circle')).toEqual([]);
    expect(steps(...unreadable.slice(0, 40), ['u40', 'u41', 'x'], ['u41', 'u42', null]).at(-1)).toBe('moves');
  });

  it('ends with its last page, with any content', () => {
    expect(steps(['a', 'b', '1'], ['b', null, '1'])).toEqual(['moves', 'moves']);
  });
});
