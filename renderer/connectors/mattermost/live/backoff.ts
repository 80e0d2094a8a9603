/** How long to wait before the next try to connect. */

const firstMs = 1_000;
const longestMs = 60_000;

/**
 * The wait doubles from one second to one minute. A random part of up to half (`random` in [0, 1)) changes each wait, so that many clients
 * do not come back at the same moment. `attempts` counts the failures so far, from 0. The wait is in ms.
 */
export const backoffMs = (attempts: number, random: number): number => {
  const full = Math.min(longestMs, firstMs * 2 ** Math.min(attempts, 16));
  return Math.round(full * (0.5 + random / 2));
};
