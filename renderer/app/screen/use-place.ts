import { useEffect, useState } from 'react';
import type { Directory } from '../directory/use-directory.ts';
import type { MessageId } from '../../model/index.ts';
import { readMessageRow } from '../../store/index.ts';
import { query } from '../queries/query.ts';
import { caughtBy } from '../world/log-caught.ts';
import { useWorld } from '../world/world.ts';
import { keptPlace, placeToKeep, type Place } from './place.ts';

const key = 'isthmus.place';

const stored = (): string | null => {
  try {
    return localStorage.getItem(key);
  } catch {
    // Harmless: as good as no place kept.
    return null;
  }
};

const messageOf = (id: MessageId) =>
  query('kept-thread', ['messages'], (tables) => readMessageRow(tables, id));

/**
 * The place that is shown, as it was when Isthmus was last open; kept for the next start (a convenience only: failing to keep it is no
 * harm). What has gone meanwhile is dropped.
 */
export const usePlace = ({ conversations, pairs }: Directory): readonly [Place, (place: Place) => void] => {
  const { queries, door } = useWorld();
  const [place, setPlace] = useState<Place>(() =>
    keptPlace(stored(), (id) => pairs.has(id) || conversations.some((one) => one.id === id)),
  );
  const [restored] = useState(place);

  useEffect(() => {
    if (restored.kind !== 'conversation' || restored.thread === null) return;
    queries
      .once(messageOf(restored.thread))
      .then((root) => {
        // Only what the user has not left already.
        if (!root) setPlace((now) => (now === restored ? { ...restored, thread: null } : now));
      })
      .catch(caughtBy(door, 'kept-thread'));
  }, [queries, door, restored]);

  const kept = placeToKeep(place);
  useEffect(() => {
    try {
      localStorage.setItem(key, kept);
    } catch {
      // Harmless: on a full disk the next start shows the list alone.
    }
  }, [kept]);
  return [place, setPlace];
};
