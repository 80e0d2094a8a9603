/** Keys that show and hide the window from every program. Off until the user chooses some; the system may refuse them. */
import { z } from 'zod';
import { accelerator, type DeviceChoices } from '../../preload/contract/index.ts';
import { writeCaught } from '../failures/caught.ts';
import { createWriter, readIfThere } from '../files/atomic.ts';
import type { Log } from '../log/log.ts';

/** The little of Electron's globalShortcut that is used. */
export interface GlobalKeys {
  /** Whether the system has given the keys; throws where it does not know them. */
  register(accelerator: string, pressed: () => void): boolean;
  unregister(accelerator: string): void;
}

export type Shortcut = DeviceChoices['shortcut'];

export interface GlobalShortcut {
  current(): Shortcut;
  /** Takes these keys in place of those before, and keeps the choice; null: none. Keys that are refused are asked for at the next start again. */
  change(keys: string | null): Shortcut;
}

export interface GlobalShortcutNeeds {
  /** Where the choice is kept. */
  readonly file: string;
  readonly log: Log;
  readonly keys: GlobalKeys;
  readonly pressed: () => void;
}

const shape = z.strictObject({ keys: accelerator.nullable() });

/** Opens what was kept, and takes the keys. Called when Electron is ready. */
export async function openGlobalShortcut({
  file,
  log,
  keys: system,
  pressed,
}: GlobalShortcutNeeds): Promise<GlobalShortcut> {
  const save = createWriter(file);
  const take = (keys: string | null): Shortcut => {
    if (keys === null) return { keys, state: 'off' };
    try {
      if (system.register(keys, pressed)) return { keys, state: 'held' };
    } catch (error) {
      writeCaught(log, 'shortcut-register', error);
    }
    log.write('shortcut-refused');
    return { keys, state: 'refused' };
  };
  let held = take(await readKept(file, log));
  return {
    current: () => held,
    change: (keys) => {
      if (held.state === 'held' && held.keys !== null) system.unregister(held.keys);
      held = take(keys);
      save(JSON.stringify({ keys })).catch((error: unknown) => {
        log.write('shortcut-not-saved');
        writeCaught(log, 'shortcut', error);
      });
      return held;
    },
  };
}

async function readKept(file: string, log: Log): Promise<string | null> {
  try {
    const text = await readIfThere(file);
    return text === null ? null : shape.parse(JSON.parse(text)).keys;
  } catch (error) {
    writeCaught(log, 'shortcut-kept', error);
    return null;
  }
}
