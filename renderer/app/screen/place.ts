/** What the main screen shows, and how that is kept for the next start. */
import type { ConversationId, MessageId } from '../../model/index.ts';
import type { Goal } from '../navigation/goal.ts';

export type Place =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'links' }
  | {
      readonly kind: 'conversation';
      readonly id: ConversationId;
      readonly thread: MessageId | null;
      /** The message to show, in the thread when one is open. */
      readonly goal: Goal | null;
    };

export const nowhere: Place = { kind: 'nothing' };

/** The place as it is kept: ids alone. */
export const placeToKeep = (place: Place): string =>
  JSON.stringify(place.kind === 'conversation' ? { id: place.id, thread: place.thread } : null);

/** The place that was kept; nowhere for anything that is not one. `isThere`: the conversation is still on this computer. */
export const keptPlace = (kept: string | null, isThere: (id: ConversationId) => boolean): Place => {
  const value = parsed(kept);
  if (typeof value !== 'object' || value === null || !('id' in value)) return nowhere;
  const { id } = value;
  if (typeof id !== 'string' || !isThere(id as ConversationId)) return nowhere;
  const thread = 'thread' in value && typeof value.thread === 'string' ? (value.thread as MessageId) : null;
  return { kind: 'conversation', id: id as ConversationId, thread, goal: null };
};

const parsed = (text: string | null): unknown => {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    // Harmless: what is no JSON is as good as no place kept.
    return null;
  }
};
