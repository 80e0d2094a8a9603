import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { batchOf, conversation, told } from '../../../../test/support/batches.ts';
import { openDatabase } from '../../../../test/support/database.ts';
import { account, ada, facts, general, link, me, message } from '../../../../test/support/rows.ts';
import { ingest, removeAccount } from '../../../../test/support/mirrored.ts';
import type { Change, ConversationId, Message, MessageId } from '../../../model/index.ts';
import type { CounterpartRow, IsthmusDatabase } from '../../../store/index.ts';
import { linkIdOf } from '../../bridge/links/link-id.ts';
import { openAccountRow, writeMe } from './account-row.ts';
import type { Batch } from './batch.ts';

let database: IsthmusDatabase;

const counterpartOf = ({ id }: Message): CounterpartRow => ({
  id,
  linkId: '',
  origin: 'mattermost',
  copies: [],
  parts: 1,
  carriedBy: 'me',
  originBase: null,
  copyBase: null,
  reactions: [],
});
const apply = (changes: readonly Change[], over: Partial<Batch> = {}) =>
  ingest(database, batchOf(changes, over));
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

  it('have the newest version of one batch, in any order', async () => {
    await apply([
      told(message('a', { version: 5, plain: 'new' })),
      told(message('a', { version: 4, plain: 'old' })),
    ]);
    expect((await database.messages.get(message('a').id))?.plain).toBe('new');
  });

  it('are counted once, for any number of arrivals', async () => {
    for (let times = 0; times < 3; times += 1) await apply([told(message('a')), told(message('b'))]);
    expect((await database.accounts.get(account))?.progress.messages).toBe(2);
  });

  it('of a conversation that the mirror does not have are discarded and counted', async () => {
    await apply([told(message('a', { conversationId: 'elsewhere' as ConversationId }))]);
    expect(await database.messages.count()).toBe(0);
    expect(await discards()).toEqual({ 'event-for-unknown-conversation': 1 });
  });

  it('older than the mirror’s depth are not stored, except a root of a newer reply', async () => {
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
  it('leave a tombstone without any text', async () => {
    await apply([told(message('a', { reactions: [{ emoji: '👍', name: '+1', personIds: [ada] }] }))]);
    const gone = { kind: 'message-gone', id: message('a').id, conversationId: general, at: 9_000 } as const;
    await apply([gone]);
    expect(await database.messages.get(message('a').id)).not.toHaveProperty('deletedBy');
    // The service reports the deletion first, and the deleting person later.
    await apply([{ ...gone, by: 'other' }]);
    await apply([gone]);
    expect(await database.messages.get(message('a').id)).toMatchObject({ deletedBy: 'other' });
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

  it('are not undone by an older answer', async () => {
    await apply([told(message('a', { version: 5 }))]);
    await apply([{ kind: 'message-gone', id: message('a').id, conversationId: general, at: 3 }]);
    await apply([told(message('a', { version: 5 }))]);
    expect((await database.messages.get(message('a').id))?.deletedAt).not.toBeNull();
  });

  it('of an unknown message are stored, so that a late page does not restore it', async () => {
    const gone = new Map<MessageId, number>([[message('a').id, 2_000]]);
    await apply([told(message('a', { version: 1_500 }))], { gone });
    expect(await database.messages.count()).toBe(0);
  });

  it('are undone when the service sends a newer version (Graph undoSoftDelete)', async () => {
    await apply([told(message('a', { version: 5, deletedAt: 5, plain: '' }))]);
    await apply([told(message('a', { version: 6, plain: 'back' }))]);
    expect(await database.messages.get(message('a').id)).toMatchObject({ deletedAt: null, plain: 'back' });
  });

  it('are found by a page that covers the time and lacks the message', async () => {
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

describe('an unchanged message', () => {
  it('is neither written nor reported again, because polls overlap', async () => {
    await apply([told(message('a'))]);
    const again = await apply([told(message('a'))]);
    expect(again).toMatchObject({ added: 0, changed: 0, messages: [] });
    const edited = await apply([told(message('a', { version: 2_000, plain: 'edited' }))]);
    expect(edited).toMatchObject({ changed: 1 });
  });
});

describe('cursors', () => {
  it('move with a page without messages, so that an empty conversation is not read again at each start', async () => {
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

describe('departures', () => {
  it('keep the read place if only Isthmus stores it, until the conversation comes back or the account is removed', async () => {
    const kept = { ...facts(), readAt: undefined };
    const come = () => apply([{ kind: 'conversation', conversation: kept }]);
    const go = () => apply([{ kind: 'conversation-gone', id: general }]);
    await go();
    await come();
    await apply([told(message('a', { createdAt: 4_000 }))]);
    expect(await shown()).toMatchObject({ readAt: 4_000, readKeptBy: 'isthmus' });
    await go();
    expect(await database.conversations.count()).toBe(0);
    await come();
    await apply([told(message('a', { createdAt: 4_000 })), told(message('b', { createdAt: 5_000 }))]);
    expect(await shown()).toMatchObject({ readAt: 4_000, unread: 1 });
    expect(await database.readPlaces.count()).toBe(0);
    await go();
    await removeAccount(database, account);
    expect(await database.readPlaces.count()).toBe(0);
  });

  it('do not keep the read place if the service stores it', async () => {
    await apply([{ kind: 'conversation', conversation: { ...facts(), readAt: 900 } }]);
    await apply([{ kind: 'conversation-gone', id: general }]);
    expect(await database.readPlaces.count()).toBe(0);
  });

  it('delete a removed conversation’s messages and cursor', async () => {
    await apply([told(message('a'))]);
    await apply([{ kind: 'conversation-gone', id: general }]);
    expect([
      await database.conversations.count(),
      await database.messages.count(),
      await database.cursors.count(),
    ]).toEqual([0, 0, 0]);
  });

  it('of a signed-out account remove the rows of its links, and give the installation a new id', async () => {
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

  it('of a signed-out account remove exactly that account', async () => {
    const other = {
      ...facts(),
      id: 'm-bbbbbbbbbbbb|x' as ConversationId,
      accountId: 'm-bbbbbbbbbbbb' as typeof account,
    };
    await apply([told(message('a'))]);
    await ingest(database, {
      ...batchOf([{ kind: 'conversation', conversation: other }]),
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
