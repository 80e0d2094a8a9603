import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { batchOf, conversation, told } from '../../../../test/support/batches.ts';
import { openDatabase } from '../../../../test/support/database.ts';
import { account, general, message } from '../../../../test/support/rows.ts';
import { VirtualTime } from '../../../../test/support/virtual-time.ts';
import { cursorOf, workOf } from '../../../../test/support/works.ts';
import { ingest, storeOf } from '../../../../test/support/mirrored.ts';
import type { World } from '../../../connectors/world.ts';
import type { Change, ConversationId, SystemEventKind } from '../../../model/index.ts';
import type { IsthmusDatabase } from '../../../store/index.ts';
import { openAccountRow } from './account-row.ts';
import type { MirrorNews } from '../../follower.ts';
import type { Ingested } from './batch.ts';
import { SetbackBook } from '../setbacks/book.ts';
import { ChangeStore } from './change-store.ts';
import { WorkList } from '../pull/work-list.ts';

const day = 86_400_000;
const start = 100 * day;
/** How long a deletion by an event is remembered, ms. */
const settled = 300_000;

let time: VirtualTime;
let database: IsthmusDatabase;
let works: WorkList;
let followed: Ingested[];
let moved: ConversationId[][];
let logged: string[];
let heard: MirrorNews[];
let settles: number;

const open = (days: number | null = null): ChangeStore => {
  const unused = (): never => {
    throw new Error('not asked of the world');
  };
  const world: World = {
    now: time.now,
    after: time.after,
    random: () => 1,
    fetch: unused,
    openSocket: unused,
    accessToken: unused,
    log: (event) => logged.push(event),
  };
  works = new WorkList(new SetbackBook(world, database, account));
  return new ChangeStore({
    world,
    mirror: storeOf(database, heard),
    accountId: account,
    days,
    works,
    follow: (ingested) => followed.push(ingested),
    membersMoved: (ids) => moved.push([...ids]),
    onSettle: () => (settles += 1),
  });
};

beforeEach(async () => {
  time = new VirtualTime(start);
  database = openDatabase();
  followed = [];
  moved = [];
  logged = [];
  heard = [];
  settles = 0;
  await openAccountRow(database, { id: account, service: 'mattermost', displayName: 'Me', label: 'me' });
  await ingest(database, batchOf([conversation()]));
  await database.cursors.put(cursorOf());
});
afterEach(() => database.close());

const systemMessage = (kind: SystemEventKind): Change =>
  told(message(kind, { kind: 'system', system: { kind, by: null, people: [], value: '', text: null } }));
const gone: Change = { kind: 'message-gone', id: message('a').id, conversationId: general, at: 2_000 };
/** Loads the known conversations as settled. */
const settle = async () => {
  await works.load(database, account);
  for (const one of works.all()) Object.assign(one, { stale: false, behind: false });
};

describe('a stored batch', () => {
  it('is given to the followers; an empty one is not', async () => {
    const storing = open();
    expect(await storing.store([told(message('a'))])).toBe(true);
    expect(followed.map(({ added }) => added)).toEqual([1]);
    database.close();
    expect(await storing.store([])).toBe(true);
    expect(followed).toHaveLength(1);
  });

  it('reaches back the given number of days', async () => {
    expect(open().notBefore()).toBeNull();
    const storing = open(30);
    expect(storing.notBefore()).toBe(70 * day);
    await storing.store(
      [70 * day - 1, 70 * day].map((createdAt) => told(message(`${createdAt}`, { createdAt }))),
    );
    expect((await database.messages.toArray()).map(({ createdAt }) => createdAt)).toEqual([70 * day]);
  });

  it.each<SystemEventKind>(['members-added', 'members-removed', 'members-joined', 'members-left'])(
    'with a message of %s has its members read again',
    async (kind) => {
      await open().store([systemMessage(kind), told(message('b'))]);
      expect(moved).toEqual([[general]]);
    },
  );

  it('without such a message has no members read again', async () => {
    await open().store([told(message('a')), systemMessage('renamed')]);
    expect(moved).toEqual([]);
  });
});

describe('a refusal of the database', () => {
  it('is reported, and nothing counts as stored', async () => {
    const storing = open();
    database.close();
    expect(await storing.store([told(message('a'))])).toBe(false);
    expect([followed, logged, heard]).toEqual([[], ['caught-mirror-store-database-closed-error'], []]);
  });

  it('makes its conversation wait, longer each time, up to four minutes', () => {
    const storing = open();
    const work = workOf(general);
    const waits = Array.from({ length: 10 }, () => {
      storing.broken('pull', work, new Error('refused'));
      return (work.blockedUntil - start) / 1_000;
    });
    expect(waits).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 256, 256]);
    expect(work.failures).toBe(10);
  });

  it('because of a full disk is reported as that, and not as one conversation’s failure', () => {
    const storing = open();
    const work = workOf(general);
    storing.broken('pull', work, { name: 'AbortError', inner: { name: 'QuotaExceededError' } });
    expect([heard, logged, work.failures, work.blockedUntil]).toEqual([[{ kind: 'disk-full' }], [], 0, 0]);
  });
});

describe('a message from an event', () => {
  it('is pulled once more after five minutes, for any number of events', async () => {
    const storing = open();
    await settle();
    await storing.storeLive([told(message('a'))]);
    await time.pass(settled - 1);
    await storing.storeLive([told(message('b'))]);
    expect([works.get(general)?.stale, settles]).toEqual([false, 0]);
    await time.pass(1);
    expect([works.get(general)?.stale, settles]).toEqual([true, 1]);
    await time.pass(2 * settled);
    expect(settles).toBe(1);
  });

  it('that was deleted does not come back with an older answer', async () => {
    const storing = open();
    await storing.storeLive([gone]);
    expect([...storing.gone]).toEqual([[message('a').id, 2_000]]);
    await storing.store([told(message('a', { version: 1_500 }))]);
    expect(await database.messages.count()).toBe(0);
    await time.pass(settled);
    expect(storing.gone.size).toBe(0);
  });

  it('that could not be stored is pulled at once', async () => {
    const storing = open();
    await settle();
    database.close();
    await storing.storeLive([told(message('a'))]);
    expect(works.get(general)?.stale).toBe(true);
  });

  it('that removes a conversation ends its pulls at once', async () => {
    const storing = open();
    await settle();
    const stored = storing.storeLive([{ kind: 'conversation-gone', id: general }]);
    expect(works.get(general)).toBeUndefined();
    await stored;
    expect(await database.conversations.count()).toBe(0);
  });
});
