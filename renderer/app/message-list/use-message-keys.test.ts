import { describe, expect, it } from 'vitest';
import { keyTarget } from './use-message-keys.ts';

describe('a key that moves among messages', () => {
  it.each([
    ['ArrowDown', 3, 4],
    ['ArrowUp', 3, 2],
    ['ArrowUp', 0, 0],
    ['ArrowDown', 19, 19],
    ['PageDown', 3, 11],
    ['PageDown', 15, 19],
    ['PageUp', 3, 0],
    ['Home', 7, 0],
    ['End', 7, 19],
  ])('%s from %i', (key, at, to) => {
    expect(keyTarget(key, at, 20)).toBe(to);
  });

  it('ignores other keys', () => {
    expect(keyTarget('a', 3, 20)).toBeNull();
    expect(keyTarget('Enter', 3, 20)).toBeNull();
  });
});
