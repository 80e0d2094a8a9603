import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../../test/support/database.ts';
import type { Account, AccountId, Team, TeamId } from '../../model/index.ts';
import type { IsthmusDatabase } from '../database.ts';
import {
  changeAccountRow,
  readAccountIds,
  readAccountRow,
  readAccountRows,
  readAccounts,
  writeAccountRow,
} from './accounts.ts';
import { readTeamIdsOf, readTeamRow, readTeams, removeTeamRows, writeTeamRows } from './teams.ts';

let database: IsthmusDatabase;
beforeEach(() => {
  database = openDatabase();
});
afterEach(() => database.close());

const row = (id: string): Account => ({
  id: id as AccountId,
  service: 'teams',
  displayName: id,
  label: id,
  me: null,
  state: { kind: 'connecting' },
  progress: { conversations: { total: 0, readable: 0, complete: 0, setBack: 0 }, messages: 0 },
  currentAt: null,
});

it('accounts are read all, by id, and as ids alone', async () => {
  for (const id of ['b', 'a']) await writeAccountRow(database, row(id));
  expect((await readAccounts(database)).map(({ id }) => id)).toEqual(['a', 'b']);
  expect(await readAccountRow(database, row('b').id)).toEqual(row('b'));
  expect(await readAccountRows(database, ['c', 'a'] as AccountId[])).toEqual([undefined, row('a')]);
  expect(await readAccountIds(database)).toEqual(['a', 'b']);
});

it('teams are read all, by id, and as ids of one account', async () => {
  const team = (id: string, accountId: AccountId): Team => ({
    id: id as TeamId,
    accountId,
    name: 'Field',
    description: '',
    notRead: null,
  });
  const [first, second] = [team('a/team', row('a').id), team('b/team', row('b').id)];
  await writeTeamRows(database, [first, second]);
  expect(await readTeams(database)).toEqual([first, second]);
  expect(await readTeamRow(database, second.id)).toEqual(second);
  expect(await readTeamIdsOf(database, row('a').id)).toEqual([first.id]);
  await removeTeamRows(database, [first.id]);
  expect(await readTeams(database)).toEqual([second]);
});

it('an account is changed from its stored form, made if it is missing, or not changed', async () => {
  const { id } = row('a');
  expect(await changeAccountRow(database, id, (stored) => stored ?? null)).toBeNull();
  expect(await readAccounts(database)).toEqual([]);
  const made = await changeAccountRow(database, id, (stored) => stored ?? row('a'));
  expect(made).toEqual(row('a'));
  await changeAccountRow(database, id, (stored) => (stored ? { ...stored, currentAt: 7 } : null));
  expect(await changeAccountRow(database, id, () => null)).toBeNull();
  expect(await readAccountRow(database, id)).toEqual({ ...row('a'), currentAt: 7 });
});
