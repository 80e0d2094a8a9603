/**
 * Stores where the reader stands among the messages of the place that is shown, for the next start: only ids and a time. Kept apart from the
 * history (`kept-history.ts`), because it changes with each scroll.
 */
import type { ConversationId, MessageId } from '../../model/index.ts';
import type { Goal } from './goal.ts';
import { parsed } from './kept-history.ts';
import type { Place } from './place.ts';
import { entryAt, leavePlace, type PlaceHistory } from './place-history.ts';

/** What to store for a reader who stands there; null for nothing: at the end, or where no messages are shown. */
export const standToKeep = (place: Place, stand: Goal): string | null =>
  place.kind === 'conversation' && stand.kind !== 'end'
    ? JSON.stringify({ of: place.id, id: stand.id, at: stand.at })
    : null;

/**
 * The history with the stored stand (`kept`) in the place that is shown first: its messages open there. The history stays as it was if nothing
 * readable was stored, or if the stand is of another conversation.
 */
export const withKeptStand = (history: PlaceHistory, kept: string | null): PlaceHistory => {
  const { place } = entryAt(history);
  const stand = standOf(kept);
  if (place.kind !== 'conversation' || stand?.of !== place.id) return history;
  return leavePlace(history, { stand: { kind: 'stood', id: stand.id, at: stand.at }, focus: null });
};

interface Stand {
  readonly of: ConversationId;
  readonly id: MessageId;
  /** When the message was written, ms. */
  readonly at: number;
}

const standOf = (kept: string | null): Stand | null => {
  const value = parsed(kept);
  if (typeof value !== 'object' || value === null) return null;
  if (!('of' in value) || !('id' in value) || !('at' in value)) return null;
  const { of, id, at } = value;
  return typeof of === 'string' && typeof id === 'string' && Number.isFinite(at)
    ? { of: of as ConversationId, id: id as MessageId, at: Number(at) }
    : null;
};
