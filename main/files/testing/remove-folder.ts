import { rm } from 'node:fs/promises';

/**
 * Removes a folder of a test with all that is in it. A small file that is just being written (`atomic.ts`) or a process that is just ending may
 * put one more file there meanwhile, which the system answers with ENOTEMPTY: then it is tried again, five times at most.
 */
export const removeFolder = (folder: string): Promise<void> =>
  rm(folder, { recursive: true, force: true, maxRetries: 5 });
