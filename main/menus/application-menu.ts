/** The application's menu. Electron's default menu would offer to reload pages and open developer tools. */
import type { MenuItemConstructorOptions } from 'electron';
import { say } from '../words/say.ts';

/**
 * The menu as a template for Electron's `Menu.buildFromTemplate`.
 * @param showNotices shows the notices in the app page
 * @param packaged whether this is the installed app; else the menu has entries for developers
 */
export function applicationMenu(
  platform: NodeJS.Platform,
  packaged: boolean,
  showNotices: () => void,
): MenuItemConstructorOptions[] {
  const separator = { type: 'separator' } as const;
  const forDevelopers: MenuItemConstructorOptions[] = packaged
    ? []
    : [separator, { role: 'reload' }, { role: 'toggleDevTools' }];
  return [
    ...(platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    { role: 'fileMenu' },
    { role: 'editMenu' },
    {
      label: say('menu.view'),
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        separator,
        { role: 'togglefullscreen' },
        separator,
        { label: say('menu.notifications'), click: showNotices },
        ...forDevelopers,
      ],
    },
    { role: 'windowMenu' },
  ];
}
