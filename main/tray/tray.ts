/** The tray icon, and the badge on the app's icon. */
import { app, type BrowserWindow, Menu, nativeImage, Tray } from 'electron';
import { say } from '../words/say.ts';
import { type Badge, badgeOf, overlayBitmap, overlaySize } from './badge.ts';
import { trayIcon, trayTemplateIcon } from './icon.ts';
import { type Report, trayMenu, trayTooltip, type TrayActions, type TrayState } from './menu.ts';

/** The tray, as the rest of main uses it. */
export interface DesktopTray {
  show(report: Report, state: TrayState): void;
}

/** Creates the icon. `appWindow`: the window on whose taskbar button Windows shows the overlay. */
export function createTray(actions: TrayActions, appWindow: () => BrowserWindow | null): DesktopTray {
  const onMac = process.platform === 'darwin';
  const { small, large } = onMac ? trayTemplateIcon : trayIcon;
  const image = nativeImage.createFromDataURL(small);
  image.addRepresentation({ scaleFactor: 2, dataURL: large });
  if (onMac) image.setTemplateImage(true);
  const tray = new Tray(image);
  tray.on('click', actions.open);
  let shownMenu = '';
  return {
    show: (report, state) => {
      tray.setToolTip(trayTooltip(report, state));
      showBadge(badgeOf(report), appWindow());
      // Setting a new menu closes an open one, so it is set only if its content has changed.
      const menu = JSON.stringify([report.recent, report.attention, report.carryingPaused, state]);
      if (menu === shownMenu) return;
      shownMenu = menu;
      tray.setContextMenu(Menu.buildFromTemplate(trayMenu(report, state, actions)));
    },
  };
}

/** Linux shows a count if its desktop supports LauncherEntry. The dock of macOS shows a dot, too. Windows shows an overlay on the taskbar. */
function showBadge(badge: Badge, window: BrowserWindow | null): void {
  app.setBadgeCount(badge.kind === 'count' ? badge.count : 0);
  if (process.platform === 'darwin' && badge.kind === 'dot') app.dock?.setBadge('•');
  if (process.platform !== 'win32' || window === null) return;
  if (badge.kind === 'none') window.setOverlayIcon(null, '');
  else
    window.setOverlayIcon(
      nativeImage.createFromBitmap(overlayBitmap(badge.kind), { width: overlaySize, height: overlaySize }),
      badge.kind === 'count' ? say('badge.count', { count: badge.count }) : say('badge.dot'),
    );
}
