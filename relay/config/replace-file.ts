/** Writes small files that only this user may read: a reader sees the old one or the new one, and a crash leaves one of them whole. */
import { randomUUID } from 'node:crypto';
import { link, open, rename, rm } from 'node:fs/promises';

/** Puts `text` in the place of the file, on disk before it returns. Rejects with the system's error; then the old file is as it was. */
export const replaceFile = (path: string, text: string): Promise<void> =>
  withTemporary(path, text, (temporary) => rename(temporary, path));

/** Makes the file. Resolves to false if it is there already, and leaves it as it is. */
export const makeFile = async (path: string, text: string): Promise<boolean> => {
  try {
    await withTemporary(path, text, (temporary) => link(temporary, path));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
};

const withTemporary = async (
  path: string,
  text: string,
  place: (temporary: string) => Promise<void>,
): Promise<void> => {
  const temporary = `${path}.${randomUUID().slice(0, 8)}.new`;
  try {
    const handle = await open(temporary, 'wx', 0o600);
    try {
      await handle.writeFile(text, 'utf8');
      await handle.sync();
    } finally {
      await handle.close();
    }
    await place(temporary);
  } finally {
    await rm(temporary, { force: true });
  }
};
