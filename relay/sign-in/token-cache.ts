/** MSAL's cache in one sealed file, which several processes may read and change: a running relay, and commands. */
import { readFile, stat } from 'node:fs/promises';
import type { ICachePlugin, TokenCacheContext } from '@azure/msal-node';
import { lock } from './file-lock.ts';
import { replaceFile } from '../config/replace-file.ts';
import { seal, type Unsealed, unseal } from './sealed-text.ts';

export type CacheReading = Unsealed | { readonly kind: 'absent' } | { readonly kind: 'unreadable' };

/** Reads the file. `key`: null if there is none; then only its date is known. Never rejects. */
export const readTokenCache = async (path: string, key: Buffer | null): Promise<CacheReading> => {
  try {
    return unseal(await readFile(path, 'utf8'), key);
  } catch (error) {
    // Harmless: the administrator is told.
    return { kind: (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'absent' : 'unreadable' };
  }
};

/** What changes whenever the file is written anew; '' if it cannot be seen. */
export const stampOf = async (path: string): Promise<string> => {
  try {
    const { ino, mtimeMs, size } = await stat(path);
    return `${ino} ${mtimeMs} ${size}`;
  } catch {
    // Harmless: a file that is not there has no stamp.
    return '';
  }
};

export interface TokenCacheOptions {
  readonly path: string;
  readonly key: Buffer;
  /** This machine's time, ms since 1970. */
  readonly now: () => number;
}

/** Puts a sign-in in the place of the one before. Rejects with the system's error if it cannot be written. */
export const replaceTokenCache = async (
  { path, key, now }: TokenCacheOptions,
  text: string,
): Promise<void> => {
  const release = await lock(`${path}.lock`);
  try {
    await replaceFile(path, seal(text, key, now()));
  } finally {
    await release();
  }
};

/**
 * Makes the plug-in. MSAL calls it around each access: what it reads is the file as it is now, and while it changes something, no other
 * process does. A file that cannot be opened is left as it is (`CacheClosed`).
 */
export const tokenCachePlugin = ({ path, key, now }: TokenCacheOptions): ICachePlugin => {
  /** Gives the lock back; null while nothing may be written. */
  let release: (() => Promise<void>) | null = null;
  const fill = async ({ tokenCache }: TokenCacheContext): Promise<void> => {
    const reading = await readTokenCache(path, key);
    if (reading.kind !== 'text') throw new CacheClosed(reading.kind);
    tokenCache.deserialize(reading.text);
  };
  return {
    beforeCacheAccess: async (context) => {
      if (!context.cacheHasChanged) return fill(context);
      const give = await lock(`${path}.lock`);
      try {
        await fill(context);
        release = give;
      } catch (error) {
        // MSAL calls `afterCacheAccess` all the same, and what it has is no reason to write over the file.
        await give();
        throw error;
      }
    },
    afterCacheAccess: async ({ tokenCache }) => {
      if (release === null) return;
      const give = release;
      release = null;
      try {
        await replaceFile(path, seal(tokenCache.serialize(), key, now()));
      } finally {
        await give();
      }
    },
  };
};

/** The sign-in cannot be read, so nobody is signed in. */
export class CacheClosed extends Error {
  override readonly name = 'CacheClosed';

  constructor(readonly why: Exclude<CacheReading['kind'], 'text'>) {
    super(why);
  }
}
