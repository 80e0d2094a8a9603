import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../../test/support/database.ts';
import { general } from '../../../test/support/rows.ts';
import type { IsthmusDatabase } from '../database.ts';
import { readAttentionRow, writeAttentionRow } from './attention.ts';

let database: IsthmusDatabase;
beforeEach(() => {
  database = openDatabase();
});
afterEach(() => database.close());

it('the user’s attention is one row, the newest', async () => {
  expect(await readAttentionRow(database)).toBeUndefined();
  const first = { conversationId: general, focused: true, wantsOlder: false, at: 1 };
  await writeAttentionRow(database, first);
  const second = { ...first, conversationId: null, at: 2 };
  await writeAttentionRow(database, second);
  expect(await readAttentionRow(database)).toEqual({ key: 'app', ...second });
  expect(await database.attention.count()).toBe(1);
});
