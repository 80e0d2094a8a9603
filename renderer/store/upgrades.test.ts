/** Each step of the schema, from the version before: rows as that version wrote them. */
import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, it } from 'vitest';
import { databaseName, IsthmusDatabase } from './database.ts';
import { openDatabase } from './open.ts';

/** A disk with a database of an older version in it. */
const diskOf = async (
  version: number,
  stores: Readonly<Record<string, string>>,
  rows: Readonly<Record<string, readonly object[]>>,
): Promise<IDBFactory> => {
  const indexedDB = new IDBFactory();
  const old = new Dexie(databaseName, { indexedDB, IDBKeyRange });
  old.version(version).stores(stores);
  await old.open();
  for (const [table, some] of Object.entries(rows)) await old.table(table).bulkAdd([...some]);
  old.close();
  return indexedDB;
};

it('4: teams of version 3 can be listed, and nothing read is known of conversations that have gone', async () => {
  const team = { id: 't/team/1', accountId: 't', name: 'Field', description: '' };
  const conversation = { id: 't/chat/1', accountId: 't', readAt: 7, readKeptBy: 'isthmus' };
  const indexedDB = await diskOf(
    3,
    { teams: 'id, accountId', conversations: 'id, accountId' },
    { teams: [team], conversations: [conversation] },
  );
  const database = new IsthmusDatabase({ indexedDB, IDBKeyRange });
  expect(await openDatabase(database)).toEqual({ kind: 'open' });
  expect(await database.teams.toArray()).toEqual([{ ...team, notRead: null }]);
  expect(await database.conversations.toArray()).toEqual([conversation]);
  expect(await database.readPlaces.toArray()).toEqual([]);
  database.close();
});

it('5: a conversation that was refused is read anew, others as far as they were, and no account waits for any', async () => {
  const cursor = (conversationId: string, history: object) => ({
    conversationId,
    accountId: 't',
    history,
    changes: 'c',
    pulledAt: 7,
  });
  const partial = cursor('t/chat/2', { kind: 'partial', position: 'p', oldest: 3 });
  const progress = { conversations: { total: 2, readable: 2, complete: 1 }, messages: 9 };
  const indexedDB = await diskOf(
    4,
    { cursors: 'conversationId, accountId', accounts: 'id' },
    {
      cursors: [cursor('t/chat/1', { kind: 'refused', code: 'Forbidden' }), partial],
      accounts: [{ id: 't', progress }],
    },
  );
  const database = new IsthmusDatabase({ indexedDB, IDBKeyRange });
  expect(await openDatabase(database)).toEqual({ kind: 'open' });
  expect(await database.cursors.toArray()).toEqual([
    { ...cursor('t/chat/1', { kind: 'unstarted' }), changes: null },
    partial,
  ]);
  expect(await database.accounts.toArray()).toEqual([
    { id: 't', progress: { ...progress, conversations: { ...progress.conversations, setBack: 0 } } },
  ]);
  expect(await database.setbacks.toArray()).toEqual([]);
  database.close();
});

it('6: people of version 5 are found by what they claim', async () => {
  const person = { id: 'm/user/1', accountId: 'm', displayName: 'Ada', claims: 'user/ada' };
  const indexedDB = await diskOf(5, { people: 'id, accountId' }, { people: [person] });
  const database = new IsthmusDatabase({ indexedDB, IDBKeyRange });
  expect(await openDatabase(database)).toEqual({ kind: 'open' });
  expect(await database.people.where('claims').equals('user/ada').toArray()).toEqual([person]);
  database.close();
});
