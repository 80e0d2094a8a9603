import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { batchOf, conversation } from '../../../test/support/batches.ts';
import { connectorOf } from '../../../test/support/connectors.ts';
import { openDatabase } from '../../../test/support/database.ts';
import { account, general, message } from '../../../test/support/rows.ts';
import { ingest } from '../../../test/support/mirrored.ts';
import type { World } from '../../connectors/world.ts';
import type { WritingCapability } from '../../connectors/writing.ts';
import {
  failed,
  succeeded,
  type Change,
  type MessageId,
  type Result,
  type ServiceFailure,
} from '../../model/index.ts';
import {
  readIntents,
  readRefusedChoices,
  seenChoiceRefusals,
  wantUnread,
  type IsthmusDatabase,
} from '../../store/index.ts';
import { longestPause } from '../mirror/setbacks/pauses.ts';
import { type ReadIntent, ReadIntents } from './read-intents.ts';

const unused = (): never => {
  throw new Error('not asked for');
};
const bareWriting: WritingCapability = {
  longest: 0,
  measure: unused,
  filesPerMessage: null,
  addressOf: unused,
  keepsKeys: false,
  read: unused,
  send: unused,
  edit: unused,
  remove: unused,
  restore: unused,
  react: unused,
  canReact: unused,
  markRead: unused,
  markUnread: unused,
  choose: unused,
  factsOf: unused,
  download: unused,
  upload: unused,
};

let database: IsthmusDatabase;
/** The service's answers, one after the other; afterwards all succeed. */
let answers: Result<readonly Change[]>[];
/** If set, the service's answer waits for it. */
let answer: Promise<Result<readonly Change[]>> | null;
let giveAnswer: (given: Result<readonly Change[]>) => void;
/** The times up to which the service was asked to mark as read, ms. */
let told: number[];
/** The messages from which on the service was asked to mark as unread. */
let unread: MessageId[];
/** Pauses that have begun, ms. */
let pauses: number[];
let onPause: (work: () => void) => void;
let reads: ReadIntents;

/** Resolves when the reads have begun to wait; returns the function that ends the wait. */
const waiting = (): Promise<() => void> => new Promise((resolve) => (onPause = resolve));

beforeEach(async () => {
  database = openDatabase();
  await ingest(database, batchOf([conversation({ readAt: 1_000 })]));
  [answers, told, unread, pauses] = [[], [], [], []];
  onPause = unused;
  answer = null;
  giveAnswer = unused;
  const world: World = {
    now: () => 0,
    random: () => 1,
    after: (ms, work) => {
      pauses.push(ms);
      onPause(work);
      return () => undefined;
    },
    fetch: unused,
    openSocket: unused,
    accessToken: unused,
    log: unused,
  };
  const writing: WritingCapability = {
    ...bareWriting,
    markRead: (_id, readAt) => {
      told.push(readAt);
      return answer ?? Promise.resolve(answers.shift() ?? succeeded([]));
    },
    markUnread: (id, readAt) => {
      unread.push(id);
      const changes = [{ kind: 'read', conversationId: general, readAt }] as const;
      return Promise.resolve(answers.shift() ?? succeeded(changes));
    },
  };
  reads = new ReadIntents({
    world,
    database,
    connectorOf: () => connectorOf({ writing }),
    store: async (accountId, changes) => {
      await ingest(database, batchOf(changes, { accountId }));
    },
  });
});
afterEach(() => {
  reads.stop();
  database.close();
});

const intend = async (readAt: number): Promise<ReadIntent> => {
  const row = { kind: 'read', accountId: account, conversationId: general, at: 0, readAt } as const;
  return { ...row, id: await database.intents.add(row) };
};
const comeBack = message('m', { createdAt: 501 });
const intendUnread = async (): Promise<ReadIntent> => {
  await wantUnread(database, [comeBack], 0);
  const row = (await readIntents(database)).at(-1);
  if (row?.kind !== 'unread') throw new Error('it is not intended');
  return row;
};
const readAt = async (): Promise<number | undefined> => (await database.conversations.get(general))?.readAt;
const done = () => expect.poll(() => database.intents.count()).toBe(0);

describe('a read mark of the user', () => {
  it('is stored in the mirror, sent to the service, and then done', async () => {
    reads.take([await intend(5_000)]);
    await done();
    expect([told, pauses]).toEqual([[5_000], []]);
    expect((await database.conversations.get(general))?.readAt).toBe(5_000);
  });

  it('that moves several times is sent once, with the last place', async () => {
    reads.take([await intend(5_000), await intend(7_000), await intend(6_000)]);
    await done();
    expect(told).toEqual([7_000]);
  });

  it.each<[string, ServiceFailure, number]>([
    [
      'where the sign-in is good, but not for this, after the longest pause',
      { kind: 'not-let-in' },
      longestPause,
    ],
    [
      'where the service asks for patience, when it says so',
      { kind: 'throttled', retryAfterMs: 7_000 },
      7_000,
    ],
    ['off-line, soon', { kind: 'offline', reason: 'no-network', status: null }, 30_000],
    ['where the request was cut off, soon', { kind: 'cancelled' }, 30_000],
    ['until somebody has signed in', { kind: 'sign-in-needed', reason: 'expired' }, 30_000],
  ])('stays and is sent again %s', async (_where, failure, pause) => {
    answers = [failed(failure)];
    const begun = waiting();
    reads.take([await intend(5_000)]);
    const goOn = await begun;
    expect([pauses, await database.intents.count()]).toEqual([[pause], 1]);
    // It is read in the mirror all the same.
    expect((await database.conversations.get(general))?.readAt).toBe(5_000);
    goOn();
    await done();
    expect(told).toEqual([5_000, 5_000]);
  });

  it('is sent one at a time, also if a pause began and ended meanwhile', async () => {
    const intent = await intend(5_000);
    reads.take([intent]);
    reads.stop();
    answer = new Promise((resolve) => (giveAnswer = resolve));
    reads.take([intent]);
    await expect.poll(() => told).toEqual([5_000]);
    reads.take([intent]);
    await readIntents(database);
    await new Promise(setImmediate);
    giveAnswer(succeeded([]));
    await done();
    expect(told).toEqual([5_000]);
  });

  it('ends if the service refuses it permanently', async () => {
    answers = [failed({ kind: 'refused', status: 400, code: '' })];
    reads.take([await intend(5_000)]);
    await done();
    expect([told, pauses]).toEqual([[5_000], []]);
  });

  it('that waited is not sent if the conversation was read further meanwhile: the service would take that back', async () => {
    answers = [failed({ kind: 'offline', reason: 'no-network', status: null })];
    const begun = waiting();
    reads.take([await intend(5_000)]);
    const goOn = await begun;
    await ingest(database, batchOf([{ kind: 'read', conversationId: general, readAt: 8_000 }]));
    goOn();
    await done();
    expect([told, await readAt()]).toEqual([[5_000], 8_000]);
  });
});

describe('a mark as unread', () => {
  it('goes back to just before the message, in the mirror and at the service', async () => {
    reads.take([await intendUnread()]);
    await done();
    expect([told, unread, await readAt()]).toEqual([[], [comeBack.id], 500]);
  });

  it('replaces an earlier read mark that is not sent yet', async () => {
    reads.take([await intend(5_000), await intendUnread()]);
    await done();
    expect([told, unread, await readAt()]).toEqual([[], [comeBack.id], 500]);
  });

  it('is followed by a later read mark, in that order', async () => {
    reads.take([await intendUnread(), await intend(5_000)]);
    await done();
    expect([told, unread, await readAt()]).toEqual([[5_000], [comeBack.id], 5_000]);
  });

  it('does not hide a later read mark while off-line', async () => {
    const offline = failed({ kind: 'offline', reason: 'no-network', status: null } as const);
    answers = [offline, offline];
    let begun = waiting();
    reads.take([await intendUnread()]);
    let goOn = await begun;
    await intend(5_000);
    begun = waiting();
    goOn();
    goOn = await begun;
    expect([await readAt(), await database.intents.count()]).toEqual([5_000, 2]);
    goOn();
    await done();
    expect([told, unread.length, await readAt()]).toEqual([[5_000], 3, 5_000]);
  });

  it('stays with its reason if the service refuses it, is not sent again, and delays nothing else', async () => {
    answers = [failed({ kind: 'forbidden', status: 403, code: 'x' })];
    reads.take([await intend(5_000), await intendUnread(), await intend(6_000)]);
    await expect
      .poll(() => readRefusedChoices(database))
      .toMatchObject([{ kind: 'unread', messageId: comeBack.id, failure: { kind: 'no-right' } }]);
    await expect.poll(() => told).toEqual([6_000]);
    await expect.poll(() => database.intents.count()).toBe(1);
    reads.take((await readRefusedChoices(database)).flatMap((row) => (row.kind === 'unread' ? [row] : [])));
    reads.take([await intend(7_000)]);
    await expect.poll(() => told).toEqual([6_000, 7_000]);
    expect(unread).toEqual([comeBack.id]);
    await seenChoiceRefusals(database, await readRefusedChoices(database));
    await done();
  });

  it.each([
    { mark: 1_200, sent: [1_200], shown: 1_200, what: 'sent if it is further than what the service has' },
    { mark: 900, sent: [], shown: 1_000, what: 'not sent if the service has more' },
  ])('that is refused is shown as read again, and the earlier read mark is $what', async (earlier) => {
    const offline = failed({ kind: 'offline', reason: 'no-network', status: null } as const);
    answers = [offline, failed({ kind: 'not-found', status: 404, code: '' })];
    const begun = waiting();
    reads.take([await intend(earlier.mark), await intendUnread()]);
    const goOn = await begun;
    expect(await readAt()).toBe(500);
    goOn();
    await expect.poll(() => database.intents.count()).toBe(1);
    expect([told, await readAt(), (await readRefusedChoices(database)).length]).toEqual([
      earlier.sent,
      earlier.shown,
      1,
    ]);
  });

  it('stays while off-line, and is sent again', async () => {
    answers = [failed({ kind: 'offline', reason: 'no-network', status: null })];
    const begun = waiting();
    reads.take([await intendUnread()]);
    const goOn = await begun;
    expect([await database.intents.count(), await readAt()]).toEqual([1, 500]);
    goOn();
    await done();
    expect(unread).toEqual([comeBack.id, comeBack.id]);
  });
});
