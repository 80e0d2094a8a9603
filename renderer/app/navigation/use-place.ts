/** The place that is shown, and the way back: the history of places at work. */
import { useCallback, useEffect, useMemo, useReducer, useRef } from 'react';
import { flushSync } from 'react-dom';
import type { Directory } from '../directory/use-directory.ts';
import type { ConversationId, MessageId } from '../../model/index.ts';
import { readMessageRow } from '../../store/index.ts';
import { query } from '../queries/query.ts';
import { caughtBy } from '../world/log-caught.ts';
import { useWorld } from '../world/world.ts';
import { historyToKeep, keptHistory } from './kept-history.ts';
import { withKeptStand } from './kept-stand.ts';
import { focusBox, focusIn, placeLeft, returnFocus } from './leaving.ts';
import type { Goal } from './goal.ts';
import { sightOn, type Place, type Sight } from './place.ts';
import {
  canGoTo,
  entryAt,
  goTo,
  lastStand,
  leavePlace,
  placesAround,
  pushPlace,
  replacePlace,
  type FocusLeft,
  type PlaceEntry,
  type PlaceHistory,
  type PlaceLeft,
} from './place-history.ts';
import { storedStand, useKeptStand } from './use-kept-stand.ts';

const key = 'isthmus.place';

const stored = (): string | null => {
  try {
    return localStorage.getItem(key);
  } catch {
    // Harmless: as good as nothing kept.
    return null;
  }
};

const messageOf = (id: MessageId) =>
  query('kept-thread', ['messages'], (tables) => readMessageRow(tables, id));

type Move =
  | { readonly kind: 'open'; readonly place: Place; readonly left: PlaceLeft }
  | { readonly kind: 'go'; readonly by: -1 | 1; readonly left: PlaceLeft }
  /** The first message of the entry's thread has gone. */
  | { readonly kind: 'drop-thread'; readonly entry: PlaceEntry };

const moved = (history: PlaceHistory, move: Move, sight: Sight): PlaceHistory => {
  switch (move.kind) {
    case 'open':
      return opened(leavePlace(history, move.left), move.place, sight);
    case 'go':
      return canGoTo(history, move.by, sight)
        ? goTo(leavePlace(history, move.left), move.by, sight)
        : history;
    case 'drop-thread': {
      // Only what the user has not left already.
      const entry = entryAt(history);
      return entry === move.entry && entry.place.kind === 'conversation'
        ? replacePlace(history, { ...entry.place, thread: null, goal: null })
        : history;
    }
  }
};

/** The new place. A thread that covered its messages leaves them, when it is closed, as they stood before it. */
const opened = (history: PlaceHistory, place: Place, sight: Sight): PlaceHistory => {
  const { place: before, left } = entryAt(history);
  const next = pushPlace(history, place, sight);
  const covered = before.kind === 'conversation' && before.thread !== null && left?.stand === null;
  if (!covered || place.kind !== 'conversation' || place.thread !== null || place.goal !== null) return next;
  const stand = lastStand(history, place, sight);
  return stand === null ? next : leavePlace(next, { stand, thread: null, focus: null });
};

/** Where the user is, and how they move. */
export interface PlaceShown {
  readonly place: Place;
  /** Where to go among the messages, and in the thread: to what the user is led to, or back to where they stood. */
  readonly goals: { readonly messages: Goal | null; readonly thread: Goal | null };
  /** `focus` says that the box to write in gets the focus there, whatever has it now, and `typed`, which was typed for it already. */
  readonly open: (place: Place, focus?: 'box', typed?: string) => void;
  /** Back (-1) or forward (1). */
  readonly go: (by: -1 | 1) => void;
  readonly canGoBack: boolean;
  readonly canGoForward: boolean;
  /** The conversations where the user was and that are still there, as they are listed: the one they came from first. */
  readonly visited: () => readonly ConversationId[];
}

/**
 * The place that is shown, as it was when Isthmus was last open; kept for the next start (a convenience only: failing to keep it is no
 * harm). What has gone meanwhile is dropped. `listIsPlace`: the list fills the window.
 */
export const usePlace = ({ conversations, pairs }: Directory, listIsPlace: boolean): PlaceShown => {
  const { queries, door } = useWorld();
  const shownAs = useMemo(() => {
    const listed = new Set(conversations.map(({ id }) => id));
    return (id: ConversationId) => pairs.get(id)?.mattermost.id ?? (listed.has(id) ? id : null);
  }, [conversations, pairs]);
  const sight = useMemo(() => sightOn({ shownAs, listIsPlace }), [shownAs, listIsPlace]);
  const isThere = (id: ConversationId): boolean => shownAs(id) !== null;

  // React runs the reducer of the newest drawing, so that a move is judged by what is there then.
  const [history, move] = useReducer(
    (before: PlaceHistory, one: Move) => moved(before, one, sight),
    null,
    () => withKeptStand(keptHistory(stored(), isThere), storedStand(), shownAs),
  );
  const entry = entryAt(history);
  const { place, left } = entry;
  const thread = place.kind === 'conversation' ? place.thread : null;
  const led = place.kind === 'conversation' && left === null ? place.goal : null;

  // Who was led to a reply sees it, also where the first message of its thread is not here.
  const wasLed = place.kind === 'conversation' && place.goal !== null;
  useEffect(() => {
    if (thread === null || wasLed) return;
    queries
      .once(messageOf(thread))
      .then((root) => {
        if (!root) move({ kind: 'drop-thread', entry });
      })
      .catch(caughtBy(door, 'kept-thread'));
  }, [queries, door, entry, thread, wasLed]);

  const kept = historyToKeep(history, isThere);
  useEffect(() => {
    try {
      localStorage.setItem(key, kept);
    } catch {
      // Harmless: on a full disk the next start shows the list alone.
    }
  }, [kept]);

  useKeptStand(place, shownAs);

  const lastFocus = useRef<FocusLeft | null>(null);
  useEffect(() => {
    const onFocus = ({ target }: FocusEvent): void => {
      if (target instanceof Element) lastFocus.current = focusIn(target) ?? lastFocus.current;
    };
    addEventListener('focusin', onFocus);
    return () => removeEventListener('focusin', onFocus);
  }, []);
  const comes = useRef<'by-choice' | 'back' | { readonly toWrite: string }>('by-choice');
  const isFirst = useRef(true);
  useEffect(() => {
    // At the start nothing has the focus yet; later, what the place covers (the list, a conversation) may have had it.
    const isLost = !isFirst.current && document.activeElement === document.body;
    isFirst.current = false;
    lastFocus.current = null;
    const how = comes.current;
    comes.current = 'by-choice';
    if (typeof how === 'object')
      return focusBox(entry.place.kind === 'conversation' && entry.place.thread !== null, how.toWrite);
    if (how === 'by-choice' && !isLost) return;
    return returnFocus(entry.left?.focus ?? null);
  }, [entry]);

  return {
    place,
    goals: {
      messages: left?.stand ?? (thread === null ? led : null),
      thread: thread === null ? null : (left?.thread ?? led),
    },
    open: useCallback((to: Place, focus?: 'box', typed = '') => {
      comes.current = focus === 'box' ? { toWrite: typed } : 'by-choice';
      const open = (): void => move({ kind: 'open', place: to, left: placeLeft(lastFocus.current) });
      // At once, because the next key belongs to the new place: until that is drawn, the box of the old one would get it.
      if (focus === 'box') flushSync(open);
      else open();
    }, []),
    go: useCallback((by: -1 | 1) => {
      comes.current = 'back';
      move({ kind: 'go', by, left: placeLeft(lastFocus.current) });
    }, []),
    canGoBack: canGoTo(history, -1, sight),
    canGoForward: canGoTo(history, 1, sight),
    visited: () => [
      ...new Set(
        placesAround(history).flatMap((one) => (one.kind === 'conversation' ? (shownAs(one.id) ?? []) : [])),
      ),
    ],
  };
};
