// Keys that hold in every program are only recorded (globalThis.isthmusShell.shortcuts); tests press them by calling what stands there.
import { like } from '../like.ts';
import { desktop } from '../recorder.ts';

let suspended = false;

/** The stand-in for globalShortcut. Keys that another program has (`desktop.takenShortcuts`) are refused, as a system does it. */
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
