import { describe, expect, it } from 'vitest';
import { buttonPress, isPressed, keyPress, writesText } from './press.ts';
import { platformOf } from '../world/platform.ts';

const event = (
  key: string,
  code: string,
  ...held: readonly ('ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey')[]
) => ({
  key,
  code,
  ctrlKey: held.includes('ctrlKey'),
  altKey: held.includes('altKey'),
  shiftKey: held.includes('shiftKey'),
  metaKey: held.includes('metaKey'),
});

describe('a press', () => {
  it.each([
    ['the key with its modifier', keyPress('k', 'control'), event('k', 'KeyK', 'ctrlKey'), true],
    ['caps lock', keyPress('k', 'control'), event('K', 'KeyK', 'ctrlKey'), true],
    ['without the modifier', keyPress('k', 'control'), event('k', 'KeyK'), false],
    ['with one modifier more', keyPress('k', 'control'), event('K', 'KeyK', 'ctrlKey', 'shiftKey'), false],
    [
      'AltGr, which is Ctrl and Alt',
      keyPress('k', 'control'),
      event('k', 'KeyK', 'ctrlKey', 'altKey'),
      false,
    ],
    ['Cyrillic, by where the key stands', keyPress('k', 'control'), event('л', 'KeyK', 'ctrlKey'), true],
    ['Cyrillic, another key', keyPress('k', 'control'), event('о', 'KeyJ', 'ctrlKey'), false],
    ['Dvorak: what it writes', keyPress('k', 'control'), event('k', 'KeyV', 'ctrlKey'), true],
    ['Dvorak: not where it stands', keyPress('k', 'control'), event('t', 'KeyK', 'ctrlKey'), false],
    ['a bracket on a German keyboard', keyPress('[', 'meta'), event('ü', 'BracketLeft', 'metaKey'), true],
    ['a slash that takes Shift', keyPress('/', 'control'), event('/', 'Digit7', 'ctrlKey', 'shiftKey'), true],
    ['a question mark', keyPress('?'), event('?', 'Slash', 'shiftKey'), true],
    ['a named key', keyPress('F6', 'shift'), event('F6', 'F6', 'shiftKey'), true],
    ['a named key without Shift', keyPress('F6'), event('F6', 'F6', 'shiftKey'), false],
  ] as const)('%s', (_name, press, pressed, is) => {
    expect(isPressed(press, pressed)).toBe(is);
  });

  it('types a character only without modifiers', () => {
    expect([keyPress('?'), keyPress('k', 'shift')].map(writesText)).toEqual([true, true]);
    expect([keyPress('/', 'control'), keyPress('F6'), buttonPress(3)].map(writesText)).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('depends on the platform', () => {
    expect(['MacIntel', 'Win32', 'Linux x86_64', ''].map(platformOf)).toEqual([
      'mac',
      'other',
      'other',
      'other',
    ]);
  });
});
