/** Reads for pages about links and what was carried: by key or index only, so that live queries stay cheap. */
import { contestedAmong, type AccountId, type Contested, type MessageId } from '../model/index.ts';
import type { CounterpartRow, LinkRow, NotCarriedRow, OutboxRow } from './carry-rows.ts';
import type { IsthmusDatabase } from './database.ts';
import { allOf, andThen } from './steps.ts';

/** All links, in a stable order. */
export const readLinks = (database: IsthmusDatabase): Promise<LinkRow[]> => database.links.toArray();

/** Every row that one of these messages belongs to, as origin or as copy, each once. */
export const readCounterparts = (
  database: IsthmusDatabase,
  ids: readonly MessageId[],
): Promise<CounterpartRow[]> =>
  andThen(
    allOf([
      database.counterparts.bulkGet([...ids]),
      database.counterparts.where('copies').anyOf(ids).toArray(),
    ]),
    ([origins, copies]) => {
      const rows = new Map<MessageId, CounterpartRow>();
      for (const row of [...origins, ...copies]) if (row) rows.set(row.id, row);
      return [...rows.values()];
    },
  );

/** The outbox rows of these messages. */
export const readOutboxOf = async (
  database: IsthmusDatabase,
  ids: readonly MessageId[],
): Promise<Map<MessageId, OutboxRow>> => {
  const rows = await database.outbox.bulkGet([...ids]);
  return new Map(rows.flatMap((row) => (row ? [[row.messageId, row] as const] : [])));
};

/** Outbox rows that wait or failed, at most `limit` of each, oldest first; those that the user discarded are left out. */
export const readOutbox = (
  database: IsthmusDatabase,
  limit: number,
): Promise<{ readonly waiting: OutboxRow[]; readonly failed: OutboxRow[] }> => {
  const rowsOf = (
    combinations: readonly Combination[],
    wanted: (kind: OutboxRow['state']['kind']) => boolean,
  ): Promise<OutboxRow[]> => {
    const reads = combinations
      .filter(([, kind]) => wanted(kind))
      .map((combination) =>
        database.outbox
          .where('[linkId+state.kind]')
          .equals([...combination])
          .limit(limit)
          .toArray(),
      );
    return andThen(allOf(reads), (found) =>
      found
        .flat()
        .sort((a, b) => a.at - b.at)
        .slice(0, limit),
    );
  };
  // Which links have rows of which state: the outbox itself may hold thousands while a new link is carried.
  return andThen(database.outbox.orderBy('[linkId+state.kind]').uniqueKeys(), (keys) => {
    const combinations = keys as unknown as readonly Combination[];
    return andThen(
      allOf([
        rowsOf(combinations, (kind) => kind === 'failed'),
        rowsOf(combinations, (kind) => kind !== 'failed' && kind !== 'discarded'),
      ]),
      ([failed, waiting]) => ({ failed, waiting }),
    );
  });
};

type Combination = readonly [linkId: string, kind: OutboxRow['state']['kind']];

/** What was not carried over one link, and why. */
export const readNotCarried = (database: IsthmusDatabase, linkId: string): Promise<NotCarriedRow[]> =>
  database.notCarried.where('linkId').equals(linkId).toArray();

/** Reads all people of these accounts: not for live queries. */
export const readContested = async (
  database: IsthmusDatabase,
  accounts: readonly AccountId[],
): Promise<Contested> =>
  contestedAmong(
    await database.people
      .where('accountId')
      .anyOf([...accounts])
      .toArray(),
  );
