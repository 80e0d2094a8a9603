import { expect, it } from 'vitest';
import { accelerator } from '../../../preload/contract/device.ts';
import { pressText } from '../commands/press-words.ts';
import { acceleratorOf, pressOfAccelerator } from './accelerator.ts';

const none = { ctrlKey: false, altKey: false, shiftKey: false, metaKey: false };

it.each([
  [{ key: 'i', code: 'KeyI', ctrlKey: true, altKey: true }, 'Control+Alt+I', 'Ctrl+Alt+I', '⌃⌥I'],
  // The character that Alt makes of a letter on a Mac.
  [{ key: 'ˆ', code: 'KeyI', altKey: true }, 'Alt+I', 'Alt+I', '⌥I'],
  [{ key: 'ш', code: 'KeyI', ctrlKey: true, shiftKey: true }, 'Control+Shift+I', 'Ctrl+Shift+I', '⌃⇧I'],
  [{ key: '!', code: 'Digit1', metaKey: true, shiftKey: true }, 'Shift+Meta+1', 'Windows+Shift+1', '⇧⌘1'],
  [{ key: ' ', code: 'Space', metaKey: true }, 'Meta+Space', 'Windows+Space', '⌘Space'],
  [{ key: 'ArrowUp', code: 'ArrowUp', altKey: true }, 'Alt+Up', 'Alt+↑', '⌥↑'],
  [{ key: 'F12', code: 'F12', ctrlKey: true }, 'Control+F12', 'Ctrl+F12', '⌃F12'],
])('%o is %s', (event, keys, drawn, drawnOnMac) => {
  const made = acceleratorOf({ ...none, ...event });
  expect(made).toBe(keys);
  expect(accelerator.parse(made)).toBe(keys);
  expect(pressText(pressOfAccelerator(keys), 'other')).toBe(drawn);
  expect(pressText(pressOfAccelerator(keys), 'mac')).toBe(drawnOnMac);
});

it.each([
  { key: 'i', code: 'KeyI' },
  { key: 'I', code: 'KeyI', shiftKey: true },
  { key: 'Control', code: 'ControlLeft', ctrlKey: true },
  { key: 'Tab', code: 'Tab', altKey: true },
  { key: 'ö', code: 'Semicolon', ctrlKey: true },
])('%o is not a shortcut', (event) => expect(acceleratorOf({ ...none, ...event })).toBeNull());
