import { describe, expect, it } from 'vitest';
import { hasLostEnd, type Stand } from './use-end-kept.ts';

/** 900 px of content in a window of 300. */
const at = (offset: number, over: Partial<Stand> = {}): Stand => ({
  ...{ total: 900, visible: 300, offset },
  ...over,
});

describe('a list has lost its end', () => {
  it('when it became longer at its end', () => {
    expect(hasLostEnd(at(600), at(600, { total: 930 }))).toBe(true);
  });
  it('when its window became smaller at its end', () => {
    expect(hasLostEnd(at(600), at(600, { visible: 280 }))).toBe(true);
  });
  it('also when it was a few pixels before its end, and the browser rounds', () => {
    expect(hasLostEnd(at(570), at(571, { total: 930 }))).toBe(true);
  });
  it('not when the reader is elsewhere', () => {
    expect(hasLostEnd(at(500), at(500, { total: 930 }))).toBe(false);
  });
  it('not when it was moved meanwhile', () => {
    expect(hasLostEnd(at(600), at(480, { total: 930 }))).toBe(false);
    expect(hasLostEnd(at(600), at(630, { total: 930 }))).toBe(false);
  });
  it('not when it became shorter', () => {
    expect(hasLostEnd(at(600), at(600, { total: 870 }))).toBe(false);
  });
});
