import { expect, it } from 'vitest';
import { rovingTo } from './roving.ts';

it.each([
  ['ArrowRight', 0, false, 1],
  ['ArrowRight', 3, false, 0],
  ['ArrowLeft', 0, false, 3],
  ['ArrowLeft', 1, true, 2],
  ['ArrowRight', 0, true, 3],
  ['Home', 2, true, 0],
  ['End', 1, false, 3],
  ['ArrowDown', 1, false, null],
  ['a', 1, false, null],
])('%s from %i of four, right to left %s: %s', (key, at, isRightToLeft, to) => {
  expect(rovingTo(key, at, 4, isRightToLeft)).toBe(to);
});

it('an arrow key does nothing in an empty row', () => {
  expect(rovingTo('Home', 0, 0, false)).toBeNull();
});
