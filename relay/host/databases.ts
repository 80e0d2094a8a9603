/** The databases in a relay's folder: one for each bot that it has had. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isOwned } from '../store/owner.ts';

/** The database's file of this bot. */
export const databaseOf = (dataFolder: string, botId: string): string => join(dataFolder, `${botId}.db`);

/** All of them. Never rejects: a folder that cannot be read has none. */
export const databasesIn = async (dataFolder: string): Promise<readonly string[]> => {
  try {
    const names = await readdir(dataFolder);
    return names.filter((name) => /^[a-z0-9]{26}\.db$/.test(name)).map((name) => join(dataFolder, name));
  } catch {
    // Harmless: the command says that there is no database.
    return [];
  }
};

/** The one that a relay has open now; null if none runs. */
export const runningDatabase = async (dataFolder: string): Promise<string | null> => {
  for (const path of await databasesIn(dataFolder)) if (await isOwned(path)) return path;
  return null;
};
