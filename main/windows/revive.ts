/** Opens a hidden page again after its renderer died: at once the first time, then with growing pauses while it keeps dying. */

const firstMs = 250;
const longestMs = 60_000;
/** Deaths longer ago than this are not counted, in milliseconds. */
const forgetMs = 10 * 60_000;

/**
 * How long to wait before the page is opened again, in milliseconds.
 * @param deaths the times of its deaths, ms since 1970, the last one included
 */
export function reviveDelay(deaths: readonly number[], now: number): number {
  const recent = deaths.filter((at) => now - at < forgetMs).length;
  return Math.min(firstMs * 4 ** Math.max(recent - 1, 0), longestMs);
}

/** Counts deaths and opens the page again. */
export interface Reviver {
  died(): void;
}

/** @param after runs something later; returns the function that cancels it */
export function createReviver(
  now: () => number,
  after: (ms: number, work: () => void) => unknown,
  open: () => void,
): Reviver {
  let deaths: readonly number[] = [];
  return {
    died: () => {
      const at = now();
      deaths = [...deaths.filter((death) => at - death < forgetMs), at];
      after(reviveDelay(deaths, at), open);
    },
  };
}
