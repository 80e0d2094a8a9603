/** Where a message's headings stand below the page's own. */

/** The first level that a message may use: the page's own heading is the first. */
const highest = 2;

/**
 * Levels (2 to 6) for the headings of one message, to be asked for in the order they stand in: each takes its own rank (1 to 6) and
 * gets one level below the nearest higher-ranked heading before it. So none is skipped, whatever ranks the message uses.
 */
export const headingLevels = (): ((rank: number) => number) => {
  const above: number[] = [];
  return (rank) => {
    while ((above.at(-1) ?? 0) >= rank) above.pop();
    above.push(rank);
    return Math.min(6, highest + above.length - 1);
  };
};
