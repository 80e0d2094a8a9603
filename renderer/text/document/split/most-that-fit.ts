/** Searches how much fits. */

/**
 * How many of `count` things fit, if those before do. Looks at one, two, four… before halving, so that a part costs a few measures
 * of its own size and not of all that is left.
 */
export const mostThatFit = (count: number, fit: (most: number) => boolean): number => {
  let low = 0;
  let high = 1;
  while (high <= count && fit(high)) {
    low = high;
    high *= 2;
  }
  high = Math.min(high, count + 1);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (fit(middle)) low = middle;
    else high = middle;
  }
  return low;
};
