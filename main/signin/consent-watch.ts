/** Notices that a permission was granted: it asks with growing pauses, and when somebody may be waiting for it. */
import { writeCaught } from '../failures/caught.ts';
import type { Log } from '../log/log.ts';

/** The first and the longest pause, in milliseconds. An administrator may answer within minutes or days. */
export const firstPause = 5 * 60_000;
export const longestPause = 6 * 60 * 60_000;

/**
 * Up to `looksAtOnce` questions within `looksWithin` ms are asked at once; further ones wait until that time is over. Each question renews
 * the token, and Entra takes 15 equal renewals in 5 minutes for a loop (AADSTS50196).
 */
export const looksAtOnce = 3;
export const looksWithin = 3 * 60_000;

/** The watch. */
export interface ConsentWatch {
  /** The app has started, or the machine has woken: asks now, and starts with short pauses again. */
  begin(): void;
  /** The user looks at the app and may just have been granted something: asks now, or as soon as the limit allows. */
  look(): void;
  /** A permission was found missing: asks again after the first pause. */
  wait(): void;
}

/** The surroundings of the watch. */
export interface ConsentWatchSurroundings {
  /** Milliseconds. */
  readonly now: () => number;
  /** Runs `work` later. Returns the function that cancels it. */
  readonly after: (ms: number, work: () => void) => () => void;
  /** Asks for each account that lacks a permission. Resolves to whether one still does. */
  readonly look: () => Promise<boolean>;
  readonly log: Log;
}

/** Creates the watch. While no permission is missing, it rests until the next look. */
export function watchConsent({ now, after, look, log }: ConsentWatchSurroundings): ConsentWatch {
  let pause = firstPause;
  let cancel: () => void = () => undefined;
  let asking = false;
  /** The times of the looks that were asked at once, ms since 1970; the newest last. */
  let answeredAt: readonly number[] = [];

  const askIn = (ms: number): void => {
    cancel();
    cancel = after(ms, () => void ask());
  };
  /** Resolves to whether a permission was missing, so that the service was asked. */
  const ask = async (): Promise<boolean> => {
    if (asking) return true;
    asking = true;
    cancel();
    const lacks = await look().catch((error: unknown) => {
      writeCaught(log, 'consent-look', error);
      return true;
    });
    asking = false;
    if (lacks) {
      askIn(pause);
      pause = Math.min(longestPause, pause * 2);
    }
    return lacks;
  };

  return {
    begin: () => {
      pause = firstPause;
      void ask();
    },
    look: () => {
      // The running question may have begun a moment too early. The user's next look asks again.
      if (asking) return;
      pause = firstPause;
      answeredAt = answeredAt.filter((at) => now() - at < looksWithin);
      const [oldest] = answeredAt;
      if (oldest !== undefined && answeredAt.length >= looksAtOnce) {
        askIn(oldest + looksWithin - now());
        return;
      }
      const at = now();
      answeredAt = [...answeredAt, at];
      void ask().then((asked) => {
        if (!asked) answeredAt = answeredAt.filter((one) => one !== at);
      });
    },
    wait: () => {
      pause = firstPause;
      askIn(pause);
    },
  };
}
