/** How often a relay tells desktops of a link (`LinkSign`), ms. */
import { wantedApart } from '../mirror/pull/slots.ts';

/** A link has no more than one hint in this time. */
export const hintEvery = 2_000;
/** How often a relay says that it is there. */
export const beatEvery = 120_000;
/** After this time without a sign a relay counts as gone: two beats may be lost, as such events are between a server's nodes. */
export const silentAfter = 3 * beatEvery;
/** Of so many people is told at once that they wrote; others find it when they ask by themselves. */
export const mostAuthors = 10;
/** Each of those who wrote is told this much later than the one before: they ask in the next slot for who cannot wait, and each needs one of their own. */
export const authorsApart = wantedApart;

/** The numbers of desktops that a relay tells. It rounds up, and tells nothing where there are fewer than the half of the first. */
export const toldDesktops = [50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000] as const;

/** The number that is told where so many people have connected; null for few. */
export const toldFor = (connected: number): number | null => {
  if (connected < toldDesktops[0] / 2) return null;
  return toldDesktops.find((told) => told >= connected) ?? Math.max(...toldDesktops);
};
