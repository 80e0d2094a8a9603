/** Small files that are written whole or not at all: main's accounts, secrets and window state. */
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Writes beside the file, flushes, and renames over it, so that a crash leaves the old content or the new. Readable by the user only. */
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

/** The file's text, or null when there is none. */
export async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Moves a file that could not be read out of the way, so that nothing is lost and the app can start. */
export async function setAside(file: string): Promise<void> {
  await rename(file, `${file}.damaged`);
}

/** Runs writes one after another, so that the last one asked for is the last one on disk. */
export function createWriter(file: string): (text: string) => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return (text) => {
    const write = last.then(() => writeAtomically(file, text));
    // Harmless: a failed write is its caller's to handle; the next one must still run.
    last = write.catch(() => undefined);
    return write;
  };
}
