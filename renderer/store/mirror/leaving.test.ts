import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../../test/support/database.ts';
import { account, ada, facts, general, message } from '../../../test/support/rows.ts';
import type { AccountId, Conversation, ConversationId, MessageId } from '../../model/index.ts';
import type { IsthmusDatabase } from '../database.ts';
import { writeConversationRows } from './conversations.ts';
import { startCursorRow } from './cursors.ts';
import { removeAccountRows, removeConversationContents, removeConversationRow } from './leaving.ts';
import { writeMemberRows } from './members.ts';
import { writeMessageRows } from './messages.ts';
import { writeSetbackRow } from './setbacks.ts';

let database: IsthmusDatabase;
const other = 't-aaaaaaaaaaaa' as AccountId;
const chat = `${other}/chat` as ConversationId;

const conversation = (id: ConversationId, accountId: AccountId): Conversation => ({
  ...facts({ id, accountId }),
  readAt: 0,
  readKeptBy: 'service',
  sortAt: 0,
  lastMessage: null,
  unread: 0,
  mentions: 0,
});

beforeEach(async () => {
  database = openDatabase();
  for (const [conversationId, accountId] of [
    [general, account],
    [chat, other],
  ] as const) {
    await writeConversationRows(database, [conversation(conversationId, accountId)]);
    await writeMessageRows(database, [
      message('1', { id: `${conversationId}/1` as MessageId, conversationId, accountId }),
    ]);
    await writeMemberRows(database, [{ conversationId, accountId, personIds: [ada] }]);
    await startCursorRow(database, accountId, conversationId);
    await writeSetbackRow(database, {
      accountId,
      what: 'history',
      of: conversationId,
      reason: 'no-answer',
      status: null,
      failures: 3,
      since: 1,
      until: 2,
    });
  }
});
afterEach(() => database.close());

const left = async (): Promise<readonly unknown[]> => {
  const { conversations, messages, members, cursors, setbacks } = database;
  const keys = await Promise.all(
    [conversations, messages, members, cursors].map((table) => table.toCollection().primaryKeys()),
  );
  return [...keys, (await setbacks.toArray()).map(({ of }) => of)];
};

it('a conversation is removed with its messages, members, cursor and setbacks, and no other is', async () => {
  await removeConversationContents(database, general);
  expect(await left()).toEqual([[general, chat], [`${chat}/1`], [chat], [chat], [chat]]);
  await removeConversationRow(database, general);
  expect(await left()).toEqual([[chat], [`${chat}/1`], [chat], [chat], [chat]]);
});

it('an account is removed with all its rows, also after an interruption, and no other is', async () => {
  await removeConversationContents(database, general);
  await removeAccountRows(database, account);
  await removeAccountRows(database, account);
  expect(await left()).toEqual([[chat], [`${chat}/1`], [chat], [chat], [chat]]);
});
