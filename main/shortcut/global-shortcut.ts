/** A key combination that shows and hides the window from every program. It is off until the user chooses one. The system may refuse it. */
import { z } from 'zod';
import { accelerator, type DeviceChoices } from '../../preload/contract/index.ts';
import { writeCaught } from '../failures/caught.ts';
import { createWriter, readIfThere } from '../files/atomic.ts';
import type { Log } from '../log/log.ts';

/** The part of Electron's globalShortcut that is used. */
export interface GlobalKeys {
  /** Whether the system has given the keys. Throws if the system does not know them. */
  register(accelerator: string, pressed: () => void): boolean;
  unregister(accelerator: string): void;
}

export type Shortcut = DeviceChoices['shortcut'];

export interface GlobalShortcut {
  current(): Shortcut;
  /** Replaces the keys and keeps the choice; null: none. Keys that the system refuses are tried again at the next start. */
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

/** Opens the kept choice, and registers the keys. Call it when Electron is ready. */
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
