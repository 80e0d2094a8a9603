import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../../test/support/database.ts';
import { account, general } from '../../../test/support/rows.ts';
import type { ConversationId, MessageId } from '../../model/index.ts';
import type { IsthmusDatabase } from '../database.ts';
import {
  readMissingRoots,
  removeMissingRoots,
  removeMissingRootsOf,
  writeMissingRoots,
} from './missing-roots.ts';

let database: IsthmusDatabase;
beforeEach(() => {
  database = openDatabase();
});
afterEach(() => database.close());

it('missing roots belong to one conversation, until they come or it is removed', async () => {
  const other = `${account}/other` as ConversationId;
  const row = (id: string, conversationId = general) => ({
    id: id as MessageId,
    accountId: account,
    conversationId,
  });
  await writeMissingRoots(database, []);
  await writeMissingRoots(database, [row('a'), row('b'), row('c', other)]);
  await writeMissingRoots(database, [row('a')]);
  expect(await readMissingRoots(database, general)).toEqual(['a', 'b']);
  await removeMissingRoots(database, []);
  await removeMissingRoots(database, ['a' as MessageId]);
  expect(await readMissingRoots(database, general)).toEqual(['b']);
  await removeMissingRootsOf(database, general);
  expect(await readMissingRoots(database, general)).toEqual([]);
  expect(await readMissingRoots(database, other)).toEqual(['c']);
});
