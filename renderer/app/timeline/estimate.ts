import { picturePlace } from '../pictures/place.ts';
import type { TimelineItem } from './items.ts';

/** The probable height of a row before it is measured, CSS pixels, so that scrolling does not jump. */
export const estimateHeight = ({ message, startsDay, startsUnread, startsGroup }: TimelineItem): number => {
  const lines = (startsDay ? 40 : 0) + (startsUnread ? 28 : 0);
  if (message.kind === 'system') return lines + 28;
  const head = startsGroup ? 30 : 4;
  if (message.deletedAt !== null) return lines + head + 21;
  const text =
    // Lines above this number do not count, because a row of a snippet with thousands of lines is not higher.
    message.plain
      .slice(0, 16_000)
      .split('\n')
      .reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 80)), 0) * 21;
  const pictures = message.files.reduce(
    (sum, file) => sum + (file.isImage ? picturePlace(file).height + 8 : 56),
    0,
  );
  const rest =
    (message.reactions.length > 0 ? 28 : 0) + message.attachments.length * 80 + (message.subject ? 27 : 0);
  return lines + head + Math.min(text, 4_000) + pictures + rest;
};

/**
 * The probable scroll position at the end of a list of these rows, CSS pixels. `height`: the height of the visible part; it may be too large
 * rather than too small.
 */
export const estimateEnd = (items: readonly TimelineItem[], height: number): number =>
  Math.max(0, items.reduce((sum, item) => sum + estimateHeight(item), 0) - height);
