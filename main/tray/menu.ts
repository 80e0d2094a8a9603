/** What the tray says and offers. */
import type { CallRequest } from '../../preload/contract/index.ts';
import { say } from '../words/say.ts';

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

const attentionWords = (attention: Report['attention']): string | null => {
  switch (attention) {
    case 'none':
      return null;
    case 'sign-in-needed':
      return say('tray.attention.sign-in-needed');
    case 'disk-full':
      return say('tray.attention.disk-full');
    case 'failed':
      return say('tray.attention.failed');
  }
};

/** The tooltip: unread conversations, mentions, and what needs the user. */
export function trayTooltip({ unread, mentions, attention }: Report, paused: boolean): string {
  const parts = [
    unread > 0 ? say('tray.unread', { count: unread }) : null,
    mentions > 0 ? say('tray.mentions', { count: mentions }) : null,
    attentionWords(attention),
    paused ? say('tray.paused') : null,
  ].filter((part) => part !== null);
  return parts.length === 0 ? say('app.name') : say('tray.tooltip', { parts: parts.join(', ') });
}

/** The menu, which changes with `paused`. */
export const trayMenu = (paused: boolean, { open, setPaused, quit }: TrayActions): TrayEntry[] => [
  { label: say('tray.open'), click: open },
  paused
    ? { label: say('tray.resume'), click: () => setPaused(false) }
    : { label: say('tray.pause'), click: () => setPaused(true) },
  { type: 'separator' },
  { label: say('tray.quit'), click: quit },
];
