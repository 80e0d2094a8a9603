/** The timer of the main process. */

/**
 * Runs `work` once.
 * @param ms the delay in milliseconds, at most `longestDelay`
 * @returns cancels the timer
 */
export const after = (ms: number, work: () => void): (() => void) => {
  const timer = setTimeout(work, ms);
  return () => clearTimeout(timer);
};

/** The longest delay of a timer, ms. A longer delay would fire at once. */
export const longestDelay = 2_147_483_647;
