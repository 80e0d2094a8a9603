/** Everything that main says to people: in menus, in the tray, and in the few dialogs that no page can show. */
import type { CallRequest } from '../preload/contract/index.ts';

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** The tray's menu and tooltip. */
export const trayWords = {
  open: 'Open Isthmus',
  pause: 'Pause',
  resume: 'Resume',
  quit: 'Quit Isthmus',
  app: 'Isthmus',
  paused: 'paused',
  unread: (count: number): string => counted(count, 'unread conversation', 'unread conversations'),
  mentions: (count: number): string => counted(count, 'mention', 'mentions'),
  attention: {
    none: null,
    'sign-in-needed': 'sign-in needed',
    'disk-full': 'the disk is full',
    failed: 'something needs you',
  } satisfies Readonly<Record<CallRequest<'engine:report'>['attention'], string | null>>,
} as const;

/** What the menus say where an entry is more than a role, whose words are Electron's. */
export const menuWords = {
  view: 'View',
  copyLink: 'Copy link',
  noSuggestions: 'No suggestions',
  addToDictionary: 'Add to dictionary',
} as const;

/** A dialog: what happened, and what follows. */
export interface DialogWords {
  readonly title: string;
  readonly detail: string;
}

/** The dialogs. */
export const dialogWords = {
  cannotStart: (problem: string): DialogWords => ({ title: 'Isthmus cannot start.', detail: problem }),
  /** @param file the preset's path @param problem where in it, as the check says */
  badPreset: (file: string, problem: string): DialogWords => ({
    title: 'The preset cannot be used.',
    detail: `${file}\n\n${problem}\n\nIsthmus goes on without it.`,
  }),
  ended: (): DialogWords => ({
    title: 'Isthmus has to stop.',
    detail:
      'Too many errors came one after another. Nothing that you wrote is lost: start Isthmus again and it goes on.',
  }),
} as const;
