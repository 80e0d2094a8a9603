/** What has to be carried: by key or index only, so that live queries stay cheap. */
import type { MessageId } from '../../model/index.ts';
import type { OutboxRow } from '../carry-rows.ts';
import type { Reads } from '../reading-tables.ts';

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
  const keys: readonly unknown[] = await database.outbox.orderBy('[linkId+state.kind]').uniqueKeys();
  const combinations = keys.filter(isCombination);
  const rowsOf = async (wanted: (kind: Kind) => boolean): Promise<OutboxRow[]> => {
    const found = await Promise.all(
      combinations
        .filter(([, kind]) => wanted(kind))
        .map((combination) =>
          database.outbox.where('[linkId+state.kind]').equals(combination).limit(limit).toArray(),
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

type Kind = OutboxRow['state']['kind'];

/** A key of `[linkId+state.kind]`: every row has both. */
const isCombination = (key: unknown): key is [linkId: string, kind: Kind] =>
  Array.isArray(key) && key.length === 2;
