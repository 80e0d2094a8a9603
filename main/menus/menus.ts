/** Puts the menus in place: the application's, and one at every right click in the app page. */
import { app, BrowserWindow, clipboard, Menu } from 'electron';
import { pageAt } from '../../preload/contract/index.ts';
import { applicationMenu } from './application-menu.ts';
import { contextMenu } from './context-menu.ts';

/** To be called before Electron is ready, when it would set its own menu. */
export const withoutDefaultMenu = (): void => Menu.setApplicationMenu(null);

/**
 * Called when Electron is ready, before the first window is made.
 * @param showNotices: shows what the user is told, in the app page. */
export function setMenus(showNotices: () => void): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('context-menu', (_clickEvent, clicked) => {
      if (pageAt(contents.getURL()) !== 'app') return;
      const template = contextMenu(clicked, {
        copy: (text) => void clipboard.writeText(text),
        replaceMisspelling: (word) => contents.replaceMisspelling(word),
        addToDictionary: (word) => contents.session.addWordToSpellCheckerDictionary(word),
        copyPicture: () => contents.copyImageAt(clicked.x, clicked.y),
        // Electron asks where to save what no page has asked for.
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
