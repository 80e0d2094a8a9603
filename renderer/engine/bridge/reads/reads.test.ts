import { expect, it } from 'vitest';
import { openDatabase } from '../../../../test/support/database.ts';
import { ada, facts, general, link as linkRow, me, message } from '../../../../test/support/rows.ts';
import type { AccountId, Conversation, ConversationId } from '../../../model/index.ts';
import { succeeded } from '../../../model/index.ts';
import type { BridgeSide, CarryContext } from '../context.ts';
import { TakenAuthors } from '../memory/taken-authors.ts';
import { carryReads } from './reads.ts';

const link = linkRow();
const conversation = (id: ConversationId, readAt: number): Conversation => ({
  ...({} as Conversation),
  ...facts({ id }),
  readAt,
});

it('a read mark is carried after a pause that began while the marks were compared, and not in it', async () => {
  const database = openDatabase();
  await database.conversations.bulkPut([conversation(general, 10), conversation(link.teams, 0)]);
  const copy = message('5', { conversationId: link.teams, authorId: ada, createdAt: 6 });
  await database.messages.put(copy);
  const told: (readonly [ConversationId, number])[] = [];
  const side = (accountId: AccountId): BridgeSide => ({
    ...({} as BridgeSide),
    accountId,
    writing: {
      ...({} as BridgeSide['writing']),
      markRead: (id, readAt) => {
        told.push([id, readAt]);
        return Promise.resolve(succeeded([]));
      },
    },
  });
  let isPaused = true;
  const context: CarryContext = {
    ...({} as CarryContext),
    database,
    sides: { mattermost: side(link.id as AccountId), teams: side(copy.accountId) },
    store: () => Promise.resolve(),
    me: { mattermost: me, teams: me },
    signal: new AbortController().signal,
    taken: new TakenAuthors(),
  };
  const copy5 = message('p', { createdAt: 5 });
  const carry = () =>
    carryReads(
      context,
      link,
      () => Promise.resolve(copy5),
      () => !isPaused,
    );
  expect([await carry(), told]).toEqual([false, []]);
  isPaused = false;
  expect([await carry(), told]).toEqual([true, [[link.teams, 6]]]);
  database.close();
});
