/** Opens the database. Each way in which that can fail is a value. */
import { Dexie } from 'dexie';
import type { IsthmusDatabase } from './database.ts';
import { isQuotaExceeded } from './quota.ts';

export type Opened =
  | { readonly kind: 'open' }
  /** A newer version of Isthmus wrote the database, so this version must not change it. */
  | { readonly kind: 'newer' }
  /** The disk is so full that the database cannot be opened. */
  | { readonly kind: 'disk-full' }
  /** The engine or another page still has an older version of the database open. */
  | { readonly kind: 'blocked' }
  /** Any other error. `name` is its class, never its message. */
  | { readonly kind: 'failed'; readonly name: string };

/** Dexie multiplies versions by this. */
const versionParts = 10;

/**
 * Opens `database`; never throws. `blockedAfterMs`: how long another page may block an upgrade before the answer is `blocked`. Whether the
 * database is newer is found out before it is opened, because Dexie would open a newer one all the same and add the tables that it lacks. An
 * older one needs the steps of the schema, which take Dexie longer to read than everything else of opening.
 */
export const openDatabase = async (database: IsthmusDatabase, blockedAfterMs = 8_000): Promise<Opened> => {
  const stored = await storedVersion(database);
  if (stored !== null && stored >= (Math.floor(database.verno) + 1) * versionParts) return { kind: 'newer' };
  if (stored === null || (stored > 0 && stored < database.verno * versionParts)) database.declareOlder();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const blocked = new Promise<Opened>((resolve) => {
    timer = setTimeout(() => resolve({ kind: 'blocked' }), blockedAfterMs);
  });
  const opening = database.open().then(
    (): Opened => ({ kind: 'open' }),
    // Harmless: the caller gets the error's class as the reason.
    (error: unknown): Opened => whyNot(error),
  );
  const opened = await Promise.race([opening, blocked]);
  clearTimeout(timer);
  return opened;
};

/**
 * The version on the disk in Dexie's parts, 0 if there is none; null if that cannot be found out. Dexie adds single parts for its own repairs.
 * So everything below the next whole version is ours.
 */
const storedVersion = async (database: IsthmusDatabase): Promise<number | null> => {
  try {
    const stored = await database.factory.databases();
    return stored.find(({ name }) => name === database.name)?.version ?? 0;
  } catch {
    // Harmless: if the databases cannot be listed, opening fails too and says why.
    return null;
  }
};

const whyNot = (error: unknown): Opened => {
  if (isQuotaExceeded(error)) return { kind: 'disk-full' };
  if (!(error instanceof Dexie.DexieError) && !(error instanceof Error))
    return { kind: 'failed', name: 'unknown' };
  const names = [error.name, 'inner' in error && error.inner instanceof Error ? error.inner.name : ''];
  if (names.includes('VersionError')) return { kind: 'newer' };
  return { kind: 'failed', name: error.name };
};
