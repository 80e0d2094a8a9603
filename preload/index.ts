/** The preload script of every page: opens the door as `window.isthmus`, with the names for this page. */
import { contextBridge, ipcRenderer } from 'electron';
import { z } from 'zod';
import { pageAt } from './contract/index.ts';
import { openDoor } from './door.ts';

// Otherwise zod would try `new Function`, which a strict Content Security Policy reports as a violation.
z.config({ jitless: true });

const page = pageAt(location.href);
if (page !== null) {
  contextBridge.exposeInMainWorld('isthmus', openDoor(page, ipcRenderer));
}
