import { describe, expect, it } from 'vitest';
import { trayIcon, trayTemplateIcon } from './icon.ts';
import { trayMenu, trayTooltip } from './menu.ts';

describe('the tooltip', () => {
  it.each([
    [{ unread: 0, mentions: 0, attention: 'none' }, false, 'Isthmus'],
    [{ unread: 1, mentions: 0, attention: 'none' }, false, 'Isthmus: 1 unread conversation'],
    [
      { unread: 3, mentions: 2, attention: 'none' },
      true,
      'Isthmus: 3 unread conversations, 2 mentions, paused',
    ],
    [{ unread: 0, mentions: 1, attention: 'sign-in-needed' }, false, 'Isthmus: 1 mention, sign-in needed'],
    [{ unread: 0, mentions: 0, attention: 'disk-full' }, false, 'Isthmus: the disk is full'],
  ] as const)('%o %s: %s', (report, paused, text) => {
    expect(trayTooltip(report, paused)).toBe(text);
  });
});

describe('the menu', () => {
  const did: string[] = [];
  const actions = {
    open: () => did.push('open'),
    setPaused: (paused: boolean) => did.push(`paused ${paused}`),
    quit: () => did.push('quit'),
  };
  it('opens, pauses or resumes, and quits', () => {
    for (const paused of [false, true]) for (const { click } of trayMenu(paused, actions)) click?.();
    expect(did).toEqual(['open', 'paused true', 'quit', 'open', 'paused false', 'quit']);
    expect(trayMenu(true, actions).map(({ label }) => label)).toEqual([
      'Open Isthmus',
      'Resume',
      undefined,
      'Quit Isthmus',
    ]);
  });
});

describe('the icon', () => {
  it.each([trayIcon.small, trayIcon.large, trayTemplateIcon.small, trayTemplateIcon.large])(
    'is a PNG',
    (url) => {
      expect(
        Buffer.from(url.slice('data:image/png;base64,'.length), 'base64').subarray(1, 4).toString(),
      ).toBe('PNG');
    },
  );
});
