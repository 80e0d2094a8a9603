/** Small files that are written whole or not at all: main's accounts, secrets and window state. */
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Writes a new file beside `file`, flushes it, and renames it over `file`. After a crash the file has the old content or the new. Only the
 * user can read it.
 */
export async function writeAtomically(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const beside = `${file}.new`;
  const handle = await open(beside, 'w', 0o600);
  try {
    await handle.writeFile(text, 'utf8');
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(beside, file);
}

/** The file's text, or null if there is no file. */
export async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Renames a file that could not be read. Its data is kept, and the app can start. */
export async function setAside(file: string): Promise<void> {
  await rename(file, `${file}.damaged`);
}

/** Returns a function that writes texts one after another, so that the last text is on disk at the end. */
export function createWriter(file: string): (text: string) => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return (text) => {
    const write = last.then(() => writeAtomically(file, text));
    // Harmless: the caller handles a failed write. The next write must still run.
    last = write.catch(() => undefined);
    return write;
  };
}
