import { describe, expect, it } from 'vitest';
import { headingLevels } from './outline.ts';

describe('the levels of a message’s headings', () => {
  it.each([
    [[1], [2]],
    [[3], [2]],
    [
      [3, 3, 1, 2],
      [2, 2, 2, 3],
    ],
    [
      [1, 3, 6, 2, 3],
      [2, 3, 4, 3, 4],
    ],
    [
      [1, 2, 3, 4, 5, 6],
      [2, 3, 4, 5, 6, 6],
    ],
  ])('of the ranks %j are %j', (ranks, levels) => {
    expect(ranks.map(headingLevels())).toEqual(levels);
  });
});
