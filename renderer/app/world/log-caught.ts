import { caughtEvent } from '../../model/index.ts';
import type { AppDoor } from './world.ts';

/** Logs the class of a caught error and its place, never its message. `place` is a code in kebab case that is used at one place only. */
export const logCaught = (door: Pick<AppDoor, 'call'>, place: string, error: unknown): void => {
  // Harmless: there is no other place to log it.
  door.call('log:write', { event: caughtEvent(place, error), numbers: {} }).catch(() => undefined);
};

/** The same as a handler, if nothing else has to be done. */
export const caughtBy =
  (door: Pick<AppDoor, 'call'>, place: string) =>
  (error: unknown): void =>
    logCaught(door, place, error);
