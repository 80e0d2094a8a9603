/** What the tray says and offers. */
import type { CallRequest } from '../../preload/contract/index.ts';

/** What the engine last reported. */
export type Report = CallRequest<'engine:report'>;

/** What the menu can do. */
export interface TrayActions {
  readonly open: () => void;
  readonly setPaused: (paused: boolean) => void;
  readonly quit: () => void;
}

/** An entry of the menu, as Electron's `Menu.buildFromTemplate` takes it. */
export interface TrayEntry {
  readonly label?: string;
  readonly type?: 'separator';
  readonly click?: () => void;
}

const attentions: Readonly<Record<Report['attention'], string | null>> = {
  none: null,
  'sign-in-needed': 'sign-in needed',
  'disk-full': 'the disk is full',
  failed: 'something needs you',
};

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** The tooltip: unread conversations, mentions, and what needs the user. */
export function trayTooltip({ unread, mentions, attention }: Report, paused: boolean): string {
  const parts = [
    unread > 0 ? counted(unread, 'unread conversation', 'unread conversations') : null,
    mentions > 0 ? counted(mentions, 'mention', 'mentions') : null,
    attentions[attention],
    paused ? 'paused' : null,
  ].filter((part) => part !== null);
  return parts.length === 0 ? 'Isthmus' : `Isthmus: ${parts.join(', ')}`;
}

/** The menu, which changes with `paused`. */
export const trayMenu = (paused: boolean, { open, setPaused, quit }: TrayActions): TrayEntry[] => [
  { label: 'Open Isthmus', click: open },
  paused
    ? { label: 'Resume', click: () => setPaused(false) }
    : { label: 'Pause', click: () => setPaused(true) },
  { type: 'separator' },
  { label: 'Quit Isthmus', click: quit },
];
