import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../../test/support/database.ts';
import { account, general } from '../../../test/support/rows.ts';
import type { AccountId, ConversationId } from '../../model/index.ts';
import type { IsthmusDatabase } from '../database.ts';
import type { CursorRow } from '../rows.ts';
import {
  moveCursorRow,
  openGap,
  readCursorRow,
  readCursorRows,
  readCursorRowsOf,
  startCursorRow,
  writeCursorRow,
} from './cursors.ts';

let database: IsthmusDatabase;
beforeEach(() => {
  database = openDatabase();
});
afterEach(() => database.close());

const unstarted: CursorRow = {
  conversationId: general,
  accountId: account,
  history: { kind: 'unstarted' },
  changes: null,
  pulledAt: 0,
};
const other = `${account}/other` as ConversationId;

it('a new conversation gets an empty cursor, and one that has a cursor keeps it', async () => {
  await startCursorRow(database, account, general);
  expect(await readCursorRow(database, general)).toEqual(unstarted);
  const pulled: CursorRow = { ...unstarted, history: { kind: 'complete' }, changes: 'c', pulledAt: 5 };
  await writeCursorRow(database, pulled);
  await startCursorRow(database, account, general);
  expect(await readCursorRow(database, general)).toEqual(pulled);
});

it('a cursor is moved, but that of a removed conversation stays deleted', async () => {
  await moveCursorRow(database, unstarted);
  expect(await readCursorRow(database, general)).toBeUndefined();
  await writeCursorRow(database, unstarted);
  await moveCursorRow(database, { ...unstarted, changes: 'next' });
  expect((await readCursorRow(database, general))?.changes).toBe('next');
});

it('cursors are read in the order they are asked for, and by account', async () => {
  const elsewhere: CursorRow = { ...unstarted, conversationId: other, accountId: 't' as AccountId };
  await writeCursorRow(database, unstarted);
  await writeCursorRow(database, elsewhere);
  const missing = `${account}/missing` as ConversationId;
  expect(await readCursorRows(database, [other, missing, general])).toEqual([
    elsewhere,
    undefined,
    unstarted,
  ]);
  expect(await readCursorRowsOf(database, account)).toEqual([unstarted]);
});

it('a message that an event brought leaves a gap after the pulled messages, and no gap if nothing was pulled', async () => {
  await openGap(database, general);
  expect(await readCursorRow(database, general)).toBeUndefined();
  await startCursorRow(database, account, general);
  await openGap(database, general);
  expect(await readCursorRow(database, general)).toEqual(unstarted);
  await writeCursorRow(database, { ...unstarted, changes: 'c' });
  await openGap(database, general);
  expect(await readCursorRow(database, general)).toEqual({ ...unstarted, changes: 'c', walking: true });
});
