/** Why the store cannot be opened, or cannot write: SQLite's and the system's errors as reason codes. */
import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';

export type StoreFailure =
  /** Another process has this file open. */
  | 'in-use'
  /** A newer Isthmus wrote the file. */
  | 'newer'
  /** The file is cut, or its content is not what was written. */
  | 'damaged'
  /** The file is no database, or that of another program. */
  | 'not-ours'
  | 'disk-full'
  /** The folder is missing, or may not be read or written. */
  | 'no-access'
  /** The system could not read or write, for another reason than these. */
  | 'input-output';

/** An error of ours that has a reason. */
export class StoreError extends Error {
  override readonly name = 'StoreError';

  constructor(
    readonly reason: StoreFailure,
    options?: ErrorOptions,
  ) {
    super(reason, options);
  }
}

/** SQLite's own texts for its result codes (sqlite3_errstr), the same in both implementations, and the codes of Node's file system. */
const reasons: readonly (readonly [pattern: RegExp, reason: StoreFailure])[] = [
  [/database or disk is full|ENOSPC|EDQUOT/, 'disk-full'],
  [/database disk image is malformed|malformed database schema/, 'damaged'],
  [/file is not a database/, 'not-ours'],
  [/database is locked|database table is locked/, 'in-use'],
  [
    /open (?:the )?database|readonly database|access permission denied|EACCES|EPERM|ENOENT|EROFS|ENOTDIR|EEXIST|EISDIR/,
    'no-access',
  ],
];

/** Fewer free bytes than this, and a failed write is taken for a full disk: SQLite as WebAssembly says only that a write failed. */
const fullBelow = 1024 * 1024;

/** The reason for `error`, which came while the file at `path` was opened, read or written. */
export const reasonOf = (error: unknown, path: string): StoreFailure => {
  if (error instanceof StoreError) return error.reason;
  const text = error instanceof Error ? error.message : '';
  const known = reasons.find(([pattern]) => pattern.test(text))?.[1];
  return known ?? (isFull(path) ? 'disk-full' : 'input-output');
};

const isFull = (path: string): boolean => {
  try {
    const { bavail, bsize } = statfsSync(dirname(path));
    return bavail * bsize < fullBelow;
  } catch {
    // Harmless: where the system cannot tell, the write failed for a reason that is not known.
    return false;
  }
};
