/** The application's menu. Electron's default one would offer to reload pages and open developer tools, to everybody. */
import type { MenuItemConstructorOptions } from 'electron';
import { say } from '../words/say.ts';

/**
 * The menu as Electron's `Menu.buildFromTemplate` takes it.
 * @param showNotices shows, in the app page, what the user is told
 * @param packaged whether this is what users install: without what developers need
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
