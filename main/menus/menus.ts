/** Sets the menus: the application's menu, and one at each right click in the app page. */
import { app, BrowserWindow, clipboard, Menu } from 'electron';
import { pageAt } from '../../preload/contract/index.ts';
import { applicationMenu } from './application-menu.ts';
import { contextMenu } from './context-menu.ts';

/** Call this before Electron is ready, because Electron sets its default menu then. */
export const withoutDefaultMenu = (): void => Menu.setApplicationMenu(null);

/**
 * Sets both menus. Call it when Electron is ready, before the first window is made.
 * @param showNotices shows the notices in the app page
 */
export function setMenus(showNotices: () => void): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('context-menu', (_clickEvent, clicked) => {
      if (pageAt(contents.getURL()) !== 'app') return;
      const template = contextMenu(clicked, {
        copy: (text) => void clipboard.writeText(text),
        replaceMisspelling: (word) => contents.replaceMisspelling(word),
        addToDictionary: (word) => contents.session.addWordToSpellCheckerDictionary(word),
        copyPicture: () => contents.copyImageAt(clicked.x, clicked.y),
        // No page has asked for this download, so Electron asks the user where to save it.
        savePicture: (address) => contents.downloadURL(address),
      });
      const window = BrowserWindow.fromWebContents(contents);
      if (template.length > 0 && window !== null) Menu.buildFromTemplate(template).popup({ window });
    });
  });
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(applicationMenu(process.platform, app.isPackaged, showNotices)),
  );
}
