/** Overviews: the stored parts, the conversations that must still be read, and the time of the next one. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../../test/support/database.ts';
import { storeOf } from '../../../../test/support/mirrored.ts';
import { account, ada, facts, general, me } from '../../../../test/support/rows.ts';
import { VirtualTime } from '../../../../test/support/virtual-time.ts';
import type { Overview } from '../../../connectors/connector.ts';
import type { WritingCapability } from '../../../connectors/writing.ts';
import type { World } from '../../../connectors/world.ts';
import {
  failed,
  succeeded,
  type Change,
  type ConversationId,
  type Result,
  type ServiceFailure,
} from '../../../model/index.ts';
import type { IsthmusDatabase } from '../../../store/index.ts';
import { MirrorRun } from '../run.ts';
import { openAccountRow } from '../store/account-row.ts';
import { bareBatch } from '../store/batch.ts';
import { OverviewTaker, type OverviewTakerOptions, type TakenOverview } from './overview-taker.ts';

const down: ServiceFailure = { kind: 'offline', reason: 'service-down', status: 503 };
const direct = `${account}/direct` as ConversationId;
const told = (over: Partial<Parameters<typeof facts>[0]> = {}): Change => ({
  kind: 'conversation',
  conversation: facts(over),
});
const overviewOf = (changes: readonly Change[], notRead: Overview['notRead'] = []): Overview => ({
  me,
  changes,
  conversationIds: changes.flatMap((change) =>
    change.kind === 'conversation' ? [change.conversation.id] : [],
  ),
  teamIds: [],
  notRead,
});

// One for all tests: what is under way is told from what was when it was made, and no test leaves anything behind then.
const time = new VirtualTime(1_000_000);
let start: number;
let database: IsthmusDatabase;
let run: MirrorRun;
let answers: (() => Result<Overview>)[];
let names: (() => Result<string | null>)[];
let taken: TakenOverview[];
let met: ServiceFailure[];
let broken: string[];
let ends: number;
let takenAt: number[];

/** Answers in turn; the last one stays. */
const next = <Answer>(all: (() => Answer)[]): Answer => {
  const [one, ...rest] = all;
  if (!one) throw new Error('not asked of the connector');
  if (rest.length > 0) all.shift();
  return one();
};
const takerOf = (over: Partial<OverviewTakerOptions> = {}): OverviewTaker => {
  const mirror = storeOf(database);
  return new OverviewTaker({
    world: { ...({} as World), now: time.now, after: time.after, log: () => undefined },
    mirror,
    connector: {
      overview: () => {
        takenAt.push(time.now());
        return Promise.resolve().then(() => next(answers));
      },
      organisationName: () => Promise.resolve().then(() => next(names)),
    },
    identity: { id: account },
    run,
    isAmongMany: () => false,
    store: async (changes) => {
      await mirror.write(bareBatch(account, 'changes', changes));
      return true;
    },
    onStored: () => Promise.resolve(),
    onTaken: (one) => Promise.resolve(void taken.push(one)),
    onFailed: (failure) => met.push(failure),
    onBroken: (place) => broken.push(place),
    onEnd: () => (ends += 1),
    ...over,
  });
};
/** The one that is wished for, and none that it wishes for. */
const take = async (taker: OverviewTaker): Promise<void> => {
  const before = ends;
  taker.want(0);
  await time.until(() => ends > before);
};

beforeEach(async () => {
  start = time.now();
  database = openDatabase();
  run = new MirrorRun();
  run.begin();
  answers = [];
  names = [() => succeeded(null)];
  taken = [];
  met = [];
  broken = [];
  ends = 0;
  takenAt = [];
  await openAccountRow(database, { id: account, service: 'mattermost', displayName: 'Me', label: 'me' });
});
afterEach(() => {
  run.end();
  database.close();
});

it('a change that many hear of at once is looked at within ten seconds, by each at a random time', async () => {
  answers = [() => succeeded(overviewOf([]))];
  const world = { ...({} as World), now: time.now, after: time.after, log: () => undefined };
  for (const random of [0, 0.5]) {
    const taker = takerOf({ world: { ...world, random: () => random } });
    const before = ends;
    taker.wantAmongMany();
    await time.until(() => ends > before);
  }
  expect(takenAt.map((at, of) => at - (takenAt[of - 1] ?? start))).toEqual([300, 5_300]);
});

describe('an overview', () => {
  it('is stored with the user, and names what is still to be read', async () => {
    answers = [() => succeeded(overviewOf([told(), told({ id: direct, participants: [me, ada] })]))];
    const taker = takerOf();
    expect(taker.isTaken).toBe(false);
    await take(taker);
    expect(taker.isTaken).toBe(true);
    expect((await database.accounts.get(account))?.me).toBe(me);
    expect(await database.conversations.toCollection().primaryKeys()).toEqual([direct, general]);
    expect(taken).toEqual([{ uncounted: [general], again: null, participants: [me, ada] }]);
  });

  it('names uncounted conversations the first time only; after a pause all are counted again', async () => {
    answers = [() => succeeded(overviewOf([told()]))];
    const taker = takerOf();
    await take(taker);
    await database.members.put({ conversationId: general, accountId: account, personIds: [me] });
    await take(taker);
    taker.restart();
    expect(taker.isTaken).toBe(false);
    await take(taker);
    expect(taken.map(({ uncounted }) => uncounted)).toEqual([[general], [], [general]]);
  });

  it('is read once for many wishes, and not while the mirror is stopped', async () => {
    answers = [() => succeeded(overviewOf([]))];
    const taker = takerOf();
    taker.want();
    taker.want();
    await time.during(taker.idle());
    expect(takenAt).toHaveLength(1);
    run.end();
    taker.want();
    await time.during(taker.idle());
    expect(takenAt).toHaveLength(1);
  });
});

it('a mirror that ends while an overview is stored reports nothing, wishes for none, and leaves nobody waiting', async () => {
  const refused: Overview['notRead'] = [{ list: { kind: 'chats' }, failure: down }];
  answers = [() => succeeded(overviewOf([], refused))];
  const taker = takerOf({
    store: () => {
      taker.cancel();
      run.end();
      return Promise.resolve(true);
    },
  });
  taker.want(0);
  await time.during(taker.idle());
  expect([takenAt.length, taken, taker.isTaken, time.now() - start]).toEqual([1, [], false, 0]);
});

describe('an overview that fails', () => {
  it('is reported, and read again only on a wish', async () => {
    answers = [() => failed(down)];
    const taker = takerOf();
    taker.want();
    await time.during(taker.idle());
    expect([met, ends, taker.isTaken]).toEqual([[down], 1, false]);
  });

  it('counts as a broken answer if the connector throws', async () => {
    answers = [
      () => {
        throw new TypeError('wrong');
      },
    ];
    await take(takerOf());
    expect(met).toMatchObject([{ kind: 'offline', reason: 'broken-answer' }]);
  });

  it('to be stored is read again ten seconds later', async () => {
    answers = [() => succeeded(overviewOf([]))];
    let stores = 0;
    const refused = takerOf({ store: () => Promise.resolve((stores += 1) > 1) });
    refused.want(0);
    await time.until(() => refused.isTaken);
    expect(takenAt.map((at) => at - start)).toEqual([0, 10_000]);
    expect(broken).toEqual([]);
    const breaks = takerOf({ onStored: () => Promise.reject(new Error('closed')) });
    await take(breaks);
    expect([broken, breaks.isTaken]).toEqual([['overview'], false]);
  });

  it('in part is read again, with growing pauses, until its lists are complete', async () => {
    const refused: Overview['notRead'] = [{ list: { kind: 'chats' }, failure: down }];
    answers = [
      () => succeeded(overviewOf([], refused)),
      () => succeeded(overviewOf([], refused)),
      () => succeeded(overviewOf([])),
    ];
    const taker = takerOf();
    taker.want(0);
    await time.until(() => takenAt.length === 2);
    expect(taker.notRead).toEqual(refused);
    await time.during(taker.idle());
    expect(taker.notRead).toEqual([]);
    const [first = 0, second = 0, third = 0] = takenAt;
    expect(takenAt).toHaveLength(3);
    expect(third - second).toBeGreaterThan(second - first);
  });
});

describe('a conversation that the lists lack', () => {
  it('is removed when a second overview lacks it too', async () => {
    answers = [() => succeeded(overviewOf([told()])), () => succeeded(overviewOf([]))];
    const taker = takerOf();
    await take(taker);
    taker.want(0);
    await time.during(taker.idle());
    expect(await database.conversations.count()).toBe(0);
    expect(takenAt.length).toBeGreaterThan(2);
  });
});

describe('the organisation', () => {
  const name = async () => (await database.accounts.get(account))?.organisationName;
  it('is asked for its name once, after the overview, and a failure of that is no failure of the account', async () => {
    answers = [() => failed(down), () => succeeded(overviewOf([]))];
    names = [() => failed(down)];
    const taker = takerOf();
    await take(taker);
    await take(taker);
    await time.during(taker.idle());
    names = [() => succeeded('Contoso')];
    await take(taker);
    await time.during(taker.idle());
    expect([met, await name()]).toEqual([[down], undefined]);
  });

  it('is named in the account’s row', async () => {
    answers = [() => succeeded(overviewOf([]))];
    names = [() => succeeded('Contoso')];
    const taker = takerOf();
    await take(taker);
    await time.during(taker.idle());
    expect(await name()).toBe('Contoso');
  });
});

it('the service’s limits for writing are read after each overview until they are known, and are stored in the account’s row', async () => {
  answers = [() => succeeded(overviewOf([]))];
  const limits = { perMessage: 10, largest: 1_000 };
  const told: (typeof limits | null)[] = [null, limits];
  let asked = 0;
  const taker = takerOf();
  const bare = {} as WritingCapability;
  const writing = {
    ...bare,
    fileLimits: () => Promise.resolve(told[(asked += 1) - 1] ?? null),
    editableFor: () => Promise.resolve(60_000),
  };
  const connector = { overview: () => Promise.resolve(next(answers)), writing };
  const learning = takerOf({ connector });
  for (const known of [undefined, limits, limits]) {
    await take(learning);
    await time.during(learning.idle());
    const row = await database.accounts.get(account);
    expect(row?.fileLimits).toEqual(known);
    expect(row?.editableFor).toBe(known && 60_000);
  }
  expect(asked).toBe(2);
  // An answer without limits is no failure.
  await take(taker);
  expect(broken).toEqual([]);
});
