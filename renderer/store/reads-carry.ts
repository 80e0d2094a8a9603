/** Reads for pages about links and what was carried: by key or index only, so that live queries stay cheap. */
import type { AccountId, MessageId, SharedKey } from '../model/index.ts';
import type { CounterpartRow, LinkRow, NotCarriedRow, OutboxRow } from './carry-rows.ts';
import type { IsthmusDatabase } from './database.ts';

/** All links, in a stable order. */
export const readLinks = (database: IsthmusDatabase): Promise<LinkRow[]> => database.links.toArray();

/** Every row that one of these messages belongs to, as origin or as copy, each once. */
export const readCounterparts = async (
  database: IsthmusDatabase,
  ids: readonly MessageId[],
): Promise<CounterpartRow[]> => {
  if (ids.length === 0) return [];
  const [origins, copies] = await Promise.all([
    database.counterparts.bulkGet([...ids]),
    database.counterparts.where('copies').anyOf(ids).toArray(),
  ]);
  const rows = new Map<MessageId, CounterpartRow>();
  for (const row of [...origins, ...copies]) if (row) rows.set(row.id, row);
  return [...rows.values()];
};

/** The outbox rows of these messages. */
export const readOutboxOf = async (
  database: IsthmusDatabase,
  ids: readonly MessageId[],
): Promise<Map<MessageId, OutboxRow>> => {
  const rows = await database.outbox.bulkGet([...ids]);
  return new Map(rows.flatMap((row) => (row ? [[row.messageId, row] as const] : [])));
};

/** Outbox rows that wait or failed, at most `limit` of each, oldest first; those that the user discarded are left out. */
export const readOutbox = async (
  database: IsthmusDatabase,
  limit: number,
): Promise<{ readonly waiting: OutboxRow[]; readonly failed: OutboxRow[] }> => {
  // Which links have rows of which state: the outbox itself may hold thousands while a new link is carried.
  const combinations = (await database.outbox
    .orderBy('[linkId+state.kind]')
    .uniqueKeys()) as unknown as readonly (readonly [string, OutboxRow['state']['kind']])[];
  const rowsOf = async (wanted: (kind: OutboxRow['state']['kind']) => boolean): Promise<OutboxRow[]> => {
    const rows: OutboxRow[] = [];
    for (const [linkId, kind] of combinations) {
      if (!wanted(kind) || rows.length >= limit) continue;
      const found = database.outbox.where('[linkId+state.kind]').equals([linkId, kind]);
      rows.push(...(await found.limit(limit - rows.length).toArray()));
    }
    return rows.sort((a, b) => a.at - b.at);
  };
  return {
    failed: await rowsOf((kind) => kind === 'failed'),
    waiting: await rowsOf((kind) => kind !== 'failed' && kind !== 'discarded'),
  };
};

/** What was not carried over one link, and why. */
export const readNotCarried = (database: IsthmusDatabase, linkId: string): Promise<NotCarriedRow[]> =>
  database.notCarried.where('linkId').equals(linkId).toArray();

/** What more than one person says of themselves, so that it tells nobody apart. */
export interface Contested {
  /** Teams users that several people of Mattermost say to be. */
  readonly claims: ReadonlySet<SharedKey>;
  /** E-mail addresses that several people of one account have. */
  readonly addresses: ReadonlySet<string>;
}

/** Reads all people of these accounts: not for live queries. */
export const readContested = async (
  database: IsthmusDatabase,
  accounts: readonly AccountId[],
): Promise<Contested> => {
  const claims = new Set<SharedKey>();
  const addresses = new Set<string>();
  for (const account of accounts) {
    const claimed = new Set<SharedKey>();
    const known = new Set<string>();
    for (const person of await database.people.where('accountId').equals(account).toArray()) {
      if (person.claims !== null) (claimed.has(person.claims) ? claims : claimed).add(person.claims);
      if (person.email !== null) (known.has(person.email) ? addresses : known).add(person.email);
    }
  }
  return { claims, addresses };
};
