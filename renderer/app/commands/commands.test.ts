import { describe, expect, it } from 'vitest';
import { commands, commandStarted, type CommandActs, type CommandState } from './commands.ts';
import { buttonPress, type Press } from './press.ts';
import { ariaKeys, capsOf, pressText, toldPresses } from './press-words.ts';
import { filterKeys, listKeys, messageKeys } from './widget-keys.ts';
import type { Platform } from '../world/platform.ts';

const platforms: readonly Platform[] = ['mac', 'other'];
const all = Object.values(commands);

const bits = {
  hasOverlay: false,
  hasThread: false,
  coversList: false,
  hasConversation: false,
  canHide: false,
  canGoBack: false,
  canGoForward: false,
} as const satisfies CommandState;

/** Every state that the screen can be in, and some that it cannot. */
const states: readonly CommandState[] = Object.keys(bits).reduce<readonly CommandState[]>(
  (some, bit) => some.flatMap((state) => [state, { ...state, [bit]: true }]),
  [bits],
);

const samePress = (one: Press, other: Press): boolean =>
  one.kind === 'button'
    ? other.kind === 'button' && one.button === other.button
    : other.kind === 'key' &&
      one.key.toLowerCase() === other.key.toLowerCase() &&
      [...one.modifiers].sort().join() === [...other.modifiers].sort().join();

const pressesOf = (platform: Platform): readonly Press[] => all.flatMap(({ keys }) => keys[platform]);

describe('the commands', () => {
  it.each(platforms)('on %s have different keys in every state of the app', (platform) => {
    expect(states).toHaveLength(128);
    let shared = 0;
    for (const press of pressesOf(platform)) {
      const claiming = all.filter(({ keys }) => keys[platform].some((one) => samePress(one, press)));
      if (claiming.length > 1) shared += 1;
      for (const state of states)
        expect(claiming.filter(({ when }) => when(state)).length).toBeLessThanOrEqual(1);
    }
    // Esc closes the thread, and else leads to the list.
    expect(shared).toBe(2);
  });

  it.each(platforms)('on %s use no key that types a character, except the question mark', (platform) => {
    const bare = pressesOf(platform).filter(
      (press) => press.kind === 'key' && press.key.length === 1 && press.modifiers.length === 0,
    );
    expect(bare).toEqual([{ kind: 'key', key: '?', modifiers: [] }]);
  });

  it('do nothing while a dialog or a menu is open', () => {
    for (const state of states.filter(({ hasOverlay }) => hasOverlay))
      expect(all.filter(({ when }) => when(state))).toEqual([]);
  });

  it('do different things', () => {
    const did: string[] = [];
    const acts: CommandActs = {
      goBack: () => did.push('back'),
      goForward: () => did.push('forward'),
      goTo: () => did.push('go to'),
      startConversation: () => did.push('start'),
      filterList: () => did.push('filter'),
      moveRegion: (by) => did.push(`region ${by}`),
      closeThread: () => did.push('thread'),
      showList: () => did.push('list'),
      markRead: () => did.push('read'),
      markUnread: () => did.push('unread'),
      switchFavourite: () => did.push('favourite'),
      switchMuted: () => did.push('muted'),
      switchHidden: () => did.push('hidden'),
      openBell: () => did.push('bell'),
      switchCarrying: () => did.push('carrying'),
      showShortcuts: () => did.push('shortcuts'),
      showNotices: () => did.push('notices'),
    };
    for (const { run } of all) run(acts);
    expect(new Set(did).size).toBe(all.length);
    expect(did).toHaveLength(all.length);
  });

  it('start when their keys are pressed in their state of the app', () => {
    const escape = (press: Press): boolean => press.kind === 'key' && press.key === 'Escape';
    const started = (state: Partial<CommandState>) => commandStarted('other', { ...bits, ...state }, escape);
    expect(started({})).toBeNull();
    expect(started({ hasThread: true, coversList: true })).toBe(commands['close-thread']);
    expect(started({ coversList: true })).toBe(commands['show-list']);
    const back = (press: Press): boolean => press.kind === 'button' && press.button === 3;
    expect(commandStarted('mac', bits, back)).toBeNull();
    expect(commandStarted('mac', { ...bits, canGoBack: true }, back)).toBe(commands['go-back']);
  });
});

describe('keys as text', () => {
  const of = (platform: Platform) =>
    Object.fromEntries(
      Object.entries(commands).map(([id, { keys }]) => [id, pressText(keys[platform][0], platform)]),
    );
  it('have the platform’s names', () => {
    expect(of('other')).toEqual({
      'go-back': 'Alt+←',
      'go-forward': 'Alt+→',
      'go-to': 'Ctrl+K',
      'new-conversation': 'Ctrl+N',
      'filter-list': 'Ctrl+Shift+F',
      'next-region': 'F6',
      'previous-region': 'Shift+F6',
      'close-thread': 'Esc',
      'show-list': 'Esc',
      'show-notices': 'Ctrl+Shift+N',
      'mark-read': 'Shift+Esc',
      'mark-unread': 'Alt+Shift+U',
      favour: 'Alt+Shift+D',
      mute: 'Alt+Shift+M',
      hide: 'Alt+Shift+H',
      'open-bell': 'Alt+Shift+B',
      'pause-carrying': 'Alt+Shift+P',
      'show-shortcuts': 'Ctrl+/',
    });
    expect(of('mac')).toMatchObject({
      'go-back': '⌘[',
      'go-forward': '⌘]',
      'go-to': '⌘K',
      'filter-list': '⇧⌘F',
      'previous-region': '⇧F6',
    });
  });

  it('leave out keys whose names tell their effect, and name the mouse’s buttons', () => {
    const told = toldPresses(commands['go-back'].keys.other).map((press) => pressText(press, 'other'));
    expect(told).toEqual(['Alt+←', 'Back button of the mouse']);
  });

  it('can be read aloud by a screen reader', () => {
    const signs = [
      ...platforms.flatMap((platform) => pressesOf(platform).flatMap((press) => capsOf(press, platform))),
      ...[...listKeys, ...filterKeys, ...messageKeys].flatMap(({ presses }) =>
        presses.flatMap((press) => capsOf(press, 'other')),
      ),
    ];
    for (const { shown, heard } of signs) expect(heard ?? shown).toMatch(/^[A-Za-z0-9 ]+$/);
    expect(ariaKeys(commands['go-back'].keys.other)).toBe('Alt+ArrowLeft BrowserBack');
    expect(ariaKeys([buttonPress(3)])).toBeUndefined();
  });
});
