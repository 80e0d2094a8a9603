import { caughtEvent } from '../../model/index.ts';
import type { AppDoor } from './world.ts';

/**
 * Writes to the log where something was caught and of what class, never what it says. `place` is a code in kebab case that stands at one
 * place of the code only.
 */
export const logCaught = (door: Pick<AppDoor, 'call'>, place: string, error: unknown): void => {
  // Harmless: there is nowhere else to log it.
  door.call('log:write', { event: caughtEvent(place, error), numbers: {} }).catch(() => undefined);
};

/** The same as a handler, for where nothing else is to be done. */
export const caughtBy =
  (door: Pick<AppDoor, 'call'>, place: string) =>
  (error: unknown): void =>
    logCaught(door, place, error);
