/** Where the user has been, as a browser keeps it: the entries, and at which of them the user is. Pure. */
import type { MessageId } from '../../model/index.ts';
import type { Goal } from './goal.ts';
import { nowhere, type Place, type Sight } from './place.ts';

/** A part of the screen that has the focus as a whole (`data-region`). */
export type Region = 'list' | 'messages' | 'thread';

/** What had the focus in a place: its messages or its thread, or one message there. */
export interface FocusLeft {
  readonly region: Exclude<Region, 'list'>;
  readonly message: MessageId | null;
}

/** How the user left a place. Kept in memory only, but for where they stood in the place that is shown (`kept-stand.ts`). */
export interface PlaceLeft {
  /** Among the messages: the first one in sight, or the end. Null where a thread covered them: then they stand as they stood before. */
  readonly stand: Goal | null;
  /** Among the replies of the open thread; null where none was shown. */
  readonly thread: Goal | null;
  /** What had it last in this place; null where nothing of it had. */
  readonly focus: FocusLeft | null;
}

export interface PlaceEntry {
  readonly place: Place;
  /** Null while the user has not left it. */
  readonly left: PlaceLeft | null;
}

export interface PlaceHistory {
  /** Oldest first; never empty. */
  readonly entries: readonly PlaceEntry[];
  readonly at: number;
}

/** The most entries that are kept. */
export const longestHistory = 50;

export const historyAt = (place: Place): PlaceHistory => ({ entries: [{ place, left: null }], at: 0 });

export const entryAt = ({ entries, at }: PlaceHistory): PlaceEntry =>
  entries[at] ?? { place: nowhere, left: null };

const withEntry = (history: PlaceHistory, entry: PlaceEntry): PlaceHistory => ({
  ...history,
  entries: history.entries.with(history.at, entry),
});

/** Writes down how the user leaves the place where they are. */
export const leavePlace = (history: PlaceHistory, left: PlaceLeft): PlaceHistory =>
  withEntry(history, { ...entryAt(history), left });

/**
 * How the user last left the messages of the conversation that `place` shows, in the entries from the current one back, as long as these
 * belong to that conversation; null where that is not known.
 */
export const lastStand = ({ entries, at }: PlaceHistory, place: Place, sight: Sight): Goal | null => {
  const ground = (one: Place): string | null =>
    one.kind === 'conversation' ? sight({ ...one, thread: null, goal: null }) : null;
  const wanted = ground(place);
  if (wanted === null) return null;
  for (const entry of entries.slice(0, at + 1).toReversed()) {
    if (ground(entry.place) !== wanted) return null;
    if (entry.left?.stand) return entry.left.stand;
  }
  return null;
};

/** Another place in place of the one where the user is. */
export const replacePlace = (history: PlaceHistory, place: Place): PlaceHistory =>
  withEntry(history, { place, left: null });

/** Goes to a new place; what lay ahead is forgotten. What shows the same as now is no new place. */
export const pushPlace = (history: PlaceHistory, place: Place, sight: Sight): PlaceHistory => {
  const seen = sight(entryAt(history).place);
  if (seen !== null && seen === sight(place)) return replacePlace(history, place);
  const behind = history.entries.slice(0, history.at + 1).slice(1 - longestHistory);
  return { entries: [...behind, { place, left: null }], at: behind.length };
};

/** The places around the one where the user is, the one they came from first. */
export const placesAround = ({ entries, at }: PlaceHistory): readonly Place[] =>
  [...entries.slice(at + 1), ...entries.slice(0, at).reverse()].map(({ place }) => place);

/** Where going in a direction leads: to the nearest entry that can be shown and shows something else than now; null for nowhere. */
const entryTowards = ({ entries, at }: PlaceHistory, by: -1 | 1, sight: Sight): number | null => {
  const seen = sight(entries[at]?.place ?? nowhere);
  for (let index = at + by; index >= 0 && index < entries.length; index += by) {
    const shown = sight(entries[index]?.place ?? nowhere);
    if (shown !== null && shown !== seen) return index;
  }
  return null;
};

/** Whether there is something to go to: back (-1) or forward (1). */
export const canGoTo = (history: PlaceHistory, by: -1 | 1, sight: Sight): boolean =>
  entryTowards(history, by, sight) !== null;

/** Goes back (-1) or forward (1), past what cannot be shown; the same history where nothing is there. */
export const goTo = (history: PlaceHistory, by: -1 | 1, sight: Sight): PlaceHistory => {
  const at = entryTowards(history, by, sight);
  return at === null ? history : { ...history, at };
};
