import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../../test/support/database.ts';
import { account, general } from '../../../test/support/rows.ts';
import type { AccountId } from '../../model/index.ts';
import type { IsthmusDatabase } from '../database.ts';
import type { SetbackRow } from '../rows.ts';
import { readSetbackRowsOf, readSetbacks, removeSetbackRow, writeSetbackRow } from './setbacks.ts';

let database: IsthmusDatabase;
beforeEach(() => {
  database = openDatabase();
});
afterEach(() => database.close());

const setback = (over: Partial<SetbackRow>): SetbackRow => ({
  accountId: account,
  what: 'history',
  of: general,
  reason: 'no-answer',
  status: null,
  failures: 3,
  since: 1,
  until: 2,
  ...over,
});

it('setbacks are replaced when a resource fails again, and are deleted one by one', async () => {
  const other = setback({ accountId: 't' as AccountId, of: 't/c' });
  for (const row of [setback({}), setback({ failures: 4 }), setback({ what: 'changes' }), other])
    await writeSetbackRow(database, row);
  expect(await readSetbackRowsOf(database, account)).toEqual([
    setback({ what: 'changes' }),
    setback({ failures: 4 }),
  ]);
  await removeSetbackRow(database, setback({}));
  expect(await readSetbackRowsOf(database, account)).toEqual([setback({ what: 'changes' })]);
  expect(await readSetbackRowsOf(database, other.accountId)).toEqual([other]);
});

it('setbacks of one conversation are listed together, the most important first', async () => {
  const rows = [
    setback({ what: 'members' }),
    setback({ what: 'history' }),
    setback({ what: 'changes' }),
    setback({ what: 'picture', of: 'p' }),
  ];
  for (const row of rows) await writeSetbackRow(database, row);
  const told = await readSetbacks(database);
  expect([...told.keys()]).toEqual([general]);
  expect(told.get(general)?.map(({ what }) => what)).toEqual(['changes', 'history', 'members']);
});
