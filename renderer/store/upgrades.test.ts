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
