import { expect, it } from 'vitest';
import type { AccountId, ConversationId } from '../../../renderer/model/index.ts';
import { openDatabase } from '../database.ts';
import { keptUntilStored } from './kept-answer.ts';

it('asks again after each change of the table, and not after a change of another one', async () => {
  const database = openDatabase();
  let asked = 0;
  const count = keptUntilStored(database, 'pinsRead', () => {
    asked += 1;
    return database.pinsRead.count();
  });
  const row = (id: string) => ({ conversationId: id as ConversationId, accountId: 'm' as AccountId });
  expect(await count()).toBe(0);
  await database.linkReads.put({ linkId: 'l', mattermost: 0, teams: 0 });
  expect([await count(), asked]).toEqual([0, 1]);

  await database.pinsRead.put(row('a'));
  expect([await count(), await count(), asked]).toEqual([1, 1, 2]);
  await database.pinsRead.delete('a' as ConversationId);
  expect([await count(), asked]).toEqual([0, 3]);

  // Asked while something is being stored.
  const storing = database.transaction('rw', database.pinsRead, async () => {
    await database.pinsRead.put(row('b'));
    await database.pinsRead.put(row('c'));
  });
  await count();
  await storing;
  expect(await count()).toBe(2);
  database.close();
});
