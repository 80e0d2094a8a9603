/** The levels of a message's headings, below the page's own. */

/** The first level that a message may use, because the page's own heading has level 1. */
const highest = 2;

/**
 * Gives levels (2 to 6) to the headings of one message, called in their order. Each call takes the heading's rank (1 to 6) and gives one
 * level below the nearest higher heading before it. So no level is skipped, whatever ranks the message uses.
 */
export const headingLevels = (): ((rank: number) => number) => {
  const above: number[] = [];
  return (rank) => {
    while ((above.at(-1) ?? 0) >= rank) above.pop();
    above.push(rank);
    return Math.min(6, highest + above.length - 1);
  };
};
