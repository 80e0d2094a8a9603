/** What a relay said last of its accounts: a small file beside the database, so that another process can say it without opening that. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { replaceFile } from '../config/replace-file.ts';

const shape = z.object({
  /** When it was said, ms since 1970. */
  at: z.int().nonnegative(),
  /** One line for each account, and one for the shares of the links where there are several. */
  lines: z.array(z.string().max(2_000)).max(10),
});
export type Told = Readonly<z.infer<typeof shape>>;

const placeOf = (dataFolder: string): string => join(dataFolder, 'status.json');

/** Rejects with the system's error if it cannot be written. */
export const writeTold = (dataFolder: string, told: Told): Promise<void> =>
  replaceFile(placeOf(dataFolder), `${JSON.stringify(told)}\n`);

/** Null if nothing was said yet, or the file is not what a relay wrote. */
export const readTold = async (dataFolder: string): Promise<Told | null> => {
  try {
    return shape.parse(JSON.parse(await readFile(placeOf(dataFolder), 'utf8')));
  } catch {
    // Harmless: nothing is said then.
    return null;
  }
};
