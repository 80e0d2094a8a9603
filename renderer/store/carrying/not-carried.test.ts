import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../../test/support/database.ts';
import type { IsthmusDatabase } from '../database.ts';
import { countNotCarried, readNotCarried, removeNotCarriedOf } from './not-carried.ts';

let database: IsthmusDatabase;
beforeEach(() => {
  database = openDatabase();
});
afterEach(() => database.close());

it('messages that are not carried are counted for each link and reason, and the counts are deleted with the link', async () => {
  for (const reason of ['empty', 'not-mine', 'empty'] as const) await countNotCarried(database, 'a', reason);
  await countNotCarried(database, 'b', 'empty');
  expect(await readNotCarried(database, 'a')).toEqual([
    { linkId: 'a', reason: 'empty', count: 2 },
    { linkId: 'a', reason: 'not-mine', count: 1 },
  ]);
  await removeNotCarriedOf(database, ['a', 'c']);
  expect(await readNotCarried(database, 'a')).toEqual([]);
  expect(await readNotCarried(database, 'b')).toEqual([{ linkId: 'b', reason: 'empty', count: 1 }]);
});
