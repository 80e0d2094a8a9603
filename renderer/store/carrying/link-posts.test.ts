import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../../test/support/database.ts';
import { account, ada, general } from '../../../test/support/rows.ts';
import type { ConversationId, MessageId, SharedKey } from '../../model/index.ts';
import type { LinkPostRow } from '../carry-rows.ts';
import type { IsthmusDatabase } from '../database.ts';
import {
  forgetLinkPostsOf,
  readLinkPostIds,
  readLinkPostIdsOf,
  readLinkPostRows,
  readLinkPostRowsOf,
  readPinsReadIds,
  removeLinkPostRows,
  writeLinkPostRows,
  writePinsReadRow,
} from './link-posts.ts';

let database: IsthmusDatabase;
beforeEach(() => {
  database = openDatabase();
});
afterEach(() => database.close());

const other = `${account}/other` as ConversationId;
const post = (conversationId: ConversationId, key: string): LinkPostRow => ({
  id: `${conversationId}/${key}` as MessageId,
  conversationId,
  authorId: ada,
  createdAt: 1,
  note: { kind: 'link', teams: 'chat/c' as SharedKey, name: '', since: 0 },
  pinned: true,
});
const [one, two, three] = [post(general, '1'), post(general, '2'), post(other, '3')];

it('link posts are found by their conversation, whole or as ids', async () => {
  await writeLinkPostRows(database, [one, two, three]);
  expect(await readLinkPostRowsOf(database, general)).toEqual([one, two]);
  expect(await readLinkPostIdsOf(database, [general])).toEqual([one.id, two.id]);
  expect(await readLinkPostIdsOf(database, [other, general])).toEqual([one.id, two.id, three.id]);
  expect(await readLinkPostRows(database)).toEqual([one, two, three]);
});

it('link posts are deleted one by one', async () => {
  await writeLinkPostRows(database, [one, two]);
  await removeLinkPostRows(database, [one.id]);
  expect(await readLinkPostIds(database)).toEqual([two.id]);
});

it('link posts are deleted with their conversation, and its pins are read again when it comes back', async () => {
  await writeLinkPostRows(database, [one, two, three]);
  for (const conversationId of [general, other])
    await writePinsReadRow(database, { conversationId, accountId: account });
  expect(await readPinsReadIds(database)).toEqual([general, other]);
  await forgetLinkPostsOf(database, general);
  expect(await readLinkPostRows(database)).toEqual([three]);
  expect(await readPinsReadIds(database)).toEqual([other]);
});
