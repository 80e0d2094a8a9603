import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../../test/support/database.ts';
import { account, general, message } from '../../../test/support/rows.ts';
import type { ConversationId, MessageId } from '../../model/index.ts';
import type { IsthmusDatabase } from '../database.ts';
import {
  countLivingReplies,
  readMessageIdsBetween,
  readMessageRow,
  readMessageRows,
  readMessagesAfter,
  readMessagesFrom,
  readNewestMessage,
  readNewestMessagesAfter,
  removeMessagesOf,
  writeMessageRows,
} from './messages.ts';

let database: IsthmusDatabase;
beforeEach(() => {
  database = openDatabase();
});
afterEach(() => database.close());

const other = `${account}/other` as ConversationId;
const at = (createdAt: number, over: Parameters<typeof message>[1] = {}) =>
  message(String(createdAt), { createdAt, ...over });
const reply = at(3, { threadId: `${general}/1` as MessageId });
const elsewhere = at(9, { id: `${other}/9` as MessageId, conversationId: other });

it('the newest message of a conversation may be a reply, and never belongs to another conversation', async () => {
  expect(await readNewestMessage(database, general)).toBeUndefined();
  await writeMessageRows(database, [reply, at(1), at(2), elsewhere]);
  expect(await readNewestMessage(database, general)).toEqual(reply);
});

it('a range includes its start time, and excludes its end time', async () => {
  await writeMessageRows(database, [at(1), at(2), reply, at(4), elsewhere]);
  expect((await readMessagesFrom(database, general, 2, 4)).map(({ createdAt }) => createdAt)).toEqual([2, 3]);
  expect((await readMessagesFrom(database, general, 2)).map(({ createdAt }) => createdAt)).toEqual([2, 3, 4]);
});

it('messages are read by id, in the order they are asked for', async () => {
  await writeMessageRows(database, [at(1), at(2)]);
  expect(await readMessageRow(database, at(1).id)).toEqual(at(1));
  expect(await readMessageRows(database, [at(2).id, elsewhere.id, at(1).id])).toEqual([
    at(2),
    undefined,
    at(1),
  ]);
});

const times = (messages: readonly { readonly createdAt: number }[]) =>
  messages.map(({ createdAt }) => createdAt);

it('messages after a time exclude that time, in both directions', async () => {
  await writeMessageRows(database, [at(1), at(2), reply, at(4), elsewhere]);
  expect(times(await readMessagesAfter(database, general, 1, 2))).toEqual([2, 3]);
  const odd = ({ createdAt }: { readonly createdAt: number }): boolean => createdAt % 2 === 1;
  expect(times(await readNewestMessagesAfter(database, general, 1, 9, odd))).toEqual([3]);
  expect(times(await readNewestMessagesAfter(database, general, 1, 2, () => true))).toEqual([4, 3]);
});

it('ids between two times include both, up to a limit', async () => {
  await writeMessageRows(database, [at(1), at(2), reply, at(4), elsewhere]);
  expect(await readMessageIdsBetween(database, general, 2, 4)).toEqual([at(2).id, reply.id, at(4).id]);
  expect(await readMessageIdsBetween(database, general, 1, 4, 2)).toEqual([at(1).id, at(2).id]);
});

it('all messages of a conversation are deleted, replies too, and none of another one', async () => {
  await writeMessageRows(database, [at(1), reply, elsewhere]);
  await removeMessagesOf(database, general);
  expect(await database.messages.toArray()).toEqual([elsewhere]);
});

it('replies of one message are counted while they live', async () => {
  const root = at(1);
  const answer = (createdAt: number, deletedAt: number | null = null) =>
    at(createdAt, { threadId: root.id, deletedAt });
  await writeMessageRows(database, [root, answer(2), answer(3, 9), answer(4), at(5, { threadId: at(2).id })]);
  expect(await countLivingReplies(database, general, root.id)).toBe(2);
});
