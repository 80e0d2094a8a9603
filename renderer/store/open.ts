/** Opening the database, with every way it can go wrong as a value. */
import { Dexie } from 'dexie';
import type { IsthmusDatabase } from './database.ts';
import { isQuotaExceeded } from './quota.ts';

export type Opened =
  | { readonly kind: 'open' }
  /** A newer Isthmus wrote it: this one must not touch it. */
  | { readonly kind: 'newer' }
  /** The disk has no room for even opening it. */
  | { readonly kind: 'disk-full' }
  /** The engine or another page keeps an old version open. */
  | { readonly kind: 'blocked' }
  /** Anything else; `name` is the error's class, never its message. */
  | { readonly kind: 'failed'; readonly name: string };

/**
 * Opens `database`; never throws. `blockedAfterMs` bounds how long another page may stand in the way of an upgrade. A newer one is
 * looked at only: Dexie would answer its VersionError by opening it all the same and adding what it misses.
 */
export const openDatabase = async (database: IsthmusDatabase, blockedAfterMs = 8_000): Promise<Opened> => {
  if (await isNewer(database)) return { kind: 'newer' };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const blocked = new Promise<Opened>((resolve) => {
    timer = setTimeout(() => resolve({ kind: 'blocked' }), blockedAfterMs);
  });
  const opening = database.open().then(
    (): Opened => ({ kind: 'open' }),
    // Harmless: whoever opens it gets the error's class as the reason.
    (error: unknown): Opened => whyNot(error),
  );
  const opened = await Promise.race([opening, blocked]);
  clearTimeout(timer);
  return opened;
};

/** Dexie multiplies its versions by ten and may itself add single steps for repairs, hence the next whole version as the bound. */
const isNewer = async (database: IsthmusDatabase): Promise<boolean> => {
  try {
    const stored = await database.factory.databases();
    const version = stored.find(({ name }) => name === database.name)?.version ?? 0;
    return version >= (Math.floor(database.verno) + 1) * 10;
  } catch {
    // Harmless: where the list itself fails, opening fails too and says why.
    return false;
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
