// Starts Chromium over a persistent profile and ends it.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { CdpConnection } from './cdp.ts';

/** A running Chromium. */
export interface Chromium {
  readonly connection: CdpConnection;
  /** Opens a window without tabs and address bar (asked for by a second process, as `chromium --app=…` is). */
  openAppWindow(url: string): void;
  /** Closes it in order, so that every store is flushed; kills it after five seconds. */
  close(): Promise<void>;
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/**
 * Holds the profile for a browser that does not do so itself: Chromium's headless shell. As Chromium does, by a link "host-pid" until it ends: left there,
 * its pid may later be that of another program, which would be waited for and killed.
 */
function holdProfile(profile: string, { pid, exitCode }: ChildProcess, exited: Promise<void>): void {
  const lock = join(profile, 'SingletonLock');
  if (process.platform === 'win32' || pid === undefined || exitCode !== null) return;
  const link = `${hostname()}-${pid}`;
  if (linkAt(lock) !== null) return;
  symlinkSync(link, lock);
  void exited.then(() => {
    // A next browser may hold it by now.
    if (linkAt(lock) === link) rmSync(lock, { force: true });
  });
}

/** Where a link points to; null where there is none. */
function linkAt(path: string): string | null {
  try {
    return readlinkSync(path);
  } catch {
    return null;
  }
}

/**
 * Waits until no Chromium holds the profile. One whose stand-in was killed is still closing for a moment, and a second
 * Chromium over the same profile would hand its command line to the first and end. After ten seconds the old one is
 * killed: the profile is ours alone. (Linux and macOS keep a link "host-pid"; Windows has none and needs no wait here.)
 */
async function profileFree(profile: string): Promise<void> {
  const lock = join(profile, 'SingletonLock');
  const end = Date.now() + 10_000;
  for (;;) {
    const holder = linkAt(lock);
    if (holder === null) return;
    const pid = Number(holder.slice(holder.lastIndexOf('-') + 1));
    const here = holder.startsWith(`${hostname()}-`);
    if (here && alive(pid)) {
      if (Date.now() < end) {
        await pause(25);
        continue;
      }
      process.kill(pid, 'SIGKILL');
      await pause(200);
    }
    for (const name of ['SingletonLock', 'SingletonCookie', 'SingletonSocket'])
      rmSync(join(profile, name), { force: true });
    return;
  }
}

/** Passes on the lines that a person or Playwright needs, and drops Chromium's others. */
function listen(child: ChildProcess, wanted: boolean): void {
  if (child.stderr === null) return;
  createInterface({ input: child.stderr }).on('line', (line) => {
    if (line.startsWith('DevTools listening on ')) {
      if (wanted) process.stderr.write(`${line}\n`);
    } else if (process.env.ISTHMUS_CHROMIUM_LOG === '1' || line.includes(':FATAL:')) {
      process.stderr.write(`chromium: ${line}\n`);
    }
  });
}

/**
 * Starts Chromium with these switches. `gone` is called once when it ends without having been closed. Rejects when it
 * does not answer within 30 seconds.
 */
export async function startChromium(
  executable: string,
  profile: string,
  switches: readonly string[],
  gone: () => void,
): Promise<Chromium> {
  mkdirSync(profile, { recursive: true });
  await profileFree(profile);
  const child = spawn(executable, switches, {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    // A process group of its own, because a Ctrl-C on the terminal is for the stand-in, which then closes Chromium in order.
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  listen(
    child,
    switches.some((one) => one.startsWith('--remote-debugging-port')),
  );
  let closing = false;
  const exited = new Promise<void>((resolve) => {
    const end = (): void => {
      resolve();
      if (!closing) gone();
    };
    child.once('exit', end);
    child.once('error', end);
  });
  const connection = new CdpConnection(
    child.stdio[3] as Writable,
    child.stdio[4] as Readable,
    () => undefined,
  );
  const version = connection.browser.send('Browser.getVersion');
  const answer = await Promise.race([
    version,
    exited.then(() => 'ended' as const),
    pause(30_000, 'silent' as const, { ref: false }),
  ]);
  if (answer === 'ended' || answer === 'silent') {
    closing = true;
    child.kill('SIGKILL');
    throw new Error(
      `Chromium (${executable}) ${answer === 'ended' ? 'ended at once' : 'did not answer within 30 seconds'}`,
    );
  }
  holdProfile(profile, child, exited);
  return {
    connection,
    openAppWindow: (url) => {
      const sandbox = switches.filter((one) => one === '--no-sandbox');
      const asking = spawn(executable, [...sandbox, `--user-data-dir=${profile}`, `--app=${url}`], {
        stdio: 'ignore',
      });
      asking.on('error', () => undefined); // openTarget waits for the window, and takes another when none comes
    },
    close: async () => {
      closing = true;
      connection.browser.send('Browser.close').catch(() => undefined);
      const closed = await Promise.race([exited.then(() => true), pause(5_000, false, { ref: false })]);
      if (!closed) {
        child.kill('SIGKILL');
        await exited;
      }
    },
  };
}
