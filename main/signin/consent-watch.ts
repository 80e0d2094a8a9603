/** Notices by itself that a permission was granted: asks now and then, with growing pauses, and when somebody may be waiting for it. */

/** The first pause, and the longest, in milliseconds. An administrator answers within minutes, or days. */
export const firstPause = 5 * 60_000;
export const longestPause = 6 * 60 * 60_000;
/** However often somebody looks, it is not asked more often than this, in milliseconds. */
export const asksApart = 60_000;

/** The watch. */
export interface ConsentWatch {
  /** Something may have been granted, or somebody looks: asks now, and begins with short pauses again. */
  nudge(): void;
  /** Something was found to be lacking just now: asks again after the first pause. */
  wait(): void;
}

/** What it needs. */
export interface ConsentWatchSurroundings {
  readonly now: () => number;
  /** Runs something later; returns what cancels it. */
  readonly after: (ms: number, work: () => void) => () => void;
  /** Asks for every account that lacks something; whether there still is one. */
  readonly look: () => Promise<boolean>;
}

/** Begins to watch; while nothing is lacking it rests until the next nudge. */
export function watchConsent({ now, after, look }: ConsentWatchSurroundings): ConsentWatch {
  let pause = firstPause;
  let askedAt = -Infinity;
  let cancel: () => void = () => undefined;
  let asking = false;
  const ask = async (): Promise<void> => {
    if (asking) return;
    asking = true;
    cancel();
    askedAt = now();
    const lacks = await look().catch(() => true);
    asking = false;
    if (!lacks) {
      // Nothing was asked.
      askedAt = -Infinity;
      return;
    }
    cancel = after(pause, () => void ask());
    pause = Math.min(longestPause, pause * 2);
  };
  return {
    nudge: () => {
      if (now() - askedAt < asksApart) return;
      pause = firstPause;
      void ask();
    },
    wait: () => {
      pause = firstPause;
      cancel();
      cancel = after(pause, () => void ask());
    },
  };
}
