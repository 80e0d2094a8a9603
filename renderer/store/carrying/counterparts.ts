/** What messages became on the other side: by key or index only, so that live queries stay cheap. */
import type { MessageId } from '../../model/index.ts';
import type { CounterpartRow } from '../carry-rows.ts';
import type { Reads } from '../reading-tables.ts';

/** The rows whose origin is one of these messages, by it. */
export const readOrigins = async (
  { counterparts }: Reads<'counterparts'>,
  ids: readonly MessageId[],
): Promise<Map<MessageId, CounterpartRow>> => {
  const rows = await counterparts.bulkGet([...ids]);
  return new Map(rows.flatMap((row) => (row ? [[row.id, row] as const] : [])));
};

/** The rows that one of these messages is a copy in, by it. Side by side: a cursor over all of them would wait at each step. */
export const readCopies = async (
  { counterparts }: Reads<'counterparts'>,
  ids: readonly MessageId[],
): Promise<Map<MessageId, readonly CounterpartRow[]>> => {
  const rows = await Promise.all(ids.map((id) => counterparts.where('copies').equals(id).toArray()));
  return new Map(ids.map((id, at) => [id, rows[at] ?? []]));
};
