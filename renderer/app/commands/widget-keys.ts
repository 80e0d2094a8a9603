/** Keys that only work inside one part of the screen. That part handles them itself; this list is for the dialog of shortcuts. */
import { say } from '../words/catalogue/say.ts';
import type { Platform } from '../world/platform.ts';
import { keyPress, type KeyPress } from './press.ts';

export interface WidgetKeys {
  readonly words: () => string;
  readonly presses: readonly KeyPress[];
}

const on = (words: () => string, ...presses: readonly KeyPress[]): WidgetKeys => ({ words, presses });

/** `list/use-list-keys.ts` */
export const listKeys: readonly WidgetKeys[] = [
  on(() => say('shortcuts.list.move'), keyPress('ArrowUp'), keyPress('ArrowDown')),
  on(() => say('shortcuts.list.open'), keyPress('Enter')),
  on(() => say('shortcuts.list.fold'), keyPress('ArrowLeft'), keyPress('ArrowRight')),
  on(() => say('shortcuts.list.ends'), keyPress('Home'), keyPress('End')),
];

/** `list/list-pane.tsx` */
export const filterKeys: readonly WidgetKeys[] = [
  on(() => say('shortcuts.filter.open'), keyPress('Enter')),
  on(() => say('shortcuts.filter.list'), keyPress('ArrowDown')),
  on(() => say('shortcuts.filter.clear'), keyPress('Escape')),
];

/** `acts/message-actions.tsx` */
export const messageActKeys = {
  react: [keyPress('+')],
  reply: [keyPress('r')],
  edit: [keyPress('e')],
  delete: [keyPress('Delete'), keyPress('Backspace', 'meta')],
  pin: [keyPress('p')],
  'mark-unread': [keyPress('u')],
  'copy-link': [keyPress('l')],
  menu: [keyPress('F10', 'shift'), keyPress('ContextMenu')],
} as const satisfies Readonly<Record<string, readonly KeyPress[]>>;

/** `editor/keys.ts` */
export const writingKeys = (platform: Platform): readonly WidgetKeys[] => {
  const held = platform === 'mac' ? 'meta' : 'control';
  return [
    on(() => say('composer.send'), keyPress('Enter'), keyPress('Enter', held)),
    on(() => say('shortcuts.writing.break'), keyPress('Enter', 'shift')),
    on(() => say('shortcuts.writing.edit-last'), keyPress('ArrowUp')),
    on(() => say('composer.format.link'), keyPress('k', held, 'alt')),
  ];
};

/** `message-list/use-message-keys.ts`, and the acts. */
export const messageKeys: readonly WidgetKeys[] = [
  on(() => say('shortcuts.messages.move'), keyPress('ArrowUp'), keyPress('ArrowDown')),
  on(() => say('shortcuts.messages.page'), keyPress('PageUp'), keyPress('PageDown')),
  on(() => say('shortcuts.messages.ends'), keyPress('Home'), keyPress('End')),
  on(() => say('shortcuts.messages.reactions'), keyPress('ArrowRight'), keyPress('ArrowLeft')),
  on(() => say('acts.react'), ...messageActKeys.react),
  on(() => say('acts.reply'), ...messageActKeys.reply),
  on(() => say('acts.edit'), ...messageActKeys.edit),
  on(() => say('shortcuts.messages.pin'), ...messageActKeys.pin),
  on(() => say('acts.mark-unread'), ...messageActKeys['mark-unread']),
  on(() => say('acts.copy-link'), ...messageActKeys['copy-link']),
  on(() => say('acts.delete'), messageActKeys.delete[0]),
  on(() => say('shortcuts.messages.menu'), messageActKeys.menu[0]),
];
