import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../../test/support/database.ts';
import { account, facts, general } from '../../../test/support/rows.ts';
import type { AccountId, Conversation, ConversationId } from '../../model/index.ts';
import type { IsthmusDatabase } from '../database.ts';
import {
  readAllConversations,
  readConversationIdsOf,
  readConversationRow,
  readConversationRows,
  readConversationRowsOf,
  writeConversationRows,
} from './conversations.ts';

let database: IsthmusDatabase;
beforeEach(() => {
  database = openDatabase();
});
afterEach(() => database.close());

const conversation = (over: Partial<Conversation> = {}): Conversation => ({
  ...facts(),
  readAt: 0,
  readKeptBy: 'service',
  sortAt: 0,
  lastMessage: null,
  unread: 0,
  mentions: 0,
  ...over,
});

it('conversations are replaced by their id, and are read by id, by account, or all', async () => {
  const elsewhere = conversation({ id: 't/c' as ConversationId, accountId: 't' as AccountId });
  await writeConversationRows(database, [conversation(), elsewhere]);
  const renamed = conversation({ name: 'Renamed' });
  await writeConversationRows(database, [renamed]);
  expect(await readConversationRow(database, general)).toEqual(renamed);
  const missing = 't/missing' as ConversationId;
  expect(await readConversationRows(database, [elsewhere.id, missing, general])).toEqual([
    elsewhere,
    undefined,
    renamed,
  ]);
  expect(await readConversationRowsOf(database, account)).toEqual([renamed]);
  expect(await readConversationIdsOf(database, account)).toEqual([general]);
  expect(await readAllConversations(database)).toEqual([renamed, elsewhere]);
});
