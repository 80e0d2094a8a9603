import { picturePlace } from '../pictures/place.ts';
import type { TimelineItem } from './items.ts';

/** How high a row will probably be, CSS pixels, before it has been measured: near enough that scrolling stays calm. */
export const estimateHeight = ({ message, startsDay, startsUnread, startsGroup }: TimelineItem): number => {
  const lines = (startsDay ? 40 : 0) + (startsUnread ? 28 : 0);
  if (message.kind === 'system') return lines + 28;
  const head = startsGroup ? 30 : 4;
  if (message.deletedAt !== null) return lines + head + 21;
  const text =
    // More lines than these make the row no higher: a snippet may have thousands.
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
 * How far a list of these rows probably has to be scrolled to stand at its end, CSS pixels; `height`: of what is seen of it, rather too
 * much than too little.
 */
export const estimateEnd = (items: readonly TimelineItem[], height: number): number =>
  Math.max(0, items.reduce((sum, item) => sum + estimateHeight(item), 0) - height);
