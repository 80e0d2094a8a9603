/** Reads messages with their copies, by key or index only, so that live queries stay cheap. */
import type { MessageId } from '../../model/index.ts';
import type { CounterpartRow } from '../carry-rows.ts';
import type { IsthmusDatabase } from '../database.ts';
import type { Reads } from '../reading-tables.ts';
import { ofKeys } from '../some-keys.ts';
import { getRows } from '../many-rows.ts';
import { countPairs } from './count-pairs.ts';

/** The rows whose origin is one of these messages, by the origin. */
export const readOrigins = async (
  { counterparts }: Reads<'counterparts'>,
  ids: readonly MessageId[],
): Promise<Map<MessageId, CounterpartRow>> => {
  const rows = await getRows(counterparts, ids);
  return new Map(rows.flatMap((row) => (row ? [[row.id, row] as const] : [])));
};

/**
 * The rows in which one of these messages is a copy, by the copy. One request is made for each, at the same time: a cursor would wait at
 * each step.
 */
export const readCopies = async (
  { counterparts }: Reads<'counterparts'>,
  ids: readonly MessageId[],
): Promise<Map<MessageId, readonly CounterpartRow[]>> => {
  const rows = await Promise.all(ids.map((id) => counterparts.where('copies').equals(id).toArray()));
  return new Map(ids.map((id, at) => [id, rows[at] ?? []]));
};

export const readCounterpartRow = (
  { counterparts }: Reads<'counterparts'>,
  origin: MessageId,
): Promise<CounterpartRow | undefined> => counterparts.get(origin);

/** The rows in which one of these messages is a copy; a row with several of them comes several times. */
export const readCopyRows = (
  { counterparts }: Reads<'counterparts'>,
  ids: readonly MessageId[],
): Promise<CounterpartRow[]> => ofKeys(counterparts.where('copies'), ids).toArray();

/** The rows in which one of these messages is a copy, and then those in which one of them is the origin. */
export const readPairRows = async (
  tables: Reads<'counterparts'>,
  ids: readonly MessageId[],
): Promise<CounterpartRow[]> => {
  const [asCopies, asOrigins] = await Promise.all([
    readCopyRows(tables, ids),
    ofKeys(tables.counterparts.where('id'), ids).toArray(),
  ]);
  return [...asCopies, ...asOrigins];
};

/** All rows of one link. */
export const readCounterpartRowsOf = (
  { counterparts }: Reads<'counterparts'>,
  linkId: string,
): Promise<CounterpartRow[]> => counterparts.where('linkId').equals(linkId).toArray();

/** How many messages each carried over each link, by the link. Their keys are counted, and no row is read. */
export const countCounterparts = ({
  counterparts,
}: Reads<'counterparts'>): Promise<ReadonlyMap<string, ReadonlyMap<CounterpartRow['carriedBy'], number>>> =>
  countPairs(counterparts, '[linkId+carriedBy]');

export const writeCounterpartRow = async (
  { counterparts }: IsthmusDatabase,
  row: CounterpartRow,
): Promise<void> => {
  await counterparts.put(row);
};
