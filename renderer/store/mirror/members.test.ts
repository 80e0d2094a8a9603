import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../../test/support/database.ts';
import { account, ada, general, me } from '../../../test/support/rows.ts';
import type { ConversationId, Membership } from '../../model/index.ts';
import type { IsthmusDatabase } from '../database.ts';
import { readMemberRows, writeMemberRows } from './members.ts';

let database: IsthmusDatabase;
beforeEach(() => {
  database = openDatabase();
});
afterEach(() => database.close());

it('members are replaced as a whole, and are unknown for some conversations', async () => {
  const other = `${account}/other` as ConversationId;
  const members: Membership = { conversationId: general, accountId: account, personIds: [ada] };
  await writeMemberRows(database, [members]);
  await writeMemberRows(database, [{ ...members, personIds: [me] }]);
  expect(await readMemberRows(database, [other, general])).toEqual([
    undefined,
    { ...members, personIds: [me] },
  ]);
});
