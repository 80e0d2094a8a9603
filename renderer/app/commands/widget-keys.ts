/** Keys that only act inside one part of the screen, which knows them itself: told here for the list of shortcuts. */
import { say } from '../words/catalogue/say.ts';
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

/** `message-list/use-message-keys.ts` */
export const messageKeys: readonly WidgetKeys[] = [
  on(() => say('shortcuts.messages.move'), keyPress('ArrowUp'), keyPress('ArrowDown')),
  on(() => say('shortcuts.messages.page'), keyPress('PageUp'), keyPress('PageDown')),
  on(() => say('shortcuts.messages.ends'), keyPress('Home'), keyPress('End')),
  on(() => say('shortcuts.messages.reactions'), keyPress('ArrowRight'), keyPress('ArrowLeft')),
];
