/**
 * Reads and writes the outbox of carrying, by key or index only, so that live queries stay cheap. An open row has a lane and is found by
 * it; a settled row has none.
 */
import type { MessageId } from '../../model/index.ts';
import type { CarriedFile, OutboxRow, OutboxState } from '../carry-rows.ts';
import type { IsthmusDatabase } from '../database.ts';
import type { Reads } from '../reading-tables.ts';
import { ofKeys } from '../some-keys.ts';
import { getRows, putRows } from '../many-rows.ts';
import { countPairs } from './count-pairs.ts';

/** The outbox rows of these messages. */
export const readOutboxOf = async (
  database: Reads<'outbox'>,
  ids: readonly MessageId[],
): Promise<Map<MessageId, OutboxRow>> => {
  const rows = await getRows(database.outbox, ids);
  return new Map(rows.flatMap((row) => (row ? [[row.messageId, row] as const] : [])));
};

/** The rows of these links that are in one state. */
export const readOutboxRowsIn = (
  { outbox }: Reads<'outbox'>,
  linkIds: readonly string[],
  kind: Kind,
): Promise<OutboxRow[]> =>
  ofKeys(
    outbox.where('[linkId+state.kind]'),
    linkIds.map((id) => [id, kind]),
  ).toArray();

/** Rows that wait and rows that failed, at most `limit` of each, oldest first. Rows that the user discarded are left out. */
export const readOutbox = async (
  database: Reads<'outbox'>,
  limit: number,
): Promise<{ readonly waiting: OutboxRow[]; readonly failed: OutboxRow[] }> => {
  // Finds which links have rows of which state, without reading the rows: there may be thousands while a new link is carried.
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

/** A row without its lane. */
export type UnplacedOutboxRow = Omit<OutboxRow, 'lane'>;

/** Whether a row failed or was discarded. Such a row waits for the user. */
export const isSettled = ({ kind }: OutboxState): boolean => kind === 'failed' || kind === 'discarded';

/** The lane of one direction of a link. Its rows are carried one after the other. */
export const laneOf = ({ linkId, service }: Pick<OutboxRow, 'linkId' | 'service'>): string =>
  `${linkId} ${service}`;

const placed = (row: UnplacedOutboxRow): OutboxRow => {
  const { messageId, linkId, service, at, state, seen, files } = row;
  return {
    messageId,
    linkId,
    service,
    at,
    state,
    ...(seen === undefined ? {} : { seen }),
    ...(isSettled(state) ? {} : { lane: laneOf(row) }),
    ...(files === undefined ? {} : { files }),
  };
};

export const readOutboxRow = (
  { outbox }: Reads<'outbox'>,
  messageId: MessageId,
): Promise<OutboxRow | undefined> => outbox.get(messageId);

/** Writes rows. Each replaces the earlier row of its message. */
export const putOutbox = async (
  database: Pick<IsthmusDatabase, 'outbox'>,
  rows: readonly UnplacedOutboxRow[],
): Promise<void> => {
  await putRows(database.outbox, rows.map(placed));
};

/** Changes a row's state. Does nothing if the row is gone. */
export const setOutboxState = async (
  { outbox }: Pick<IsthmusDatabase, 'outbox'>,
  messageId: MessageId,
  state: OutboxState,
): Promise<void> => {
  await outbox
    .where('messageId')
    .equals(messageId)
    .modify((row, held) => {
      held.value = placed({ ...row, state });
    });
};

/** Stores how far a message's files have been carried. Does nothing if its row is gone. */
export const setOutboxFiles = async (
  { outbox }: Pick<IsthmusDatabase, 'outbox'>,
  messageId: MessageId,
  files: readonly CarriedFile[],
): Promise<void> => {
  await outbox.update(messageId, { files });
};

/** Stores how often a relay's new message was forbidden. Does nothing if its row is gone. */
export const setOutboxRefusals = async (
  { outbox }: Pick<IsthmusDatabase, 'outbox'>,
  messageId: MessageId,
  refusals: number | undefined,
): Promise<void> => {
  await outbox.update(messageId, { refusals });
};

/** The first open rows of a lane behind the first `passed`, oldest message first. No other row is read. */
export const readLane = (
  { outbox }: Reads<'outbox'>,
  lane: Pick<OutboxRow, 'linkId' | 'service'>,
  limit: number,
  passed = 0,
): Promise<OutboxRow[]> => {
  const name = laneOf(lane);
  return outbox
    .where('[lane+at]')
    .between([name, -Infinity], [name, Infinity])
    .offset(passed)
    .limit(limit)
    .toArray();
};

/** The lanes that have rows. One key of each is read, and no row. */
export const readLanes = async ({ outbox }: Pick<IsthmusDatabase, 'outbox'>): Promise<readonly string[]> =>
  (await outbox.orderBy('lane').uniqueKeys()).map(String);

/** Removes the row of a message that needs nothing more. */
export const removeOutboxRow = ({ outbox }: IsthmusDatabase, messageId: MessageId): Promise<void> =>
  outbox.delete(messageId);

/** Removes the rows of a link that are in one of these states. */
export const removeOutboxRowsIn = async (
  { outbox }: IsthmusDatabase,
  linkId: string,
  kinds: readonly Kind[],
): Promise<void> => {
  await ofKeys(
    outbox.where('[linkId+state.kind]'),
    kinds.map((kind) => [linkId, kind]),
  ).delete();
};

/** How many rows of each link are in each state, by the link. */
export const countOutboxOfLinks = ({
  outbox,
}: Reads<'outbox'>): Promise<ReadonlyMap<string, ReadonlyMap<Kind, number>>> =>
  countPairs(outbox, '[linkId+state.kind]');

/** How many rows are in each state. */
export const countOutbox = async (database: Reads<'outbox'>): Promise<ReadonlyMap<Kind, number>> => {
  const sums = new Map<Kind, number>();
  for (const counts of (await countOutboxOfLinks(database)).values())
    for (const [kind, count] of counts) sums.set(kind, (sums.get(kind) ?? 0) + count);
  return sums;
};

/**
 * When the oldest of the open rows was seen, ms on this machine's clock; null if none is open, or for none it is known. Of each lane only the
 * first row is read, because what is behind it came later.
 */
export const readOldestSeen = async (database: Reads<'outbox'>): Promise<number | null> =>
  leastOf((await readHeads(database)).flatMap(({ seen }) => seen ?? []));

/** When the oldest message of the open rows was written, ms on its service's clock; null if none is open. */
export const readOldestOpen = async (database: Reads<'outbox'>): Promise<number | null> =>
  leastOf((await readHeads(database)).map(({ at }) => at));

const leastOf = (times: readonly number[]): number | null => (times.length === 0 ? null : Math.min(...times));

/** The first open row of each lane. */
const readHeads = async ({ outbox }: Reads<'outbox'>): Promise<readonly OutboxRow[]> => {
  const heads: OutboxRow[] = [];
  for (const lane of await outbox.orderBy('lane').uniqueKeys()) {
    const first = await outbox.where('[lane+at]').between([lane, -Infinity], [lane, Infinity]).first();
    if (first !== undefined) heads.push(first);
  }
  return heads;
};
