import { expect, it } from 'vitest';
import { openDatabase } from '../../../../test/support/database.ts';
import { account, ada, link as linkRow, message } from '../../../../test/support/rows.ts';
import type { Account, MessageId, PersonId } from '../../../model/index.ts';
import { bridgeFollower } from './bridge-follower.ts';

it('says who wrote in a linked conversation, and after them who has reacted', async () => {
  const database = openDatabase();
  const link = linkRow();
  await database.links.put(link);
  const [ben, cleo] = [`${account}/ben` as PersonId, `${account}/cleo` as PersonId];
  const inTeams = (key: string, authorId: PersonId, reactedBy: readonly PersonId[]) =>
    message(key, {
      ...{ id: `${link.teams}/${key}` as MessageId, conversationId: link.teams, authorId },
      reactions: reactedBy.length === 0 ? [] : [{ emoji: '👍', name: 'like', personIds: reactedBy }],
    });
  const messages = [inTeams('1', ada, [cleo]), inTeams('2', ben, [])];
  const batch = {
    ...{ source: 'changes' as const, changes: [], heardAt: null },
    account: { ...({} as Account), id: account, service: 'teams' as const, me: null },
  };
  const written = {
    ...{ messages, added: new Set<MessageId>(), replaced: 0, people: [], reshaped: false },
    read: new Set<never>(),
  };
  const { news } = await bridgeFollower.follow(database, batch, written);
  const moved = news.find((one) => one.kind === 'linked-moved');
  expect([...(moved?.authors.get(link.teams) ?? [])]).toEqual([ada, ben, cleo]);
  database.close();
});
