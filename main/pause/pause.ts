/** Keeps whether the user has paused the mirror: a mirror that was paused yesterday stays paused when Isthmus starts today. */
import { z } from 'zod';
import { writeCaught } from '../failures/caught.ts';
import { createWriter, readIfThere } from '../files/atomic.ts';
import type { Log } from '../log/log.ts';

const shape = z.strictObject({ paused: z.boolean() });

export interface Pause {
  paused(): boolean;
  /** Keeps it; where the disk does not take it, it holds until Isthmus ends. */
  set(paused: boolean): void;
}

/** Opens what was kept in `file`; a file that cannot be read means that nothing was paused. */
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
