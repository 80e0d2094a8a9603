// Global shortcuts are only recorded (globalThis.isthmusShell.shortcuts). Tests press them by calling the recorded function.
import { like } from '../like.ts';
import { desktop } from '../recorder.ts';

let suspended = false;

/** The stand-in for globalShortcut. Shortcuts of other programs (`desktop.takenShortcuts`) are refused. */
export const globalShortcut = like<Electron.GlobalShortcut>()({
  register: (accelerator: string, pressed: () => void): boolean => {
    if (suspended || desktop.takenShortcuts.includes(accelerator) || desktop.shortcuts.has(accelerator))
      return false;
    desktop.shortcuts.set(accelerator, pressed);
    return true;
  },
  registerAll: (accelerators: string[], pressed: () => void): void => {
    for (const one of accelerators) globalShortcut.register(one, pressed);
  },
  isRegistered: (accelerator: string): boolean => desktop.shortcuts.has(accelerator),
  unregister: (accelerator: string): void => void desktop.shortcuts.delete(accelerator),
  unregisterAll: (): void => desktop.shortcuts.clear(),
  isSuspended: (): boolean => suspended,
  setSuspended: (is: boolean): void => {
    suspended = is;
  },
});
