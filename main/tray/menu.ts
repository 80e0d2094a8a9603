/** What the tray says and offers. */
import type { CallRequest } from '../../preload/contract/index.ts';
import { trayWords } from '../words.ts';

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

/** The tooltip: unread conversations, mentions, and what needs the user. */
export function trayTooltip({ unread, mentions, attention }: Report, paused: boolean): string {
  const parts = [
    unread > 0 ? trayWords.unread(unread) : null,
    mentions > 0 ? trayWords.mentions(mentions) : null,
    trayWords.attention[attention],
    paused ? trayWords.paused : null,
  ].filter((part) => part !== null);
  return parts.length === 0 ? trayWords.app : `${trayWords.app}: ${parts.join(', ')}`;
}

/** The menu, which changes with `paused`. */
export const trayMenu = (paused: boolean, { open, setPaused, quit }: TrayActions): TrayEntry[] => [
  { label: trayWords.open, click: open },
  paused
    ? { label: trayWords.resume, click: () => setPaused(false) }
    : { label: trayWords.pause, click: () => setPaused(true) },
  { type: 'separator' },
  { label: trayWords.quit, click: quit },
];
