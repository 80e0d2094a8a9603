/**
 * Finds out whether this desktop shows tray icons. On Linux it does if a program owns the name org.kde.StatusNotifierWatcher on the session
 * bus; GNOME needs its AppIndicator extension. Without a shown icon the user could not bring back a hidden window.
 */
import { execFile } from 'node:child_process';

/** Runs a program without a shell. Resolves to its output, or to null if it failed. */
export type Run = (program: string, words: readonly string[]) => Promise<string | null>;

const watcher = 'org.kde.StatusNotifierWatcher';
const bus = 'org.freedesktop.DBus';
const path = '/org/freedesktop/DBus';

/** Programs that can ask the bus. Every desktop has at least one of them. */
const questions: readonly (readonly [program: string, words: readonly string[]])[] = [
  [
    'gdbus',
    ['call', '--session', '--dest', bus, '--object-path', path, '--method', `${bus}.NameHasOwner`, watcher],
  ],
  [
    'dbus-send',
    ['--session', '--print-reply', `--dest=${bus}`, path, `${bus}.NameHasOwner`, `string:${watcher}`],
  ],
  ['busctl', ['--user', 'call', bus, path, bus, 'NameHasOwner', 's', watcher]],
];

/** How long a program may take, in milliseconds: the user has just closed the window and waits. */
const longestMs = 1_500;

/** Runs a program of this machine. Never rejects. */
export const runProgram: Run = (program, words) =>
  new Promise((resolve) => {
    execFile(program, words, { timeout: longestMs, windowsHide: true }, (error, printed) =>
      resolve(error === null ? printed : null),
    );
  });

/** Asks each time, because an extension can be switched on and off. False if it cannot be found out. */
export async function hasTrayHost(platform: NodeJS.Platform, run: Run): Promise<boolean> {
  // Windows and macOS always show tray icons.
  if (platform !== 'linux') return true;
  for (const [program, words] of questions) {
    const printed = await run(program, words);
    if (printed !== null) return /\btrue\b/.test(printed);
  }
  return false;
}
