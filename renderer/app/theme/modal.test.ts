// @vitest-environment jsdom
import { Button, DialogSurface, FluentProvider } from '@fluentui/react-components';
import { act, createElement, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Modal } from './modal.tsx';
import { lightTheme } from './themes.ts';

let root: Root;
beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  document.body.innerHTML = '<button id="below">below</button>';
  root = createRoot(document.body.appendChild(document.createElement('div')));
});
afterEach(() => {
  act(() => root.unmount());
  vi.unstubAllGlobals();
});

const draw = (...parts: readonly ReactNode[]): Promise<void> =>
  act(() => {
    root.render(createElement(FluentProvider, { theme: lightTheme }, ...parts));
    return Promise.resolve();
  });
const dialog = (close: () => void, button: string): ReactNode =>
  createElement(Modal, {
    close,
    modalType: 'alert',
    key: button,
    children: createElement(DialogSurface, null, createElement(Button, { id: button }, button)),
  });
/** Presses Esc where the focus is; whether something used the key. */
const pressEscape = (at: Element | null): boolean => {
  let isUsed = false;
  act(() => {
    isUsed = !(at ?? document.body).dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }),
    );
  });
  return isUsed;
};
const byId = (id: string): Element | null => document.querySelector(`#${id}`);

it('Esc closes a dialog once while the focus is in it', async () => {
  const close = vi.fn();
  await draw(dialog(close, 'inside'));
  expect(document.querySelectorAll('[aria-modal=true]')).toHaveLength(1);
  expect(pressEscape(byId('inside'))).toBe(true);
  expect(close).toHaveBeenCalledTimes(1);
});

it('Esc closes a dialog while nothing, or something below it, has the focus, and what is below does not hear it', async () => {
  const close = vi.fn();
  const heardBelow = vi.fn();
  byId('below')?.addEventListener('keydown', heardBelow);
  await draw(dialog(close, 'inside'));
  expect(pressEscape(document.body)).toBe(true);
  expect(close).toHaveBeenCalledTimes(1);
  expect(pressEscape(byId('below'))).toBe(true);
  expect(close).toHaveBeenCalledTimes(2);
  expect(heardBelow).not.toHaveBeenCalled();
});

it('of two dialogs, Esc closes the upper one', async () => {
  const lower = vi.fn();
  const upper = vi.fn();
  await draw(dialog(lower, 'first'));
  await draw(dialog(lower, 'first'), dialog(upper, 'second'));
  expect(document.querySelectorAll('[aria-modal=true]')).toHaveLength(2);
  pressEscape(document.body);
  expect([lower, upper].map(({ mock }) => mock.calls.length)).toEqual([0, 1]);
  await draw(dialog(lower, 'first'));
  pressEscape(document.body);
  expect([lower, upper].map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
});

it('a dialog that has closed hears no key', async () => {
  const close = vi.fn();
  await draw(dialog(close, 'inside'));
  await draw();
  expect(pressEscape(byId('below'))).toBe(false);
  expect(close).not.toHaveBeenCalled();
});

it('what is below a dialog takes no focus, until the last dialog has closed', async () => {
  const isInert = (): boolean => byId('below')?.hasAttribute('inert') ?? false;
  const close = vi.fn();
  await draw(dialog(close, 'first'));
  expect(isInert()).toBe(true);
  expect(byId('first')?.closest('[inert]')).toBe(null);
  await draw(dialog(close, 'first'), dialog(close, 'second'));
  await draw(dialog(close, 'second'));
  expect(isInert()).toBe(true);
  await draw();
  expect(isInert()).toBe(false);
});
