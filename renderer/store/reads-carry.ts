/** Reads for pages about links and what was carried: by key or index only, so that live queries stay cheap. */
import { contestedAmong, type AccountId, type Contested, type MessageId } from '../model/index.ts';
import type { CounterpartRow, NotCarriedRow, OutboxRow } from './carry-rows.ts';
import type { Reads } from './reading-tables.ts';

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

/** The outbox rows of these messages. */
export const readOutboxOf = async (
  database: Reads<'outbox'>,
  ids: readonly MessageId[],
): Promise<Map<MessageId, OutboxRow>> => {
  const rows = await database.outbox.bulkGet([...ids]);
  return new Map(rows.flatMap((row) => (row ? [[row.messageId, row] as const] : [])));
};

/** Outbox rows that wait or failed, at most `limit` of each, oldest first; those that the user discarded are left out. */
export const readOutbox = async (
  database: Reads<'outbox'>,
  limit: number,
): Promise<{ readonly waiting: OutboxRow[]; readonly failed: OutboxRow[] }> => {
  // Which links have rows of which state: the outbox itself may hold thousands while a new link is carried.
  const keys = await database.outbox.orderBy('[linkId+state.kind]').uniqueKeys();
  const combinations = keys as unknown as readonly Combination[];
  const rowsOf = async (wanted: (kind: OutboxRow['state']['kind']) => boolean): Promise<OutboxRow[]> => {
    const found = await Promise.all(
      combinations
        .filter(([, kind]) => wanted(kind))
        .map((combination) =>
          database.outbox
            .where('[linkId+state.kind]')
            .equals([...combination])
            .limit(limit)
            .toArray(),
        ),
    );
    return found
      .flat()
      .sort((a, b) => a.at - b.at)
      .slice(0, limit);
  };
  const [failed, waiting] = await Promise.all([
    rowsOf((kind) => kind === 'failed'),
    rowsOf((kind) => kind !== 'failed' && kind !== 'discarded'),
  ]);
  return { failed, waiting };
};

type Combination = readonly [linkId: string, kind: OutboxRow['state']['kind']];

/** What was not carried over one link, and why. */
export const readNotCarried = (database: Reads<'notCarried'>, linkId: string): Promise<NotCarriedRow[]> =>
  database.notCarried.where('linkId').equals(linkId).toArray();

/** Reads all people of these accounts: not for live queries. */
export const readContested = async (
  database: Reads<'people'>,
  accounts: readonly AccountId[],
): Promise<Contested> =>
  contestedAmong(
    await database.people
      .where('accountId')
      .anyOf([...accounts])
      .toArray(),
  );
