/** The tray icon. */
import { app, Menu, nativeImage, Tray } from 'electron';
import { trayIcon, trayTemplateIcon } from './icon.ts';
import { type Report, trayMenu, trayTooltip, type TrayActions } from './menu.ts';

/** The tray, as the rest of main sees it. */
export interface DesktopTray {
  show(report: Report, paused: boolean): void;
}

/** Puts the icon there. */
export function createTray(actions: TrayActions): DesktopTray {
  const onMac = process.platform === 'darwin';
  const { small, large } = onMac ? trayTemplateIcon : trayIcon;
  const image = nativeImage.createFromDataURL(small);
  image.addRepresentation({ scaleFactor: 2, dataURL: large });
  if (onMac) image.setTemplateImage(true);
  const tray = new Tray(image);
  tray.on('click', actions.open);
  let menuIsPaused: boolean | null = null;
  return {
    show: (report, paused) => {
      tray.setToolTip(trayTooltip(report, paused));
      app.setBadgeCount(report.mentions);
      if (menuIsPaused === paused) return;
      menuIsPaused = paused;
      tray.setContextMenu(Menu.buildFromTemplate(trayMenu(paused, actions)));
    },
  };
}
