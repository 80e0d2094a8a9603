import { afterEach, beforeEach, expect, it } from 'vitest';
import { batchOf, conversation, told } from '../../../../test/support/batches.ts';
import { openDatabase } from '../../../../test/support/database.ts';
import { account, general, me, message } from '../../../../test/support/rows.ts';
import type { ConversationId } from '../../../model/index.ts';
import type { IsthmusDatabase } from '../../../store/index.ts';
import type { Followed, FollowedBatch, Follower, MirrorNews, WrittenBatch } from '../../follower.ts';
import { openAccountRow, writeMe } from '../store/account-row.ts';
import { ingest } from '../store/ingest.ts';
import { MirrorStore } from '../store/mirror-store.ts';

let database: IsthmusDatabase;
const nothing: Followed = { news: [], recount: [] };
const followerOf = (over: Partial<Follower>): Follower => ({
  tables: () => [],
  follow: () => Promise.resolve(nothing),
  countedElsewhere: () => Promise.resolve(new Set()),
  keptCurrent: () => Promise.resolve([]),
  forgetConversation: () => Promise.resolve(),
  forgetAccount: () => Promise.resolve(),
  ...over,
});

beforeEach(async () => {
  database = openDatabase();
  await openAccountRow(database, { id: account, service: 'mattermost', displayName: 'Me', label: 'me' });
  await writeMe(database, account, me);
  await ingest(database, [], batchOf([conversation()]));
});
afterEach(() => database.close());

it('a follower gets the stored changes with their source, and finds them in the database', async () => {
  const seen: [FollowedBatch, WrittenBatch, number][] = [];
  const follower = followerOf({
    follow: async ({ messages }, batch, written) => {
      seen.push([batch, written, await messages.count()]);
      return nothing;
    },
  });
  await ingest(database, [follower], batchOf([told(message('a'))], { source: 'live' }));
  await ingest(
    database,
    [follower],
    batchOf([told(message('a', { version: 5_000 }))], { source: 'history' }),
  );
  expect(
    seen.map(
      ([
        {
          source,
          account: { id },
        },
      ]) => [source, id],
    ),
  ).toEqual([
    ['live', account],
    ['history', account],
  ]);
  expect(seen.map(([, { messages, replaced }, count]) => [messages.length, replaced, count])).toEqual([
    [1, 0, 1],
    [1, 1, 1],
  ]);
});

it('a change without news is not given to followers', async () => {
  let followed = 0;
  const follower = followerOf({ follow: () => Promise.resolve((followed += 1)).then(() => nothing) });
  for (let times = 0; times < 2; times += 1)
    await ingest(database, [follower], batchOf([told(message('a'))]));
  expect(followed).toBe(1);
});

it('if a follower fails, nothing of the batch is stored or reported', async () => {
  const heard: MirrorNews[] = [];
  const says = followerOf({
    follow: () => Promise.resolve({ news: [{ kind: 'outbox-filled' }], recount: [] }),
  });
  const refused = followerOf({ follow: () => Promise.reject(new Error('no room')) });
  const storeWith = (followers: readonly Follower[]) =>
    new MirrorStore({ database, followers, onNews: (news) => heard.push(news), now: () => 0 });
  await expect(storeWith([says, refused]).write(batchOf([told(message('a'))]))).rejects.toThrow('no room');
  expect([await database.messages.count(), heard]).toEqual([0, []]);
  await storeWith([says]).write(batchOf([told(message('a'))]));
  expect([await database.messages.count(), heard]).toEqual([1, [{ kind: 'outbox-filled' }]]);
});

it('each follower writes its own tables in the transaction, and is told of removed conversations and accounts', async () => {
  const left: string[] = [];
  const follower = followerOf({
    tables: ({ pictures }) => [pictures],
    follow: async ({ pictures }) => {
      await pictures.count();
      return nothing;
    },
    forgetConversation: (_database, id) => Promise.resolve(void left.push(id)),
    forgetAccount: (_database, id) => Promise.resolve(void left.push(id)),
  });
  await ingest(database, [follower], batchOf([{ kind: 'conversation-gone', id: general }]));
  await new MirrorStore({
    database,
    followers: [follower],
    onNews: () => undefined,
    now: () => 0,
  }).removeAccount(account);
  expect(left).toEqual([general, account]);
});

it('unread messages are counted after the followers, and again if a follower asks', async () => {
  const read = followerOf({
    tables: ({ conversations }) => [conversations],
    follow: async ({ conversations }) => {
      await conversations.update(general, { unread: 7 });
      return { news: [], recount: [general] };
    },
  });
  await ingest(database, [read], batchOf([told(message('a', { createdAt: 5_000 }))]));
  expect((await database.conversations.get(general))?.unread).not.toBe(7);
});

it('a message that a follower counts elsewhere is not counted here, neither at first nor in a recount', async () => {
  const counts = (id: string) => id.endsWith('/a');
  const elsewhere = followerOf({
    countedElsewhere: (_database, _conversation, unread) =>
      Promise.resolve(new Set(unread.map(({ id }) => id).filter(counts))),
  });
  const all = [followerOf({}), elsewhere];
  const unread = async () => (await database.conversations.get(general))?.unread;
  await ingest(database, all, batchOf(['a', 'b'].map((id) => told(message(id, { createdAt: 5_000 })))));
  expect(await unread()).toBe(1);
  await ingest(database, all, batchOf([{ kind: 'read', conversationId: general, readAt: 10 }]));
  expect(await unread()).toBe(1);
});

it('the conversations to keep current are those of all followers, for one service', async () => {
  const [one, other] = ['one', 'other'].map((name) =>
    followerOf({
      keptCurrent: (_database, service) => Promise.resolve([`${service}/${name}` as ConversationId]),
    }),
  );
  const followers = [one, other].filter((follower) => follower !== undefined);
  const store = new MirrorStore({ database, followers, onNews: () => undefined, now: () => 0 });
  expect(await store.keptCurrent('teams')).toEqual(['teams/one', 'teams/other']);
});
