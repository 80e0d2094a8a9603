import { useMemo } from 'react';
import type { Conversation, ConversationId } from '../../model/index.ts';
import { readCursorRows, type HistoryCursor } from '../../store/index.ts';
import { query } from '../queries/query.ts';
import { useQuery } from '../world/use-query.ts';

export interface History {
  /** The side whose older messages can still be fetched; null if there is none. */
  readonly unfinished: ConversationId | null;
  /** The state of the beginning; of two sides the more informative one. */
  readonly cursor: HistoryCursor | null;
}

const order: readonly (HistoryCursor['kind'] | null)[] = [
  'unstarted',
  null,
  'partial',
  'limited',
  'complete',
];

/** How far the history of a conversation has been fetched; of two sides the less complete one. */
export const historyOf = (
  sides: readonly { readonly id: ConversationId; readonly cursor: HistoryCursor | null }[],
): History => {
  const sorted = [...sides].sort(
    (a, b) => order.indexOf(a.cursor?.kind ?? null) - order.indexOf(b.cursor?.kind ?? null),
  );
  const [first] = sorted;
  const kind = first?.cursor?.kind ?? null;
  const more = kind === null || kind === 'partial' || kind === 'unstarted';
  return { unfinished: more ? (first?.id ?? null) : null, cursor: first?.cursor ?? null };
};

/** `historyOf` as a live query; null before the database has answered. */
export const useHistory = (sides: readonly Conversation[]): History | null => {
  const key = JSON.stringify(sides.map(({ id }) => id));
  const asked = useMemo(
    () =>
      query('history', ['cursors'], (tables) => readCursorRows(tables, JSON.parse(key) as ConversationId[])),
    [key],
  );
  const cursors = useQuery(asked);
  if (cursors === undefined) return null;
  return historyOf(sides.map(({ id }, at) => ({ id, cursor: cursors[at]?.history ?? null })));
};
