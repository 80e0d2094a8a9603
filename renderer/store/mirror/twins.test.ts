import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { AccountId, PersonId, PersonTwins } from '../../model/index.ts';
import { IsthmusDatabase } from '../database.ts';
import {
  areTwinsFilledBy,
  beginTwins,
  readTwinRows,
  readTwins,
  removeTwinsOf,
  writeTwinRows,
} from './twins.ts';

let database: IsthmusDatabase;
beforeEach(() => {
  database = new IsthmusDatabase({ indexedDB: new IDBFactory(), IDBKeyRange });
});
afterEach(() => database.close());

const id = (text: string): PersonId => text as PersonId;
const accountOf = (of: string): AccountId => of.slice(0, 1) as AccountId;
const row = (of: string, ...twins: readonly string[]): PersonTwins => ({
  id: id(of),
  accountId: accountOf(of),
  twins: twins.map((twin) => ({ id: id(twin), accountId: accountOf(twin), connected: true })),
});
const all = () => database.twins.toArray();

it('twins are read by person, and for a pair of accounts', async () => {
  await writeTwinRows(database, [row('m/ada', 't/ada', 'u/ada'), row('t/ada', 'm/ada')]);
  expect([...(await readTwinRows(database, [id('m/ada'), id('m/nobody')])).keys()]).toEqual(['m/ada']);
  const sides = {
    accounts: { mattermost: accountOf('m'), teams: accountOf('u') },
    me: { mattermost: null, teams: null },
  };
  expect([...(await readTwins(database, [id('m/ada')], sides))]).toEqual([
    ['m/ada', 'u/ada'],
    ['u/ada', 'm/ada'],
  ]);
});

it('a person without a twin has no row', async () => {
  await writeTwinRows(database, [row('m/ada', 't/ada'), row('m/ben', 't/ben')]);
  await writeTwinRows(database, [row('m/ada')]);
  expect(await all()).toEqual([row('m/ben', 't/ben')]);
});

it('twins are deleted with an account, in the rows of other accounts too', async () => {
  await writeTwinRows(database, [
    row('m/ada', 't/ada', 'u/ada'),
    row('m/ben', 't/ben'),
    row('t/ada', 'm/ada'),
    row('t/ben', 'm/ben'),
    row('u/ada', 'm/ada'),
  ]);
  await removeTwinsOf(database, accountOf('t'));
  expect(await all()).toEqual([row('m/ada', 'u/ada'), row('u/ada', 'm/ada')]);
});

it('the table has the version of the rule that filled it', async () => {
  await writeTwinRows(database, [row('m/ada', 't/ada')]);
  expect(await areTwinsFilledBy(database, 1)).toBe(false);
  await beginTwins(database, 1);
  expect(await all()).toEqual([]);
  expect(await areTwinsFilledBy(database, 1)).toBe(true);
  expect(await areTwinsFilledBy(database, 2)).toBe(false);
});
