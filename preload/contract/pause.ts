/** The pauses that the tray and the window offer, of notifications and of carrying, and when each ends. */

import type { CarryPause } from './carry-pause.ts';

export type PauseLength = 'hour' | 'tomorrow';
export type CarryPauseLength = PauseLength | 'until-ended';

/** When a pause that begins `now` ends, ms since 1970. Tomorrow begins at midnight of this machine's time zone. */
export const pauseEnd = (length: PauseLength, now: number): number => {
  switch (length) {
    case 'hour':
      return now + 3_600_000;
    case 'tomorrow':
      return new Date(now).setHours(24, 0, 0, 0);
  }
};

/** A pause of carrying that begins `now` (ms since 1970); null ends it. */
export const carryPauseOf = (length: CarryPauseLength | null, now: number): CarryPause => {
  switch (length) {
    case null:
      return { kind: 'none' };
    case 'until-ended':
      return { kind: 'until-ended' };
    case 'hour':
    case 'tomorrow':
      return { kind: 'until', until: pauseEnd(length, now) };
  }
};
