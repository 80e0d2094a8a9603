import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../../test/support/database.ts';
import { account } from '../../../test/support/rows.ts';
import type { AccountId } from '../../model/index.ts';
import type { IsthmusDatabase } from '../database.ts';
import { countDiscards, readDiscardRows } from './discards.ts';

let database: IsthmusDatabase;
beforeEach(() => {
  database = openDatabase();
});
afterEach(() => database.close());

it('counts are added, for each account and reason separately', async () => {
  const other = 't' as AccountId;
  await countDiscards(
    database,
    account,
    new Map([
      ['older-than-stored', 2],
      ['beyond-depth', 1],
    ] as const),
  );
  await countDiscards(database, account, new Map([['older-than-stored', 3] as const]));
  await countDiscards(database, other, new Map([['older-than-stored', 1] as const]));
  const counts = (await readDiscardRows(database)).map(({ accountId, reason, count }) => [
    accountId,
    reason,
    count,
  ]);
  expect(counts).toEqual([
    [account, 'beyond-depth', 1],
    [account, 'older-than-stored', 5],
    [other, 'older-than-stored', 1],
  ]);
});
