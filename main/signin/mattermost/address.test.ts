import { describe, expect, it } from 'vitest';
import { isInClear } from '../../../preload/contract/index.ts';
import { mayBeUsed, normalServerUrl } from './address.ts';

describe('an address without encryption', () => {
  it.each([
    ['https://chat.example', false],
    ['http://chat.example', true],
    ['http://10.0.0.7:8065', true],
    ['http://localhost:8065', false],
    ['http://chat.localhost', false],
    ['http://127.0.0.1', false],
    ['http://127.9.9.9:8065/chat', false],
    // Other spellings of the same number.
    ['http://2130706433/', false],
    ['http://[::1]:8065', false],
    ['http://[::2]', true],
    // Names that only look like this computer.
    ['http://localhost.example', true],
    ['http://127.0.0.1.example', true],
    ['http://notlocalhost', true],
    ['chat.example', true],
  ])('%s: %s', (url, inClear) => {
    expect(isInClear(url)).toBe(inClear);
  });

  it('may be used if a preset allows it, and no other', () => {
    const preset = { url: 'http://chat.example/team/', allowHttp: true };
    expect(
      [
        'http://chat.example/team',
        'http://chat.example',
        'http://chat.example:8065/team',
        'http://x.example',
      ].map((url) => mayBeUsed(url, preset)),
    ).toEqual([true, false, false, false]);
    expect(mayBeUsed('http://chat.example/team', { ...preset, allowHttp: false })).toBe(false);
    expect(mayBeUsed('http://chat.example', null)).toBe(false);
    expect(mayBeUsed('https://anything.example', null)).toBe(true);
  });
});

it('an address is kept without slashes at the end and without query', () => {
  expect(normalServerUrl('https://chat.example/team//?utm=1#x')).toBe('https://chat.example/team');
});
