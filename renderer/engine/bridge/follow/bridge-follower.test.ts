import { expect, it } from 'vitest';
import { openDatabase } from '../../../../test/support/database.ts';
import { account, ada, link as linkRow, message } from '../../../../test/support/rows.ts';
import type { Account, Message, MessageId, PersonId } from '../../../model/index.ts';
import type { CounterpartRow } from '../../../store/index.ts';
import { bridgeFollower } from './bridge-follower.ts';

const link = linkRow();
const [ben, cleo] = [`${account}/ben` as PersonId, `${account}/cleo` as PersonId];
const inTeams = (key: string, authorId: PersonId, reactedBy: readonly PersonId[]) =>
  message(key, {
    ...{ id: `${link.teams}/${key}` as MessageId, conversationId: link.teams, authorId },
    reactions: reactedBy.length === 0 ? [] : [{ emoji: '👍', name: 'like', personIds: reactedBy }],
  });

/** Who is told of these messages, of which the mirror held the forms of `before`. */
const told = async (
  messages: readonly Message[],
  before: readonly Message[] = [],
  copied: readonly CounterpartRow[] = [],
) => {
  const database = openDatabase();
  await database.links.put(link);
  await database.counterparts.bulkPut([...copied]);
  const batch = {
    ...{ source: 'changes' as const, changes: [], heardAt: null },
    account: { ...({} as Account), id: account, service: 'teams' as const, me: null },
  };
  const written = {
    ...{
      messages,
      added: new Set(messages.filter(({ id }) => !before.some((one) => one.id === id)).map(({ id }) => id)),
    },
    ...{ replaced: before.length, people: [], reshaped: false },
    ...{ read: new Set<never>(), before: new Map(before.map((one) => [one.id, one])) },
  };
  const { news } = await bridgeFollower.follow(database, batch, written);
  database.close();
  const moved = news.find((one) => one.kind === 'linked-moved');
  return [...(moved?.authors.get(link.teams) ?? [])];
};

it('says who wrote in a linked conversation, and after them who has reacted', async () =>
  expect(await told([inTeams('1', ada, [cleo]), inTeams('2', ben, [])])).toEqual([ada, ben, cleo]));

it('says of a message with many reactions only whose reaction came or went', async () => {
  const others = Array.from({ length: 20 }, (_, at) => `${account}/a${at}` as PersonId);
  const before = [inTeams('1', ada, [...others, ben])];
  expect(await told([inTeams('1', ada, [...others, cleo])], before)).toEqual([ada, cleo, ben]);
});

it('says nobody of a new message that is a copy or has one, unless it was edited or deleted, and its author again once it changes', async () => {
  const [copied, waits] = [inTeams('1', ada, []), inTeams('2', ben, [])];
  const known: readonly CounterpartRow[] = [
    {
      ...{ id: copied.id, linkId: link.id, origin: 'teams', carriedBy: 'other', parts: 1 },
      ...{ copies: [`${link.mattermost}/c` as MessageId], originBase: null, copyBase: null, reactions: [] },
    },
  ];
  expect(await told([copied, waits], [], known)).toEqual([ben]);
  expect(await told([{ ...copied, editedAt: 5 }], [], known)).toEqual([ada]);
  // It was deleted before it was seen here: its copy has to go.
  expect(await told([{ ...copied, deletedAt: 5 }], [], known)).toEqual([ada]);
  expect(await told([copied], [copied], known)).toEqual([ada]);
  // Whoever has reacted to it is told.
  expect(await told([inTeams('1', ada, [cleo])], [], known)).toEqual([cleo]);
});
