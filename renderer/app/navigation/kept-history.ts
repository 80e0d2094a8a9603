/** Stores the history of places for the next start: only ids, without the messages to go to. */
import type { ConversationId, MessageId } from '../../model/index.ts';
import { nowhere, type Place } from './place.ts';
import { historyAt, longestHistory, type PlaceHistory } from './place-history.ts';

/** Whether a conversation is still on this computer. */
type IsThere = (id: ConversationId) => boolean;

/** The history without places that no longer exist. If the present place is gone, it becomes nowhere. */
export const historyToKeep = (history: PlaceHistory, isThere: IsThere): string => {
  const { entries, at } = tidied(
    history.entries.map(({ place }) => place),
    history.at,
    isThere,
  );
  return JSON.stringify({
    at,
    places: entries.map(({ place }) =>
      place.kind === 'conversation' ? { kind: place.kind, id: place.id, thread: place.thread } : place,
    ),
  });
};

/** Reads the stored history, without places that are gone; nowhere if it is unreadable. */
export const keptHistory = (kept: string | null, isThere: IsThere): PlaceHistory => {
  const value = parsed(kept);
  if (typeof value !== 'object' || value === null) return historyAt(nowhere);
  // Versions up to 0.1 stored one place only.
  if ('id' in value) return tidied([placeOf({ ...value, kind: 'conversation' })], 0, isThere);
  const places = 'places' in value && Array.isArray(value.places) ? value.places.map(placeOf) : [];
  const at = 'at' in value && typeof value.at === 'number' ? value.at : -1;
  return tidied(places, at, isThere);
};

/** Places without those that have gone, and each once where neighbours are the same. */
const tidied = (places: readonly Place[], at: number, isThere: IsThere): PlaceHistory => {
  const kept: Place[] = [];
  let keptAt = -1;
  places.forEach((place, index) => {
    const isGone = place.kind === 'conversation' && !isThere(place.id);
    if (isGone && index !== at) return;
    const still = isGone ? nowhere : withoutGoal(place);
    if (!isSame(kept.at(-1), still)) kept.push(still);
    if (index === at) keptAt = kept.length - 1;
  });
  if (keptAt < 0) return historyAt(nowhere);
  const first = Math.max(0, Math.min(keptAt, kept.length - longestHistory));
  return {
    entries: kept.slice(first, first + longestHistory).map((place) => ({ place, left: null })),
    at: keptAt - first,
  };
};

const withoutGoal = (place: Place): Place =>
  place.kind === 'conversation' ? { ...place, goal: null } : place;

const isSame = (one: Place | undefined, other: Place): boolean =>
  one?.kind === other.kind &&
  (one.kind !== 'conversation' ||
    (other.kind === 'conversation' && one.id === other.id && one.thread === other.thread));

const placeOf = (value: unknown): Place => {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return nowhere;
  if (value.kind === 'links') return { kind: 'links' };
  if (value.kind !== 'conversation' || !('id' in value) || typeof value.id !== 'string') return nowhere;
  const thread = 'thread' in value && typeof value.thread === 'string' ? (value.thread as MessageId) : null;
  return { kind: 'conversation', id: value.id as ConversationId, thread, goal: null };
};

/** The value of a stored text; null if it is no JSON. */
export const parsed = (text: string | null): unknown => {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    // Harmless: a text that is no JSON counts as no history.
    return null;
  }
};
