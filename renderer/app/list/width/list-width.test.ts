import { describe, expect, it } from 'vitest';
import { listWidth, widthAfterKey } from './list-width.ts';

describe('the width of the list', () => {
  it.each([
    [100, 240],
    [320.4, 320],
    [9_999, 480],
    [Number.NaN, 320],
  ])('of %d is %d', (wanted, is) => expect(listWidth(wanted)).toBe(is));
  it('changes in the direction of the arrow key, within its bounds', () => {
    expect(widthAfterKey('ArrowRight', 320, false)).toBe(336);
    expect(widthAfterKey('ArrowRight', 320, true)).toBe(304);
    expect(widthAfterKey('ArrowLeft', 250, false)).toBe(240);
    expect(widthAfterKey('Home', 320, false)).toBe(240);
    expect(widthAfterKey('End', 320, true)).toBe(480);
    expect(widthAfterKey('a', 320, false)).toBeNull();
  });
});
