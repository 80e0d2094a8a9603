/** The one list of commands: what the user can do from anywhere on the main screen, by a key, a button or a menu. */
import { say } from '../words/catalogue/say.ts';
import { buttonPress, keyPress, type Press } from './press.ts';
import type { Platform } from '../world/platform.ts';

/** The state of the screen that decides whether a command can be run now. */
export interface CommandState {
  /** Whether a dialog or menu is open, which takes all keys. */
  readonly hasOverlay: boolean;
  readonly hasThread: boolean;
  /** Whether a conversation or the links cover the list, because only one of them fits. */
  readonly coversList: boolean;
  /** A conversation is open. */
  readonly hasConversation: boolean;
  /** It can be hidden. */
  readonly canHide: boolean;
  readonly canGoBack: boolean;
  readonly canGoForward: boolean;
}

/** What commands do, carried out by the screen. */
export interface CommandActs {
  readonly goBack: () => void;
  readonly goForward: () => void;
  readonly goTo: () => void;
  readonly startConversation: () => void;
  readonly filterList: () => void;
  /** The next part of the screen (1), or the one before (-1). */
  readonly moveRegion: (by: 1 | -1) => void;
  readonly closeThread: () => void;
  readonly showList: () => void;
  readonly markRead: () => void;
  readonly markUnread: () => void;
  readonly switchFavourite: () => void;
  readonly switchMuted: () => void;
  readonly switchHidden: () => void;
  /** The menu of what the user is told of in the open conversation. */
  readonly openBell: () => void;
  /** Pause carrying until the user resumes it, or resume it. */
  readonly switchCarrying: () => void;
  readonly showShortcuts: () => void;
  /** Of what the user is told, and what became of it. */
  readonly showNotices: () => void;
}

export interface Command {
  /** The name of the command, for buttons and the list of shortcuts. */
  readonly words: () => string;
  /** The presses that start it. Buttons and menus show the first one. */
  readonly keys: Readonly<Record<Platform, readonly [Press, ...Press[]]>>;
  readonly when: (state: CommandState) => boolean;
  readonly run: (acts: CommandActs) => void;
}

const onAll = (...presses: readonly [Press, ...Press[]]): Command['keys'] => ({
  mac: presses,
  other: presses,
});

const byId = {
  'go-back': {
    words: () => say('commands.go-back'),
    keys: {
      mac: [keyPress('[', 'meta'), buttonPress(3)],
      other: [keyPress('ArrowLeft', 'alt'), keyPress('BrowserBack'), buttonPress(3)],
    },
    when: ({ hasOverlay, canGoBack }) => !hasOverlay && canGoBack,
    run: ({ goBack }) => goBack(),
  },
  'go-forward': {
    words: () => say('commands.go-forward'),
    keys: {
      mac: [keyPress(']', 'meta'), buttonPress(4)],
      other: [keyPress('ArrowRight', 'alt'), keyPress('BrowserForward'), buttonPress(4)],
    },
    when: ({ hasOverlay, canGoForward }) => !hasOverlay && canGoForward,
    run: ({ goForward }) => goForward(),
  },
  'go-to': {
    words: () => say('commands.go-to'),
    keys: { mac: [keyPress('k', 'meta')], other: [keyPress('k', 'control')] },
    when: ({ hasOverlay }) => !hasOverlay,
    run: ({ goTo }) => goTo(),
  },
  'new-conversation': {
    words: () => say('commands.new-conversation'),
    keys: { mac: [keyPress('n', 'meta')], other: [keyPress('n', 'control')] },
    when: ({ hasOverlay }) => !hasOverlay,
    run: ({ startConversation }) => startConversation(),
  },
  'filter-list': {
    words: () => say('list.filter.label'),
    keys: { mac: [keyPress('f', 'shift', 'meta')], other: [keyPress('f', 'control', 'shift')] },
    when: ({ hasOverlay }) => !hasOverlay,
    run: ({ filterList }) => filterList(),
  },
  'next-region': {
    words: () => say('commands.next-region'),
    keys: onAll(keyPress('F6')),
    when: ({ hasOverlay }) => !hasOverlay,
    run: ({ moveRegion }) => moveRegion(1),
  },
  'previous-region': {
    words: () => say('commands.previous-region'),
    keys: onAll(keyPress('F6', 'shift')),
    when: ({ hasOverlay }) => !hasOverlay,
    run: ({ moveRegion }) => moveRegion(-1),
  },
  'close-thread': {
    words: () => say('thread.close'),
    keys: onAll(keyPress('Escape')),
    when: ({ hasOverlay, hasThread }) => !hasOverlay && hasThread,
    run: ({ closeThread }) => closeThread(),
  },
  'show-list': {
    words: () => say('action.back-to-list'),
    keys: onAll(keyPress('Escape')),
    when: ({ hasOverlay, hasThread, coversList }) => !hasOverlay && !hasThread && coversList,
    run: ({ showList }) => showList(),
  },
  'show-notices': {
    words: () => say('notices.command'),
    keys: {
      mac: [keyPress('n', 'meta', 'shift')],
      other: [keyPress('n', 'control', 'shift')],
    },
    when: ({ hasOverlay }) => !hasOverlay,
    run: ({ showNotices }) => showNotices(),
  },
  'mark-read': {
    words: () => say('choices.mark-read'),
    keys: onAll(keyPress('Escape', 'shift')),
    when: ({ hasOverlay, hasConversation }) => !hasOverlay && hasConversation,
    run: ({ markRead }) => markRead(),
  },
  'mark-unread': {
    words: () => say('choices.mark-unread'),
    keys: { mac: [keyPress('u', 'meta', 'shift')], other: [keyPress('u', 'alt', 'shift')] },
    when: ({ hasOverlay, hasConversation }) => !hasOverlay && hasConversation,
    run: ({ markUnread }) => markUnread(),
  },
  favour: {
    words: () => say('commands.favour'),
    keys: { mac: [keyPress('d', 'meta', 'shift')], other: [keyPress('d', 'alt', 'shift')] },
    when: ({ hasOverlay, hasConversation }) => !hasOverlay && hasConversation,
    run: ({ switchFavourite }) => switchFavourite(),
  },
  mute: {
    words: () => say('commands.mute'),
    keys: { mac: [keyPress('m', 'meta', 'shift')], other: [keyPress('m', 'alt', 'shift')] },
    when: ({ hasOverlay, hasConversation }) => !hasOverlay && hasConversation,
    run: ({ switchMuted }) => switchMuted(),
  },
  hide: {
    words: () => say('commands.hide'),
    keys: { mac: [keyPress('h', 'meta', 'shift')], other: [keyPress('h', 'alt', 'shift')] },
    when: ({ hasOverlay, canHide }) => !hasOverlay && canHide,
    run: ({ switchHidden }) => switchHidden(),
  },
  'open-bell': {
    words: () => say('conversation.notices.label'),
    keys: { mac: [keyPress('b', 'meta', 'shift')], other: [keyPress('b', 'alt', 'shift')] },
    when: ({ hasOverlay, hasConversation }) => !hasOverlay && hasConversation,
    run: ({ openBell }) => openBell(),
  },
  'pause-carrying': {
    words: () => say('carry.pause.command'),
    keys: { mac: [keyPress('p', 'meta', 'shift')], other: [keyPress('p', 'alt', 'shift')] },
    when: ({ hasOverlay }) => !hasOverlay,
    run: ({ switchCarrying }) => switchCarrying(),
  },
  'show-shortcuts': {
    words: () => say('commands.show-shortcuts'),
    keys: {
      mac: [keyPress('/', 'meta'), keyPress('?')],
      other: [keyPress('/', 'control'), keyPress('?')],
    },
    when: ({ hasOverlay }) => !hasOverlay,
    run: ({ showShortcuts }) => showShortcuts(),
  },
} as const satisfies Readonly<Record<string, Command>>;

/** The ids by which a menu or button finds its command. */
export type CommandId = keyof typeof byId;

export const commands: Readonly<Record<CommandId, Command>> = byId;

/** The command that an event starts in this state, if any. `isThis` says whether the event is a press. */
export const commandStarted = (
  platform: Platform,
  state: CommandState,
  isThis: (press: Press) => boolean,
): Command | null =>
  Object.values(commands).find(({ keys, when }) => keys[platform].some(isThis) && when(state)) ?? null;
