/** Keeps the machine awake while this desktop carries as the organisation's relay. The display may go dark. */

/** The part of Electron's powerSaveBlocker that is used. */
export interface SleepBlocker {
  start(type: 'prevent-app-suspension'): number;
  stop(id: number): unknown;
}

/** Takes whether the machine has to stay awake from now on; the same answer twice changes nothing. */
export const createStayAwake = (blocker: SleepBlocker): ((isNeeded: boolean) => void) => {
  let held: number | null = null;
  return (isNeeded) => {
    if (isNeeded) held ??= blocker.start('prevent-app-suspension');
    else if (held !== null) {
      blocker.stop(held);
      held = null;
    }
  };
};
