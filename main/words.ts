/** Everything that main says to people: in menus, in the tray, in the browser after a sign-in, and in the few dialogs that no page can show. */
import type { CallRequest } from '../preload/contract/index.ts';
import type { PresetProblem } from './preset/preset.ts';

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

function presetProblem(problem: PresetProblem): string {
  switch (problem.kind) {
    case 'unreadable':
      return 'It cannot be read.';
    case 'not-json':
      return 'It is not JSON.';
    case 'invalid':
      return problem.details;
  }
}

/** A page that the browser shows at the end of a sign-in. */
export interface PageWords {
  readonly title: string;
  readonly text: string;
}

/** What the browser shows at the end of a sign-in. Markup is made around it: no `<`, `&` or quotation mark in here. */
export const loopbackWords = {
  language: 'en',
  signedIn: {
    title: 'Back to Isthmus',
    text: 'The sign-in is on its way. You can close this window.',
  },
  notSignedIn: {
    title: 'Not signed in',
    text: 'The sign-in was ended before it was complete. You can close this window and try again in Isthmus.',
  },
  ended: {
    title: 'This sign-in has ended',
    text: 'You can close this window and start again in Isthmus.',
  },
  stranger: {
    title: 'Nothing is waiting here',
    text: 'This answer does not belong to a sign-in that Isthmus has started. You can close this window.',
  },
  handing: { title: 'One moment', text: 'Handing the answer to Isthmus.' },
  silent: {
    title: 'Isthmus does not answer',
    text: 'Start Isthmus, and start the sign-in again there.',
  },
} as const satisfies Readonly<Record<string, PageWords | string>>;

/** The dialogs. */
export const dialogWords = {
  cannotStart: (problem: string): DialogWords => ({ title: 'Isthmus cannot start.', detail: problem }),
  /** @param file the preset's path */
  badPreset: (file: string, problem: PresetProblem): DialogWords => ({
    title: 'The preset cannot be used.',
    detail: `${file}\n\n${presetProblem(problem)}\n\nIsthmus goes on without it.`,
  }),
  ended: (): DialogWords => ({
    title: 'Isthmus has to stop.',
    detail:
      'Too many errors came one after another. Nothing that you wrote is lost: start Isthmus again and it goes on.',
  }),
} as const;
