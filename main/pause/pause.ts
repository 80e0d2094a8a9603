/** Keeps whether the user has paused the mirror, so that a pause survives a restart. */
import { z } from 'zod';
import { writeCaught } from '../failures/caught.ts';
import { createWriter, readIfThere } from '../files/atomic.ts';
import type { Log } from '../log/log.ts';

const shape = z.strictObject({ paused: z.boolean() });

export interface Pause {
  paused(): boolean;
  /** Keeps it. If the disk refuses it, it holds until Isthmus ends. */
  set(paused: boolean): void;
}

/** Opens the state in `file`. If the file cannot be read, the mirror is not paused. */
export async function openPause(file: string, log: Log): Promise<Pause> {
  const save = createWriter(file);
  let paused = await readPause(file, log);
  return {
    paused: () => paused,
    set: (value) => {
      paused = value;
      save(JSON.stringify({ paused })).catch((error: unknown) => {
        log.write('pause-not-saved');
        writeCaught(log, 'pause', error);
      });
    },
  };
}

async function readPause(file: string, log: Log): Promise<boolean> {
  try {
    const text = await readIfThere(file);
    return text !== null && shape.parse(JSON.parse(text)).paused;
  } catch (error) {
    writeCaught(log, 'pause-kept', error);
    return false;
  }
}
