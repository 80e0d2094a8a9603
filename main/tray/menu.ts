/** The tooltip and the menu of the tray. */
import type { CallRequest, CarryPauseLength, PauseLength } from '../../preload/contract/index.ts';
import { oneLine, shortened } from '../../preload/contract/one-line.ts';
import { say } from '../words/say.ts';

/** What the engine last reported. */
export type Report = CallRequest<'engine:report'>;

/** The settings that the menu shows. */
export interface TrayState {
  /** Whether the mirror is paused. */
  readonly paused: boolean;
  /** Whether notifications are paused. */
  readonly notificationsPaused: boolean;
  /** `laid-down`: an administrator has hidden the text, and the user cannot show it. */
  readonly notificationText: 'shown' | 'hidden' | 'laid-down';
  readonly startsAtLogin: boolean;
}

/** The actions of the menu. */
export interface TrayActions {
  readonly open: () => void;
  readonly openConversation: (conversation: string) => void;
  readonly setPaused: (paused: boolean) => void;
  /** Null ends the pause. */
  readonly pauseNotifications: (length: PauseLength | null) => void;
  readonly pauseCarrying: (length: CarryPauseLength | null) => void;
  readonly hideNotificationText: (hides: boolean) => void;
  readonly startAtLogin: (starts: boolean) => void;
  readonly quit: () => void;
}

/** An entry of the menu, as Electron's `Menu.buildFromTemplate` takes it. */
export interface TrayEntry {
  readonly label?: string;
  readonly type?: 'separator' | 'checkbox';
  readonly checked?: boolean;
  readonly enabled?: boolean;
  readonly click?: () => void;
  readonly submenu?: TrayEntry[];
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

/** The tooltip: unread conversations, mentions, and problems that need the user. */
export function trayTooltip(
  {
    unread,
    mentions,
    attention,
    carryingPaused,
  }: Pick<Report, 'unread' | 'mentions' | 'attention' | 'carryingPaused'>,
  { paused, notificationsPaused }: Pick<TrayState, 'paused' | 'notificationsPaused'>,
): string {
  const parts = [
    unread > 0 ? say('tray.unread', { count: unread }) : null,
    mentions > 0 ? say('tray.mentions', { count: mentions }) : null,
    attentionWords(attention),
    paused ? say('tray.paused') : carryingPaused ? say('tray.carrying-paused') : null,
    notificationsPaused ? say('tray.notifications-paused') : null,
  ].filter((part) => part !== null);
  return parts.length === 0 ? say('app.name') : say('tray.tooltip', { parts: parts.join(', ') });
}

const stateWords = ({ attention, carryingPaused }: MenuReport, paused: boolean): string => {
  switch (attention) {
    case 'none':
      if (paused) return say('tray.state.paused');
      return carryingPaused ? say('tray.state.carrying-paused') : say('tray.state.running');
    case 'sign-in-needed':
      return say('tray.state.sign-in-needed');
    case 'disk-full':
      return say('tray.state.disk-full');
    case 'failed':
      return say('tray.state.failed');
  }
};

/** What the menu shows of the report. */
type MenuReport = Pick<Report, 'recent' | 'attention' | 'carryingPaused'>;

const separator: TrayEntry = { type: 'separator' };

/** The menu. It depends on unread conversations and settings. */
export const trayMenu = (report: MenuReport, state: TrayState, actions: TrayActions): TrayEntry[] => [
  { label: stateWords(report, state.paused), enabled: false },
  { label: say('tray.open'), click: actions.open },
  ...(report.recent.length === 0 ? [] : [separator]),
  ...report.recent.map(({ conversation, name, unread }) => ({
    label: say('tray.conversation', { name: menuName(name), count: unread }),
    click: () => actions.openConversation(conversation),
  })),
  separator,
  state.notificationsPaused
    ? { label: say('tray.resume-notifications'), click: () => actions.pauseNotifications(null) }
    : {
        label: say('tray.pause-notifications'),
        submenu: [
          { label: say('tray.pause-hour'), click: () => actions.pauseNotifications('hour') },
          { label: say('tray.pause-tomorrow'), click: () => actions.pauseNotifications('tomorrow') },
        ],
      },
  {
    label: say('tray.hide-text'),
    type: 'checkbox',
    checked: state.notificationText !== 'shown',
    enabled: state.notificationText !== 'laid-down',
    click: () => actions.hideNotificationText(state.notificationText === 'shown'),
  },
  report.carryingPaused
    ? { label: say('tray.resume-carrying'), click: () => actions.pauseCarrying(null) }
    : {
        label: say('tray.pause-carrying'),
        submenu: [
          { label: say('tray.pause-hour'), click: () => actions.pauseCarrying('hour') },
          { label: say('tray.pause-tomorrow'), click: () => actions.pauseCarrying('tomorrow') },
          { label: say('tray.pause-until-ended'), click: () => actions.pauseCarrying('until-ended') },
        ],
      },
  state.paused
    ? { label: say('tray.resume'), click: () => actions.setPaused(false) }
    : { label: say('tray.pause'), click: () => actions.setPaused(true) },
  {
    label: say('tray.start-at-login'),
    type: 'checkbox',
    checked: state.startsAtLogin,
    click: () => actions.startAtLogin(!state.startsAtLogin),
  },
  separator,
  { label: say('tray.quit'), click: actions.quit },
];

const longestName = 40;

/** A name for an entry: in one line, short, and with every `&` doubled, because a single one marks a key. */
const menuName = (name: string): string => {
  const short = shortened(oneLine(name), longestName);
  return short === '' ? say('tray.unnamed') : short.replaceAll('&', '&&');
};
