// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { holdKeys, withKey } from './typed-ahead.ts';

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

it('keys that are held reach no box, whatever has the focus, and commands reach the page', () => {
  document.body.innerHTML = '<input>';
  const box = document.querySelector('input');
  box?.focus();
  const reached: string[] = [];
  const onKey = (event: KeyboardEvent): unknown => reached.push(event.key);
  box?.addEventListener('keydown', onKey);
  const press = (of: string, over: KeyboardEventInit = {}): boolean | undefined =>
    box?.dispatchEvent(new KeyboardEvent('keydown', { key: of, bubbles: true, cancelable: true, ...over }));
  const held = holdKeys();
  expect(['Enter', 'Delete', 'H', 'i', ' ', 'Enter', 'Dead'].map((one) => press(one))).toEqual(
    Array(7).fill(false),
  );
  expect(press('k', { ctrlKey: true })).toBe(true);
  expect(reached).toEqual(['k']);
  expect(held.end()).toBe('Hi ');
  expect(press('a')).toBe(true);
  expect(reached).toEqual(['k', 'a']);
});
