/** Whether the user has paused the mirror: kept, because who paused it yesterday has not resumed it by starting Isthmus today. */
import { z } from 'zod';
import { createWriter, readIfThere } from '../files/atomic.ts';

const shape = z.strictObject({ paused: z.boolean() });

export interface Pause {
  paused(): boolean;
  /** Keeps it; `unsaved` is called when the disk does not take it, and it then holds until Isthmus ends. */
  set(paused: boolean): void;
}

/** Opens what was kept in `file`; a file that cannot be read means that nothing was paused. */
export async function openPause(file: string, unsaved: (error: unknown) => void): Promise<Pause> {
  const save = createWriter(file);
  let paused = readPause(await readIfThere(file).catch(() => null));
  return {
    paused: () => paused,
    set: (value) => {
      paused = value;
      save(JSON.stringify({ paused })).catch(unsaved);
    },
  };
}

function readPause(text: string | null): boolean {
  try {
    return text !== null && shape.parse(JSON.parse(text)).paused;
  } catch {
    return false;
  }
}
