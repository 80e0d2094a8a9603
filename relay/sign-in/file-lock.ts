/** Lets one process at a time read a file, change it, and write it back. */
import { open, rm, stat } from 'node:fs/promises';
import { setTimeout as after } from 'node:timers/promises';

/** A change takes some milliseconds. Whoever holds the lock longer than this was killed, ms. */
const abandonedAfter = 10_000;
const askAgainAfter = 20;

/**
 * Takes the lock at `path`, as soon as nobody else has it. Returns what gives it back.
 * @param now this machine's time, ms since 1970
 */
export const lock = async (path: string, now: () => number = Date.now): Promise<() => Promise<void>> => {
  for (;;) {
    try {
      const handle = await open(path, 'wx', 0o600);
      await handle.close();
      return () => rm(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    if (await isAbandoned(path, now())) await rm(path, { force: true });
    else await after(askAgainAfter);
  }
};

const isAbandoned = async (path: string, now: number): Promise<boolean> => {
  try {
    // A date in the future was written before the clock was set back.
    return Math.abs(now - (await stat(path)).mtimeMs) > abandonedAfter;
  } catch {
    // Harmless: it was given back in between, and is taken at the next try.
    return false;
  }
};
