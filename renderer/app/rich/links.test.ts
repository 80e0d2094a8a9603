import { describe, expect, it } from 'vitest';
import { safeHref } from './links.ts';

describe('addresses', () => {
  it.each([
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'data:text/html,x',
    'file:///x',
    'msteams:/x',
    '//x.example',
    '/relative',
    'x',
    '',
    null,
    undefined,
    'https://',
  ])('%s is not offered as a link', (href) => {
    expect(safeHref(href)).toBeNull();
  });

  it('web and mail addresses are offered as links', () => {
    expect(safeHref('https://x.example/a?b#c')).toBe('https://x.example/a?b#c');
    expect(safeHref('mailto:a@b.example')).toBe('mailto:a@b.example');
  });
});
