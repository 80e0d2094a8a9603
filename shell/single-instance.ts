// app.requestSingleInstanceLock without native code: a lock file with the holder's pid and a heartbeat, and a folder where
// later instances leave their command lines. Synchronous, survives SIGKILL, one lock for each userData folder.
import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

/** What a later instance tells the first. */
export interface SecondInstance {
  readonly argv: string[];
  readonly workingDirectory: string;
  readonly additionalData: unknown;
}

/** A held lock. */
export interface InstanceLock {
  release(): void;
}

// A killed holder's pid may belong to another process by now. Without a heartbeat for this time it counts as gone, ms.
const staleAfter = 15_000;

function holderLives(file: string): boolean {
  try {
    if (Date.now() - statSync(file).mtimeMs > staleAfter) return false;
    process.kill(Number(readFileSync(file, 'utf8')), 0);
    return true;
  } catch {
    return false;
  }
}

function take(file: string): boolean {
  try {
    const handle = openSync(file, 'wx');
    writeSync(handle, String(process.pid));
    closeSync(handle);
    return true;
  } catch {
    return false;
  }
}

/** Takes the lock, or tells its holder about this start and returns null. `received` gets later starts, within a quarter of a second. */
export function lockInstance(
  userData: string,
  mine: SecondInstance,
  received: (second: SecondInstance) => void,
): InstanceLock | null {
  const folder = join(userData, 'shell-instance');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'lock');
  if (!take(file)) {
    if (holderLives(file)) {
      // Renamed into place, so that the holder never reads an incomplete file.
      const letter = join(folder, `${process.pid}-${Date.now()}`);
      writeFileSync(`${letter}.part`, JSON.stringify(mine));
      renameSync(`${letter}.part`, `${letter}.json`);
      return null;
    }
    rmSync(file, { force: true });
    if (!take(file)) return null;
  }
  for (const name of readdirSync(folder)) if (name !== 'lock') rmSync(join(folder, name), { force: true });
  const timer = setInterval(() => {
    const now = new Date();
    utimesSync(file, now, now);
    for (const name of readdirSync(folder)) {
      if (!name.endsWith('.json')) continue;
      const second = JSON.parse(readFileSync(join(folder, name), 'utf8')) as SecondInstance;
      rmSync(join(folder, name), { force: true });
      received(second);
    }
  }, 200);
  timer.unref();
  return {
    release: () => {
      clearInterval(timer);
      rmSync(file, { force: true });
    },
  };
}
