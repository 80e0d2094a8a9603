/** Recognises errors of the database that mean a full disk. Dexie wraps the browser's errors, sometimes twice. */

/** Whether the disk (or the origin's quota) is full. */
export const isQuotaExceeded = (error: unknown): boolean => named(error, 'QuotaExceededError', 0);

const named = (error: unknown, name: string, depth: number): boolean => {
  if (typeof error !== 'object' || error === null || depth > 4) return false;
  if ('name' in error && error.name === name) return true;
  return 'inner' in error && named(error.inner, name, depth + 1);
};
