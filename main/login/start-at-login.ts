/**
 * Decides whether Isthmus starts with the user's session, hidden. macOS and Windows store that themselves; on Linux it is a file (XDG
 * autostart).
 */
import { rm } from 'node:fs/promises';
import { createWriter, readIfThere } from '../files/atomic.ts';

/** The part of Electron's app that stores it. */
export interface LoginItems {
  getLoginItemSettings(options?: { args?: string[] }): { readonly openAtLogin: boolean };
  setLoginItemSettings(settings: { openAtLogin: boolean; args?: string[] }): void;
}

export interface StartAtLogin {
  current(): boolean;
  /** Rejects if the file cannot be written. */
  change(starts: boolean): Promise<void>;
}

export interface StartAtLoginNeeds {
  readonly platform: NodeJS.Platform;
  readonly items: LoginItems;
  /** For Linux: the autostart file, and the command line that starts this app. */
  readonly file: string;
  readonly command: readonly string[];
}

const hidden = '--hidden';

export async function openStartAtLogin({
  platform,
  items,
  file,
  command,
}: StartAtLoginNeeds): Promise<StartAtLogin> {
  if (platform === 'linux') {
    const save = createWriter(file);
    const entry = autostartEntry([...command, hidden]);
    // Another entry starts something else: an AppImage that was moved or replaced, or nothing if the desktop's settings switched it off.
    // Harmless: an entry that cannot be read starts nothing either.
    let starts = (await readIfThere(file).catch(() => null)) === entry;
    return {
      current: () => starts,
      change: async (wanted) => {
        if (wanted) {
          await save(entry);
        } else await rm(file, { force: true });
        starts = wanted;
      },
    };
  }
  // Windows identifies the entry by its arguments, too.
  const args = platform === 'win32' ? { args: [hidden] } : {};
  return {
    current: () => items.getLoginItemSettings(args).openAtLogin,
    change: (wanted) => {
      items.setLoginItemSettings({ openAtLogin: wanted, ...args });
      return Promise.resolve();
    },
  };
}

/** A desktop entry that runs this command (Desktop Entry Specification 1.5, "The Exec key"). */
export const autostartEntry = (command: readonly string[]): string =>
  [
    // eslint-disable-next-line isthmus/sentences -- a word of the file's format, which no person reads
    '[Desktop Entry]',
    'Type=Application',
    'Name=Isthmus',
    `Exec=${command.map(quoted).join(' ')}`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');

/** One argument in quotes. Special characters get a backslash, each backslash is doubled as in all string values, and `%` is doubled. */
const quoted = (argument: string): string =>
  `"${argument
    .replace(/["`$\\]/g, (mark) => `\\${mark}`)
    .replaceAll('\\', '\\\\')
    .replaceAll('%', '%%')}"`;
