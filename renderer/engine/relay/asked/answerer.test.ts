/** A relay says how a message was reacted to on the other side, to those who are in its conversation. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { batchOf, conversation } from '../../../../test/support/batches.ts';
import { openDatabase } from '../../../../test/support/database.ts';
import { carried, chat, inChat, tenant } from '../../../../test/support/gathering.ts';
import { ingest } from '../../../../test/support/mirrored.ts';
import { account, ada, me, message, person } from '../../../../test/support/rows.ts';
import { VirtualTime } from '../../../../test/support/virtual-time.ts';
import {
  type AccountId,
  type CarryKey,
  type ConversationId,
  type Message,
  type MessageId,
  type PersonId,
} from '../../../model/index.ts';
import { type IsthmusDatabase, readIntents } from '../../../store/index.ts';
import { mostAnswers } from './answer-limits.ts';
import { type AskedAnswer, ReactionAnswerer } from './answerer.ts';

const teams = tenant as AccountId;
const start = Date.parse('2026-11-25T10:00:00Z');
const eve = `${account}/eve` as PersonId;
const channel = `${account}/${'c'.repeat(26)}` as ConversationId;
const direct = `${account}/${'d'.repeat(26)}` as ConversationId;
const asked = 'p'.repeat(26);
const permalink = `https://chat.example/_redirect/pl/${asked}`;

let time: VirtualTime;
let database: IsthmusDatabase;
let answerer: ReactionAnswerer;
let said: AskedAnswer[];
let carries: boolean;

const thumbs = (on: string, count: number) => ({
  emoji: '👍',
  name: on === 'teams' ? 'like' : '+1',
  personIds: Array.from({ length: count }, (_, at) => `${on}/${at}` as PersonId),
});
const post = message(asked, { id: `${channel}/${asked}` as MessageId, conversationId: channel });
const copy = inChat('k', {
  accountId: teams,
  reactions: [{ ...thumbs('teams', 2) }, { emoji: null, name: 'parrot', personIds: [me] }],
});

/** What somebody writes to the bot. */
const question = (id: string, content: string, over: Partial<Message> = {}): Message =>
  message(id, {
    ...{ id: `${direct}/${id}` as MessageId, conversationId: direct, createdAt: time.now() },
    body: { format: 'markdown', content },
    ...over,
  });
const comes = async (...messages: readonly Message[]): Promise<void> => {
  await ingest(database, batchOf(messages.map((one) => ({ kind: 'message' as const, message: one }))));
  answerer.wake();
  await time.pass(2_000);
  await time.settle();
};
/** The keys and places of what is to be sent. */
const wanted = async () =>
  (await readIntents(database)).map((intent) => ('key' in intent ? [intent.key, intent.conversationId] : []));

beforeEach(async () => {
  [time, database, said, carries] = [new VirtualTime(start), openDatabase(), [], true];
  const row = {
    ...{ displayName: 'Relay', label: 'relay', currentAt: null },
    state: { kind: 'live' },
    progress: { conversations: { total: 0, readable: 0, complete: 0, setBack: 0 }, messages: 0 },
  } as const;
  await database.accounts.bulkPut([
    { ...row, id: account, service: 'mattermost', me, siteUrl: 'https://chat.example' },
    { ...row, id: teams, service: 'teams', me: `${teams}/user/me` as PersonId },
  ]);
  await ingest(
    database,
    batchOf([
      ...[ada, eve].map((id) => ({ kind: 'person' as const, person: person(id) })),
      conversation({ id: channel, name: 'Deck' }),
      { kind: 'members', membership: { conversationId: channel, accountId: account, personIds: [ada, me] } },
      conversation({ id: direct, kind: 'direct', participants: [ada, me] }),
      { kind: 'message', message: post },
    ]),
  );
  await database.messages.put(copy);
  await database.counterparts.put(carried(post, copy));
  answerer = new ReactionAnswerer({
    words: (answer) => {
      said.push(answer);
      return { blocks: [] };
    },
    world: { now: time.now, after: time.after, log: (event) => expect.fail(event) },
    database,
    mayAnswer: () => carries,
  });
});
afterEach(async () => {
  await time.during(answerer.stop());
  database.close();
});

it('answers a message’s link with the reactions on the other side, once', async () => {
  await comes(question('q1', `How is ${permalink} doing?`));
  await comes(question('q2', 'Thank you!'));
  expect(said).toEqual([
    {
      kind: 'counted',
      on: 'teams',
      reactions: [
        { emoji: '👍', name: 'like', count: 2 },
        { emoji: null, name: 'parrot', count: 1 },
      ],
    },
  ]);
});

it('asks for the answer once, though it looks again before it is sent', async () => {
  await comes(question('q', permalink));
  await comes();
  const keys = await wanted();
  expect(keys.map(([, where]) => where)).toEqual([direct]);
  const [key] = keys[0] ?? [];
  await database.intents.clear();
  const answer = question('a', '2', { authorId: me, carryKey: key as CarryKey, createdAt: time.now() + 1 });
  await comes(answer);
  expect(await wanted()).toEqual([]);
});

it('answers twenty questions of one person within ten minutes, counts the others, and answers them later no more', async () => {
  const many = Array.from({ length: mostAnswers + 2 }, (_, at) => question(`q${at}`, permalink));
  await comes(...many);
  expect(said).toHaveLength(mostAnswers);
  await comes(question('thanks', 'Thank you!'));
  expect(await database.discards.toArray()).toEqual([
    { accountId: account, reason: 'asked-too-often', count: 2 },
  ]);
  await time.pass(500_000);
  answerer.wake();
  await time.pass(101_000);
  expect(said).toHaveLength(mostAnswers);
  await comes(question('next', permalink));
  expect(said).toHaveLength(mostAnswers + 1);
});

it('counts a copy’s reactions, and those of its original for who asks about the copy', async () => {
  await database.counterparts.clear();
  const origin = inChat('o', { accountId: teams, reactions: [{ ...thumbs('teams', 1), unnamed: 2 }] });
  await database.messages.put(origin);
  await database.counterparts.put(carried(origin, post));
  await comes(question('q', permalink));
  expect(said).toMatchObject([{ reactions: [{ count: 3 }] }]);
});

it.each<[string, () => Promise<unknown>]>([
  ['is not in the conversation', () => comes(question('q', permalink, { authorId: eve }))],
  ['asks about a message that is not carried', () => database.counterparts.clear()],
  ['asks about a message whose copy is deleted', () => database.messages.update(copy.id, { deletedAt: 5 })],
  ['asks about a message that is deleted', () => database.messages.update(post.id, { deletedAt: 5 })],
])('says the same to somebody who %s', async (_name, prepare) => {
  await prepare();
  if (said.length === 0) await comes(question('q', permalink));
  expect(said).toEqual([{ kind: 'not-known' }]);
});

it('leaves alone what asks nothing: other links, bots, old questions, its own messages, and channels', async () => {
  await comes(
    question('other', 'https://example.org/x/pl/y and https://chat.example/about'),
    question('bot', permalink, { writtenBy: 'bot' }),
    question('old', permalink, { createdAt: start - 700_000 }),
    question('own', permalink, { authorId: me }),
    message('e', {
      ...{ id: `${channel}/e` as MessageId, conversationId: channel, createdAt: start },
      body: { format: 'markdown', content: permalink },
    }),
  );
  expect(await wanted()).toEqual([]);
  expect(said).toEqual([]);
});

it('answers when it is the one that carries, and not before', async () => {
  carries = false;
  await comes(question('q', permalink));
  expect(said).toEqual([]);
  carries = true;
  await comes();
  expect(said).toHaveLength(1);
});

it('takes an answer in Teams, which keeps no key, by its time', async () => {
  const where = `${teams}/chat/d` as ConversationId;
  const person1 = `${teams}/user/ada` as PersonId;
  const link = `https://teams.microsoft.com/l/message/${encodeURIComponent(chat.slice(chat.lastIndexOf('/') + 1))}/k?context=%7B%7D`;
  await ingest(
    database,
    batchOf(
      [
        conversation({
          id: chat,
          accountId: teams,
          service: 'teams',
          kind: 'group',
          participants: [person1],
        }),
        conversation({
          id: where,
          accountId: teams,
          service: 'teams',
          kind: 'direct',
          participants: [person1],
        }),
      ],
      { accountId: teams },
    ),
  );
  const inDirect = (id: string, over: Partial<Message>): Message =>
    inChat(id, { id: `${where}/${id}` as MessageId, conversationId: where, accountId: teams, ...over });
  const ask = inDirect('1', {
    ...{ authorId: person1, createdAt: time.now() },
    body: { format: 'html', content: `<p><a href="${link}">this</a></p>` },
  });
  await database.messages.put(ask);
  await database.conversations.update(where, { lastMessage: { createdAt: ask.createdAt } as never });
  await database.messages.put(
    inDirect('2', { authorId: `${teams}/user/me` as PersonId, createdAt: time.now() + 5 }),
  );
  await comes();
  expect(said).toEqual([]);
  await database.messages.delete(`${where}/2` as MessageId);
  await comes();
  expect(said).toEqual([{ kind: 'counted', on: 'mattermost', reactions: [] }]);
});
