// What `import … from 'electron'` gives in the stand-in. A name that is not here fails at link time.
import { Session } from './session/session.ts';
import { WebContents } from './window/web-contents.ts';

export { app } from './app.ts';
export { ipcMain } from './ipc-main.ts';
export { net } from './net/net.ts';
export { protocol } from './protocol.ts';
export { clipboard, crashReporter, dialog, shell } from './system/desktop.ts';
export { globalShortcut } from './system/global-shortcut.ts';
export { Menu, MenuItem } from './system/menu.ts';
export { nativeImage } from './system/native-image.ts';
export { nativeTheme } from './system/native-theme.ts';
export { Notification } from './system/notification.ts';
export { powerMonitor, powerSaveBlocker } from './system/power.ts';
export { safeStorage } from './system/safe-storage.ts';
export { screen } from './system/screen.ts';
export { Tray } from './system/tray.ts';
export { BrowserWindow } from './window/browser-window.ts';

export const session = Session;
export const webContents = WebContents;
