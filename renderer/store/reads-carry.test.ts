import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountId, MessageId, Person } from '../model/index.ts';
import type { CounterpartRow, OutboxRow } from './carry-rows.ts';
import { IsthmusDatabase } from './database.ts';
import { readContested, readCopies, readOrigins, readOutbox } from './reads-carry.ts';

let database: IsthmusDatabase;
beforeEach(() => {
  database = new IsthmusDatabase({ indexedDB: new IDBFactory(), IDBKeyRange });
});
afterEach(() => database.close());

describe('counterparts', () => {
  it('are found from the origin and from each copy', async () => {
    const row = { id: 'o', copies: ['k1', null, 'k2'] } as unknown as CounterpartRow;
    await database.counterparts.bulkPut([row, { ...row, id: 'x' as MessageId, copies: [] }]);
    const ids = ['o', 'k1', 'k2', 'y'] as MessageId[];
    expect([...(await readOrigins(database, ids))]).toEqual([['o', row]]);
    const copies = await readCopies(database, ids);
    expect(ids.map((id) => copies.get(id))).toEqual([[], [row], [row], []]);
  });
});

describe('the outbox', () => {
  const row = (key: string, linkId: string, at: number, kind: string): OutboxRow =>
    ({ messageId: key, linkId, at, state: { kind } }) as unknown as OutboxRow;
  it('is read by what waits and what failed, oldest first, without what was discarded, and never whole', async () => {
    await database.outbox.bulkPut([
      row('a', 'l1', 5, 'failed'),
      row('b', 'l2', 3, 'failed'),
      row('c', 'l1', 4, 'waiting'),
      row('d', 'l2', 1, 'queued'),
      row('e', 'l1', 2, 'discarded'),
      row('f', 'l3', 6, 'sending'),
      row('g', 'l3', 7, 'uploading'),
    ]);
    const ids = (rows: readonly OutboxRow[]) => rows.map(({ messageId }) => messageId);
    const all = await readOutbox(database, 10);
    expect([ids(all.failed), ids(all.waiting)]).toEqual([
      ['b', 'a'],
      ['d', 'c', 'f', 'g'],
    ]);
    const some = await readOutbox(database, 2);
    expect([some.failed.length, some.waiting.length]).toEqual([2, 2]);
  });
});

describe('what tells nobody apart', () => {
  it('is a claim of two people, or an address that two people of one account have', async () => {
    const person = (account: string, key: string, claims: string | null, email: string | null): Person =>
      ({ id: `${account}/${key}`, accountId: account, claims, email }) as unknown as Person;
    await database.people.bulkPut([
      person('m', '1', 'ada', 'a@x'),
      person('m', '2', 'ada', 'b@x'),
      person('m', '3', 'ben', 'b@x'),
      person('t', '1', null, 'a@x'),
      person('t', '2', null, null),
      person('other', '1', 'ben', 'c@x'),
    ]);
    const contested = await readContested(database, ['m', 't'] as AccountId[]);
    expect([...contested.claims]).toEqual(['ada']);
    expect([...contested.addresses]).toEqual(['b@x']);
  });
});
