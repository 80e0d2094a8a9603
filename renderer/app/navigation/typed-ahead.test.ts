import { expect, it } from 'vitest';
import { withKey } from './typed-ahead.ts';

const key = (of: string, over: Partial<KeyboardEvent> = {}): KeyboardEvent =>
  ({
    ...{ key: of, defaultPrevented: false, isComposing: false },
    ...{ ctrlKey: false, metaKey: false, altKey: false },
    ...over,
  }) as KeyboardEvent;
const typed = (...keys: readonly string[]): string =>
  keys.reduce((text, one) => withKey(text, key(one)) ?? `${text}!`, '');

it('letters and what follows them are kept, and Enter sends nothing', () => {
  expect(typed('H', 'e', 'y', ' ', 'y', 'o', 'u', '?', 'x', 'Backspace', 'Enter')).toBe('Hey you?');
  expect(typed('ß', '😀', 'Backspace')).toBe('ß');
});

it('other keys are not taken: commands, arrows, and the keys that act on what has the focus', () => {
  for (const one of [' ', '?', 'Enter', 'Backspace', 'ArrowUp', 'Escape', 'Tab'])
    expect(withKey('', key(one))).toBeNull();
  for (const one of ['ArrowUp', 'Escape', 'Tab']) expect(withKey('a', key(one))).toBeNull();
  expect(withKey('a', key('k', { ctrlKey: true }))).toBeNull();
  expect(withKey('a', key('b', { isComposing: true }))).toBeNull();
});
