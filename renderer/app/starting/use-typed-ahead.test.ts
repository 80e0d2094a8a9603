// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { mostHeld, typedAhead, type TypedAhead } from './use-typed-ahead.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});
const kept = Promise.resolve(true);
/** Whether the page gets the key. */
const press = (key: string): boolean =>
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
const holding = (): TypedAhead => {
  const ahead = typedAhead();
  ahead.hold('Go', kept);
  expect(press('o')).toBe(false);
  return ahead;
};

it('keys are held until the dialog takes them, and then are the page’s', () => {
  const ahead = holding();
  expect(ahead.take()).toBe('Goo');
  expect(press('d')).toBe(true);
  expect(ahead.take()).toBe('');
});

it.each([
  ['Esc', () => press('Escape')],
  ['a press of the mouse', () => document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }))],
  ['the longest time', () => vi.advanceTimersByTime(mostHeld)],
])('keys are given back by %s where no dialog comes; a late one gets the text', (_, act) => {
  const ahead = holding();
  act();
  expect(press('d')).toBe(true);
  expect(ahead.take()).toBe('Goo');
});

it('the text of a wish that was not kept is for no other conversation, and keys of a later wish are held on', async () => {
  const ahead = typedAhead();
  let refuse = (): void => undefined;
  ahead.hold(
    'Goo',
    new Promise((resolve) => {
      refuse = () => resolve(false);
    }),
  );
  press('Escape');
  refuse();
  await vi.advanceTimersByTimeAsync(0);
  expect(ahead.take()).toBe('');
  ahead.hold('one', Promise.resolve(false));
  ahead.hold('two', kept);
  await vi.advanceTimersByTimeAsync(0);
  expect(press('!')).toBe(false);
  expect(ahead.take()).toBe('two!');
});
