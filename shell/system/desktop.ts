// shell, dialog and clipboard: recorded; a test's evaluate can replace them (plain objects).
import { spawn } from 'node:child_process';
import { like } from '../like.ts';
import { desktop } from '../recorder.ts';
import { runtime } from '../runtime.ts';

type MaybeWindow<Options> = [window: Electron.BaseWindow, options: Options] | [options: Options];

const optionsOf = <Options>(given: MaybeWindow<Options>): Options =>
  given.length === 1 ? given[0] : given[1];

const record = (kind: string, options: unknown): void => void desktop.dialogs.push({ kind, options });

function answerOf(options: Electron.MessageBoxOptions | Electron.MessageBoxSyncOptions): number {
  return options.cancelId ?? options.defaultId ?? 0;
}

/** Opens an address by the system's own program, without a shell. */
function openWithSystem(url: string): void {
  const programs: Partial<Record<NodeJS.Platform, [string, string[]]>> = {
    darwin: ['open', [url]],
    win32: ['rundll32', ['url.dll,FileProtocolHandler', url]],
  };
  const [program, words] = programs[process.platform] ?? ['xdg-open', [url]];
  const opener = spawn(program, words, { stdio: 'ignore', detached: true });
  opener.on('error', (reason) => console.error(`${program} could not be started: ${reason.message}`));
  opener.unref();
}

export const shell = like<Electron.Shell>()({
  openExternal: (url: string) => {
    desktop.openedExternally.push(url);
    if (runtime.attended) openWithSystem(url);
    return Promise.resolve();
  },
  openPath: (path: string) => {
    desktop.openedExternally.push(path);
    return Promise.resolve('');
  },
  showItemInFolder: (path: string) => void desktop.openedExternally.push(path),
  beep: () => {
    desktop.beeps.count += 1;
  },
});

/** Dialogs answer at once, like a person who cancels. */
export const dialog = like<Electron.Dialog>()({
  showMessageBox: (...given: MaybeWindow<Electron.MessageBoxOptions>) => {
    const options = optionsOf(given);
    record('message', options);
    return Promise.resolve({
      response: answerOf(options),
      checkboxChecked: options.checkboxChecked ?? false,
    });
  },
  showMessageBoxSync: (...given: MaybeWindow<Electron.MessageBoxSyncOptions>) => {
    record('message', optionsOf(given));
    return answerOf(optionsOf(given));
  },
  showErrorBox: (title: string, content: string) => {
    record('error', { title, content });
    console.error(`${title}: ${content}`);
  },
  showOpenDialog: (...given: MaybeWindow<Electron.OpenDialogOptions>) => {
    record('open', optionsOf(given));
    return Promise.resolve({ canceled: true, filePaths: [] });
  },
  showOpenDialogSync: (...given: MaybeWindow<Electron.OpenDialogSyncOptions>) => {
    record('open', optionsOf(given));
    return undefined;
  },
  showSaveDialog: (...given: MaybeWindow<Electron.SaveDialogOptions>) => {
    record('save', optionsOf(given));
    return Promise.resolve({ canceled: true, filePath: '' });
  },
  showSaveDialogSync: (...given: MaybeWindow<Electron.SaveDialogSyncOptions>) => {
    record('save', optionsOf(given));
    return '';
  },
});

let copied = '';

export const clipboard = like<Electron.Clipboard>()({
  readText: () => Promise.resolve(copied),
  writeText: (text: string) => {
    copied = text;
    return Promise.resolve();
  },
  clear: () => {
    copied = '';
  },
});

export const crashReporter = like<Electron.CrashReporter>()({
  start: () => undefined,
  getUploadToServer: () => false,
  setUploadToServer: () => undefined,
  addExtraParameter: () => undefined,
  removeExtraParameter: () => undefined,
  getParameters: () => ({}),
  getLastCrashReport: () => null as unknown as Electron.CrashReport,
  getUploadedReports: () => [],
});
