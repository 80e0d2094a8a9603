import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../test/support/database.ts';
import { account, ada, facts, general, link, me, message, person } from '../../../test/support/rows.ts';
import {
  type AccountId,
  type Change,
  type ConversationId,
  type Message,
  type MessageId,
  type Person,
  type PersonId,
  sharedKeyOf,
} from '../../model/index.ts';
import type { CounterpartRow, IsthmusDatabase } from '../../store/index.ts';
import { linkIdOf } from '../bridge/links/link-id.ts';
import { openAccountRow, removeAccount, writeMe } from './account-row.ts';
import type { Batch } from './batch.ts';
import { derive } from './derive.ts';
import { ingest } from './ingest.ts';

let database: IsthmusDatabase;

const batch = (changes: readonly Change[], over: Partial<Batch> = {}): Batch => ({
  accountId: account,
  changes,
  cursor: null,
  covers: null,
  notBefore: null,
  gone: new Map(),
  ...over,
});
const counterpartOf = ({ id }: Message): CounterpartRow => ({
  id,
  linkId: '',
  origin: 'mattermost',
  copies: [],
  parts: 1,
  mine: true,
  originBase: null,
  copyBase: null,
  reactions: [],
});
const told = (row: Message): Change => ({ kind: 'message', message: row });
const conversation = (over = {}): Change => ({ kind: 'conversation', conversation: facts(over) });
const apply = (changes: readonly Change[], over: Partial<Batch> = {}) =>
  ingest(database, batch(changes, over));
const shown = () => database.conversations.get(general);
const discards = async () =>
  Object.fromEntries((await database.discards.toArray()).map(({ reason, count }) => [reason, count]));

beforeEach(async () => {
  database = openDatabase();
  await openAccountRow(database, { id: account, service: 'mattermost', displayName: 'Me', label: 'me' });
  await writeMe(database, account, me);
  await apply([conversation()]);
});

describe('messages', () => {
  it('are never older in the mirror than one already stored', async () => {
    await apply([told(message('a', { version: 5, plain: 'new' }))]);
    await apply([told(message('a', { version: 4, plain: 'old' }))]);
    expect((await database.messages.get(message('a').id))?.plain).toBe('new');
    expect(await discards()).toEqual({ 'older-than-stored': 1 });
  });

  it('within one batch the newest form wins, whatever the order', async () => {
    await apply([
      told(message('a', { version: 5, plain: 'new' })),
      told(message('a', { version: 4, plain: 'old' })),
    ]);
    expect((await database.messages.get(message('a').id))?.plain).toBe('new');
  });

  it('are counted once, however often they come', async () => {
    for (let times = 0; times < 3; times += 1) await apply([told(message('a')), told(message('b'))]);
    expect((await database.accounts.get(account))?.progress.messages).toBe(2);
  });

  it('of a conversation the mirror does not hold are put aside and counted', async () => {
    await apply([told(message('a', { conversationId: 'elsewhere' as ConversationId }))]);
    expect(await database.messages.count()).toBe(0);
    expect(await discards()).toEqual({ 'event-for-unknown-conversation': 1 });
  });

  it('older than the depth stay out, but a root that a newer reply answers comes in', async () => {
    const root = message('root', { createdAt: 10 });
    const reply = message('reply', { createdAt: 200, threadId: root.id });
    await apply([told(root), told(reply), told(message('lone', { createdAt: 20 }))], { notBefore: 100 });
    expect((await database.messages.toArray()).map(({ id }) => id).sort()).toEqual(
      [reply.id, root.id].sort(),
    );
    expect(await discards()).toEqual({ 'beyond-depth': 1 });
  });
});

describe('deletions', () => {
  it('leave a tombstone without a word of what was said', async () => {
    await apply([told(message('a', { reactions: [{ emoji: '👍', name: '+1', personIds: [ada] }] }))]);
    await apply([{ kind: 'message-gone', id: message('a').id, conversationId: general, at: 9_000 }]);
    const stored = await database.messages.get(message('a').id);
    expect(stored).toMatchObject({
      deletedAt: 9_000,
      plain: '',
      body: { content: '' },
      reactions: [],
      authorId: ada,
    });
    expect((await shown())?.lastMessage).toMatchObject({ deleted: true, plain: '' });
  });

  it('are not undone by an answer that was under way', async () => {
    await apply([told(message('a', { version: 5 }))]);
    await apply([{ kind: 'message-gone', id: message('a').id, conversationId: general, at: 3 }]);
    await apply([told(message('a', { version: 5 }))]);
    expect((await database.messages.get(message('a').id))?.deletedAt).not.toBeNull();
  });

  it('of a message the mirror has not seen yet are remembered against a late page', async () => {
    const gone = new Map<MessageId, number>([[message('a').id, 2_000]]);
    await apply([told(message('a', { version: 1_500 }))], { gone });
    expect(await database.messages.count()).toBe(0);
  });

  it('are undone when the service brings a newer form (Graph undoSoftDelete)', async () => {
    await apply([told(message('a', { version: 5, deletedAt: 5, plain: '' }))]);
    await apply([told(message('a', { version: 6, plain: 'back' }))]);
    expect(await database.messages.get(message('a').id)).toMatchObject({ deletedAt: null, plain: 'back' });
  });

  it('show in a page that covers the time and does not hold them', async () => {
    await apply([
      told(message('a', { createdAt: 1 })),
      told(message('b', { createdAt: 2 })),
      told(message('c', { createdAt: 3 })),
    ]);
    await apply([told(message('a', { createdAt: 1 })), told(message('c', { createdAt: 3 }))], {
      covers: { conversationId: general, from: 1, to: 3 },
    });
    const rows = await database.messages.toArray();
    expect(rows.filter(({ deletedAt }) => deletedAt !== null).map(({ id }) => id)).toEqual([message('b').id]);
  });
});

describe('what follows from messages', () => {
  it('counts others’ messages after the read mark as unread, and those that mention me', async () => {
    await apply([
      { kind: 'read', conversationId: general, readAt: 10 },
      told(message('read', { createdAt: 10 })),
      told(message('mine', { createdAt: 11, authorId: me })),
      told(message('other', { createdAt: 12 })),
      told(message('mention', { createdAt: 13, mentionsMe: true })),
      told(message('system', { createdAt: 14, kind: 'system' })),
      told(message('deleted', { createdAt: 15, deletedAt: 16 })),
    ]);
    expect(await shown()).toMatchObject({
      unread: 2,
      mentions: 1,
      sortAt: 15,
      lastMessage: { deleted: true },
    });
    await apply([{ kind: 'read', conversationId: general, readAt: 20 }]);
    expect(await shown()).toMatchObject({ unread: 0, mentions: 0 });
  });

  it('starts as read where the service keeps no read state', async () => {
    await apply([conversation({ id: `${account}|teams`, readAt: undefined })]);
    const conversationId = `${account}|teams` as ConversationId;
    await apply([told(message('a', { conversationId, createdAt: 50 }))]);
    expect(await database.conversations.get(conversationId)).toMatchObject({
      readAt: 50,
      unread: 0,
      readKeptBy: 'isthmus',
    });
    await apply([told(message('b', { conversationId, createdAt: 60 }))]);
    await apply([conversation({ id: conversationId, readAt: undefined, name: 'Renamed' })]);
    expect(await database.conversations.get(conversationId)).toMatchObject({
      readAt: 50,
      unread: 1,
      name: 'Renamed',
    });
  });

  it('shows the new text in the list when the newest message is edited', async () => {
    await apply([told(message('a'))]);
    await apply([told(message('a', { version: 2_000, plain: 'edited' }))]);
    expect((await shown())?.lastMessage?.plain).toBe('edited');
  });
});

describe('what follows from the messages', () => {
  it('is the same counted on, batch by batch, and counted anew', async () => {
    const form = fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
      at: fc.integer({ min: 1, max: 40 }),
      mine: fc.boolean(),
      mentionsMe: fc.boolean(),
      deleted: fc.boolean(),
      system: fc.boolean(),
      version: fc.integer({ min: 1, max: 5 }),
    });
    const step = fc.oneof(
      { weight: 4, arbitrary: fc.array(form, { minLength: 1, maxLength: 3 }) },
      { weight: 1, arbitrary: fc.integer({ min: 0, max: 40 }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
        await database.messages.clear();
        await database.conversations.clear();
        await apply([conversation({ readAt: 10 })]);
        // A message's creation never changes.
        const createdAt = new Map<string, number>();
        for (const one of steps) {
          if (typeof one === 'number') await apply([{ kind: 'read', conversationId: general, readAt: one }]);
          else
            await apply(
              one.map(({ id, at, mine, mentionsMe, deleted, system, version }) => {
                const born = createdAt.get(id) ?? at;
                createdAt.set(id, born);
                return told(
                  message(id, {
                    createdAt: born,
                    version: born + version,
                    authorId: mine ? me : ada,
                    mentionsMe,
                    deletedAt: deleted ? born + version : null,
                    kind: system ? 'system' : 'message',
                  }),
                );
              }),
            );
          const row = await shown();
          if (!row) throw new Error('the conversation is gone');
          expect(row).toEqual(await derive(database, row, me));
        }
      }),
      { numRuns: 60, seed: 9 },
    );
  });
});

describe('what is stored already', () => {
  it('is neither written nor told again: a poll that overlaps by a millisecond must not set anything going', async () => {
    await apply([told(message('a'))]);
    const again = await apply([told(message('a'))]);
    expect(again).toMatchObject({ added: 0, changed: 0, messages: [] });
    const edited = await apply([told(message('a', { version: 2_000, plain: 'edited' }))]);
    expect(edited).toMatchObject({ changed: 1 });
  });
});

describe('cursors', () => {
  it('move with a page that holds no message: an empty conversation is not walked again at each start', async () => {
    const cursor = {
      conversationId: general,
      accountId: account,
      history: { kind: 'complete' },
      changes: 'c1',
      pulledAt: 5,
    } as const;
    await apply([], { cursor });
    expect(await database.cursors.get(general)).toEqual(cursor);
  });

  it('of a conversation that left meanwhile are not stored', async () => {
    await apply([{ kind: 'conversation-gone', id: general }]);
    await apply([], {
      cursor: {
        conversationId: general,
        accountId: account,
        history: { kind: 'complete' },
        changes: 'c1',
        pulledAt: 5,
      },
    });
    expect(await database.cursors.count()).toBe(0);
  });
});

describe('what was carried', () => {
  const teamsAccount = 't-aaaaaaaaaaaa' as AccountId;
  const chat = `${teamsAccount}/chat/c` as ConversationId;
  const adaThere = `${teamsAccount}/user/ada` as PersonId;
  const someone = (id: PersonId, over: Partial<Person> = {}): Change => ({
    kind: 'person',
    person: person(id, { displayName: 'Ada', ...over }),
  });
  const marked = (id: string, over: Partial<Message> = {}): Message =>
    message(id, {
      note: {
        kind: 'mark',
        origin: 'mattermost',
        teams: [sharedKeyOf(`${chat}/${id}` as MessageId)],
        part: 0,
        parts: 1,
      },
      ...over,
    });
  const copyOf = (id: string): Change =>
    told(
      message(id, {
        id: `${chat}/${id}` as MessageId,
        accountId: teamsAccount,
        conversationId: chat,
        authorId: adaThere,
      }),
    );
  const inTeams = (changes: readonly Change[]) => apply(changes, { accountId: teamsAccount });
  const unread = async () =>
    (await database.conversations.bulkGet([general, chat])).map((row) => row?.unread);

  beforeEach(async () => {
    await openAccountRow(database, {
      id: teamsAccount,
      service: 'teams',
      displayName: 'Me',
      label: 'me',
    });
    await inTeams([
      { kind: 'conversation', conversation: facts({ id: chat, accountId: teamsAccount, service: 'teams' }) },
      someone(adaThere),
    ]);
    await database.links.put(link({ teams: chat }));
  });

  it.each(['the copy comes first', 'the mark comes first'])(
    'is unread once, whichever is heard of first: %s',
    async (order) => {
      await apply([someone(ada, { claims: sharedKeyOf(adaThere) })]);
      const steps = [() => inTeams([copyOf('a')]), () => apply([told(marked('a'))])];
      for (const step of order === 'the copy comes first' ? steps : steps.reverse()) await step();
      expect(await unread()).toEqual([1, 0]);
    },
  );

  it('counts all the same where the mark is not by the same person: anybody can forge one', async () => {
    await apply([someone(ada)]);
    await inTeams([copyOf('a')]);
    await apply([told(marked('a'))]);
    expect(await unread()).toEqual([1, 1]);
  });
});

describe('departures', () => {
  it('a conversation that is gone leaves with its messages and cursor', async () => {
    await apply([told(message('a'))]);
    await apply([{ kind: 'conversation-gone', id: general }]);
    expect([
      await database.conversations.count(),
      await database.messages.count(),
      await database.cursors.count(),
    ]).toEqual([0, 0, 0]);
  });

  it('signing out removes what was carried over its links, and begins as another computer', async () => {
    const teams = 't-b/chat/c' as ConversationId;
    await database.links.put(link({ id: linkIdOf(general, teams), teams }));
    // Of a link that was taken away meanwhile.
    await database.counterparts.put({ ...counterpartOf(message('b')), linkId: linkIdOf(general, teams) });
    await database.counterparts.put({ ...counterpartOf(message('c')), linkId: 'm-b/x t-b/y' });
    await database.computer.put({ key: 'computer', id: 'one' });
    await apply([told(message('a', { authorId: me }))]);
    expect(await database.outbox.count()).toBe(1);
    await removeAccount(database, account);
    expect([
      await database.links.count(),
      await database.outbox.count(),
      await database.counterparts.count(),
      await database.computer.count(),
    ]).toEqual([0, 0, 1, 0]);
  });

  it('signing out removes exactly that account', async () => {
    const other = {
      ...facts(),
      id: 'm-bbbbbbbbbbbb|x' as ConversationId,
      accountId: 'm-bbbbbbbbbbbb' as typeof account,
    };
    await apply([told(message('a'))]);
    await ingest(database, {
      ...batch([{ kind: 'conversation', conversation: other }]),
      accountId: other.accountId,
    });
    await removeAccount(database, account);
    expect((await database.conversations.toArray()).map(({ id }) => id)).toEqual([other.id]);
    expect(await database.messages.count()).toBe(0);
    expect((await database.cursors.toArray()).map(({ accountId }) => accountId)).toEqual([other.accountId]);
  });
});

it('a batch is stored whole or not at all', async () => {
  const broken = { ...message('b'), id: undefined as unknown as MessageId };
  await expect(apply([told(message('a')), told(broken)])).rejects.toThrow();
  expect(await database.messages.count()).toBe(0);
});

it('any order and repetition of the same changes ends in the same mirror', async () => {
  const forms = fc.record({
    id: fc.constantFrom('a', 'b', 'c'),
    version: fc.integer({ min: 1, max: 6 }),
    deleted: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(forms, { selector: ({ id, version }) => `${id}${version}`, maxLength: 8 }),
      fc.infiniteStream(fc.nat()),
      async (rows, random) => {
        const changes = rows.map(({ id, version, deleted }) =>
          told(message(id, { version, plain: `form ${version}`, deletedAt: deleted ? version : null })),
        );
        const shuffled = [...changes, ...changes].sort(() => (random.next().value % 3) - 1);
        const ends: unknown[] = [];
        for (const order of [changes, shuffled]) {
          database = openDatabase();
          await apply([conversation()]);
          for (const change of order) await apply([change]);
          ends.push(await database.messages.toArray(), (await shown())?.lastMessage);
        }
        expect(ends.slice(2)).toEqual(ends.slice(0, 2));
      },
    ),
    { numRuns: 25 },
  );
});
