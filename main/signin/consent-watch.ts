/** Notices that a permission was granted: asks now and then, with growing pauses, and when somebody may be waiting for it. */
import { writeCaught } from '../failures/caught.ts';
import type { Log } from '../log/log.ts';

/** The first pause, and the longest, in milliseconds. An administrator answers within minutes, or days. */
export const firstPause = 5 * 60_000;
export const longestPause = 6 * 60 * 60_000;

/**
 * So many questions are answered at once within `looksWithin` ms; a further one waits until that time is over. Each costs a renewal of the
 * token, and Entra takes 15 equal ones in 5 minutes for a loop (AADSTS50196).
 */
export const looksAtOnce = 3;
export const looksWithin = 3 * 60_000;

/** The watch. */
export interface ConsentWatch {
  /** The app has started, or the machine has woken: asks now, and begins with short pauses again. */
  begin(): void;
  /** Somebody looks, and may just have been granted something: asks now, or as soon as so many looks allow. */
  look(): void;
  /** Something was found to be lacking just now: asks again after the first pause. */
  wait(): void;
}

/** What it needs. */
export interface ConsentWatchSurroundings {
  /** Milliseconds. */
  readonly now: () => number;
  /** Runs something later; returns what cancels it. */
  readonly after: (ms: number, work: () => void) => () => void;
  /** Asks for every account that lacks something; whether there still is one. */
  readonly look: () => Promise<boolean>;
  readonly log: Log;
}

/** Begins to watch; while nothing is lacking it rests until the next look. */
export function watchConsent({ now, after, look, log }: ConsentWatchSurroundings): ConsentWatch {
  let pause = firstPause;
  let cancel: () => void = () => undefined;
  let asking = false;
  /** When looks were answered at once, ms; the newest last. */
  let answeredAt: readonly number[] = [];

  const askIn = (ms: number): void => {
    cancel();
    cancel = after(ms, () => void ask());
  };
  /** Resolves to whether something was lacking, and so the service asked. */
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
      // What is being asked may have been asked a moment too early; the user's next look tells.
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
