import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../../test/support/database.ts';
import { account, general } from '../../../test/support/rows.ts';
import type { IsthmusDatabase } from '../database.ts';
import { forgetPlaceRow, keepPlaceRow, readPlaceRow } from './read-places.ts';

let database: IsthmusDatabase;
beforeEach(() => {
  database = openDatabase();
});
afterEach(() => database.close());

it('the read place of a removed conversation is stored until the conversation comes back', async () => {
  expect(await readPlaceRow(database, general)).toBeUndefined();
  await keepPlaceRow(database, { conversationId: general, accountId: account, readAt: 7 });
  expect((await readPlaceRow(database, general))?.readAt).toBe(7);
  await forgetPlaceRow(database, general);
  expect(await readPlaceRow(database, general)).toBeUndefined();
});
