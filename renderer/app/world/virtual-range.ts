/** Which rows a virtual list draws. */
import { defaultRangeExtractor, type Range } from '@tanstack/react-virtual';

/** The rows in sight, and one more (`index`, -1 for none): a row that has the focus, or is named as active, must not vanish. */
export const alsoAt =
  (index: number) =>
  (range: Range): number[] => {
    const drawn = defaultRangeExtractor(range);
    if (index < 0 || index >= range.count || drawn.includes(index)) return drawn;
    return [...drawn, index].sort((a, b) => a - b);
  };
