import { picturePlace } from '../pictures/place.ts';
import type { ShownBody } from '../world/shown-body.ts';
import { bodySize } from './body-height.ts';
import type { TimelineItem } from './items.ts';

/** The height of the lines above a message, for its day and for the first unread message, CSS pixels. */
export const linesHeight = ({ startsDay, startsUnread }: TimelineItem): number =>
  (startsDay ? 40 : 0) + (startsUnread ? 28 : 0);

/** What is known of a row besides its item. */
export interface EstimatedRow {
  readonly body: Pick<ShownBody, 'document' | 'jumbo'>;
  /** Whether the line that opens its thread is below it. */
  readonly hasReplyLine: boolean;
}

/** The line of reactions, and the room above it (`message/reactions.tsx`), CSS pixels. */
const chips = { above: 4, height: 24 };
/** The line that says that a message was edited (`message/message-content.tsx`), CSS pixels. */
const editedLine = 20;

/**
 * The probable height of a row before it is measured, CSS pixels. Each difference to the real height moves the rows once more while the list is
 * scrolled, and costs the browser another layout.
 */
export const estimateHeight = (item: TimelineItem, { body, hasReplyLine }: EstimatedRow): number => {
  const { message, startsGroup } = item;
  const lines = linesHeight(item);
  if (message.kind === 'system') return lines + 28;
  const head = startsGroup ? 33 : 4;
  if (message.deletedAt !== null) return lines + head + 21;
  const { height: text, below } = body.jumbo ? { height: 40, below: 0 } : bodySize(body.document);
  const pictures = message.files.reduce(
    (sum, file) => sum + (file.isImage ? picturePlace(file).height + 8 : 56),
    0,
  );
  const isEdited = message.editedAt !== null;
  // The room above the chips is part of the room below a body that they follow.
  const followsBody = !isEdited && message.files.length + message.attachments.length === 0;
  const aboveChips = followsBody ? Math.max(0, chips.above - below) : chips.above;
  const rest =
    (message.reactions.length > 0 ? aboveChips + chips.height : 0) +
    (isEdited ? editedLine : 0) +
    message.attachments.length * 80 +
    (message.subject ? 27 : 0) +
    (hasReplyLine ? 30 : 0);
  return lines + head + Math.min(text, 4_000) + pictures + rest;
};

/**
 * The probable scroll position at the end of a list of rows of these heights, CSS pixels. `visible`: the height of the visible part; it may be
 * too large rather than too small.
 */
export const estimateEnd = (heights: readonly number[], visible: number): number =>
  Math.max(0, heights.reduce((sum, height) => sum + height, 0) - visible);
