// Whether the system's shared memory is enough for a Chromium. Containers often have 64 MB of it, and pages crash when it is full.
import { statfsSync } from 'node:fs';

/** What `statfs` says of a file system: free blocks, and bytes of a block. */
interface FreeBlocks {
  readonly bavail: number;
  readonly bsize: number;
}

/** Enough for several Chromiums at the same time, bytes. */
const enough = 1024 ** 3;

/** Whether a file system for shared memory is too small; null: there is none. */
export const isSmall = (free: FreeBlocks | null): boolean =>
  free === null || free.bavail * free.bsize < enough;

/** Whether Chromium must keep shared memory in files on this machine. */
export const sharesByFiles = (): boolean => {
  if (process.platform !== 'linux') return false;
  try {
    return isSmall(statfsSync('/dev/shm'));
  } catch {
    // Harmless: without that folder Chromium uses files.
    return isSmall(null);
  }
};
