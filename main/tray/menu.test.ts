import { beforeEach, describe, expect, it } from 'vitest';
import { trayIcon, trayTemplateIcon } from './icon.ts';
import { type TrayEntry, trayMenu, trayTooltip } from './menu.ts';

const state = {
  paused: false,
  notificationsPaused: false,
  notificationText: 'shown',
  startsAtLogin: false,
} as const;

describe('the tooltip', () => {
  it.each([
    [{ unread: 0, mentions: 0, carryingPaused: false, attention: 'none' }, {}, 'Isthmus'],
    [
      { unread: 1, mentions: 0, carryingPaused: false, attention: 'none' },
      {},
      'Isthmus: 1 unread conversation',
    ],
    [
      { unread: 3, mentions: 2, carryingPaused: false, attention: 'none' },
      { paused: true },
      'Isthmus: 3 unread conversations, 2 mentions, paused',
    ],
    [{ unread: 0, mentions: 0, carryingPaused: true, attention: 'none' }, {}, 'Isthmus: carrying paused'],
    [
      { unread: 0, mentions: 0, carryingPaused: true, attention: 'none' },
      { paused: true },
      'Isthmus: paused',
    ],
    [
      { unread: 0, mentions: 1, carryingPaused: false, attention: 'sign-in-needed' },
      {},
      'Isthmus: 1 mention, sign-in needed',
    ],
    [
      { unread: 0, mentions: 0, carryingPaused: false, attention: 'disk-full' },
      {},
      'Isthmus: the disk is full',
    ],
    [
      { unread: 0, mentions: 0, carryingPaused: false, attention: 'none' },
      { notificationsPaused: true },
      'Isthmus: notifications paused',
    ],
  ] as const)('%o %o: %s', (report, over, text) => {
    expect(trayTooltip(report, { ...state, ...over })).toBe(text);
  });
});

describe('the menu', () => {
  let did: string[];
  beforeEach(() => {
    did = [];
  });
  const actions = {
    open: () => did.push('open'),
    openConversation: (conversation: string) => did.push(conversation),
    setPaused: (paused: boolean) => did.push(`paused ${paused}`),
    pauseNotifications: (length: string | null) => did.push(`notifications ${length}`),
    pauseCarrying: (length: string | null) => did.push(`carrying ${length}`),
    hideNotificationText: (hides: boolean) => did.push(`hides ${hides}`),
    startAtLogin: (starts: boolean) => did.push(`at login ${starts}`),
    quit: () => did.push('quit'),
  };
  const labels = (entries: readonly TrayEntry[]) =>
    entries.flatMap(({ label, submenu }) => [
      label ?? '-',
      ...(submenu?.map((one) => `> ${one.label}`) ?? []),
    ]);
  const clickAll = (entries: readonly TrayEntry[]): void => {
    for (const { click, submenu } of entries) {
      click?.();
      clickAll(submenu ?? []);
    }
  };

  it('opens, pauses, starts at login, and quits', () => {
    const menu = trayMenu({ recent: [], carryingPaused: false, attention: 'none' }, state, actions);
    expect(labels(menu)).toEqual([
      'Running',
      'Open Isthmus',
      '-',
      'Pause notifications',
      '> For 1 hour',
      '> Until tomorrow',
      'Hide text in notifications',
      'Pause carrying',
      '> For 1 hour',
      '> Until tomorrow',
      '> Until I resume',
      'Pause mirroring and carrying',
      'Start at login',
      '-',
      'Quit Isthmus',
    ]);
    clickAll(menu);
    expect(did).toEqual([
      'open',
      'notifications hour',
      'notifications tomorrow',
      'hides true',
      'carrying hour',
      'carrying tomorrow',
      'carrying until-ended',
      'paused true',
      'at login true',
      'quit',
    ]);
  });

  it('ends switched-on states, and shows settings that the user cannot change', () => {
    const menu = trayMenu(
      { recent: [], carryingPaused: true, attention: 'none' },
      { paused: true, notificationsPaused: true, notificationText: 'laid-down', startsAtLogin: true },
      actions,
    );
    clickAll(menu);
    expect(did).toEqual([
      'open',
      'notifications null',
      'hides false',
      'carrying null',
      'paused false',
      'at login false',
      'quit',
    ]);
    expect(menu.find(({ label }) => label === 'Hide text in notifications')).toMatchObject({
      checked: true,
      enabled: false,
    });
  });

  it.each([
    ['none', false, false, 'Running'],
    ['none', false, true, 'Running; carrying is paused'],
    ['none', true, true, 'Paused'],
    ['sign-in-needed', true, false, 'A sign-in is needed'],
    ['disk-full', false, true, 'The disk is full'],
    ['failed', false, false, 'Something needs you'],
  ] as const)('shows the state of Isthmus: %s, paused %s, carrying paused %s', (...given) => {
    const [attention, paused, carryingPaused, words] = given;
    const [first] = trayMenu({ recent: [], carryingPaused, attention }, { ...state, paused }, actions);
    expect(first).toEqual({ label: words, enabled: false });
  });

  it('leads to the last conversations with unread messages, with any names', () => {
    const recent = [
      { conversation: 'm/a', name: 'R&D', unread: 2 },
      { conversation: 'm/b', name: `\u202Eolleh\n${'x'.repeat(300)}`, unread: 1_000 },
      { conversation: 'm/c', name: '\u200F', unread: 1 },
    ];
    const menu = trayMenu({ recent, carryingPaused: false, attention: 'none' }, state, actions);
    expect(labels(menu).slice(0, 6)).toEqual([
      'Running',
      'Open Isthmus',
      '-',
      'R&&D (2)',
      `olleh ${'x'.repeat(33)}… (1,000)`,
      'Conversation (1)',
    ]);
    menu[4]?.click?.();
    expect(did).toEqual(['m/b']);
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
