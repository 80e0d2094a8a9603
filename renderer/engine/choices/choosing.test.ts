import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { batchOf, conversation } from '../../../test/support/batches.ts';
import { connectorOf } from '../../../test/support/connectors.ts';
import { openDatabase } from '../../../test/support/database.ts';
import { ingest } from '../../../test/support/mirrored.ts';
import { account, general, me } from '../../../test/support/rows.ts';
import { VirtualTime } from '../../../test/support/virtual-time.ts';
import type { WritingCapability } from '../../connectors/writing.ts';
import type { World } from '../../connectors/world.ts';
import {
  failed,
  forEver,
  succeeded,
  type Change,
  type Result,
  type ServiceChoice,
  type ServiceFailure,
} from '../../model/index.ts';
import {
  isChoiceIntent,
  readAllOwnChoices,
  readConversationRow,
  readIntents,
  wantFavourite,
  wantHidden,
  wantMuted,
  type IsthmusDatabase,
} from '../../store/index.ts';
import { Choosing } from './choosing.ts';

const unused = (): never => {
  throw new Error('not asked for');
};

let database: IsthmusDatabase;
/** Made before any work is running, so that it knows what to wait for. */
const time = new VirtualTime(1_000_000);
let choosing: Choosing;
/** The service's answers, one after the other; afterwards all succeed. */
let answers: Result<readonly Change[]>[];
/** The requests to the service. */
let asked: ServiceChoice[];
let isPaused: boolean;
let ownChoices: number;
const sides = [{ id: general, accountId: account }];

beforeEach(async () => {
  database = openDatabase();
  [answers, asked, isPaused, ownChoices] = [[], [], false, 0];
  await ingest(database, batchOf([conversation({ readAt: 5_000, favourite: false })]));
  await database.accounts.put({ id: account, me, service: 'mattermost', progress: { messages: 0 } } as never);
  const world: World = {
    now: time.now,
    after: time.after,
    random: () => 1,
    fetch: unused,
    openSocket: unused,
    accessToken: unused,
    log: unused,
  };
  const writing = {
    choose: (_conversation, choice) => {
      asked.push(choice);
      return Promise.resolve(answers.shift() ?? succeeded([]));
    },
  } satisfies Partial<WritingCapability>;
  choosing = new Choosing({
    world,
    database,
    connectorOf: () => connectorOf({ writing: writing as unknown as WritingCapability }),
    mayAsk: () => !isPaused,
    store: async (accountId, changes) => {
      await ingest(database, batchOf(changes, { accountId, source: 'own' }));
    },
    onOwnChoice: () => {
      ownChoices += 1;
    },
  });
});
afterEach(() => {
  choosing.stop();
  database.close();
});

const intents = async () => (await readIntents(database)).filter(isChoiceIntent);
const take = async (): Promise<void> => {
  choosing.take(await intents());
  await time.settle();
};
const row = () => readConversationRow(database, general);

describe('a choice that the service stores', () => {
  it('is stored in the mirror, sent to the service, and then done', async () => {
    await wantFavourite(database, sides, true, 1);
    await take();
    expect(asked).toEqual([{ kind: 'favourite', value: true }]);
    expect((await row())?.favourite).toBe(true);
    expect(await intents()).toEqual([]);
  });

  it('that is changed back is sent in its last state', async () => {
    await wantFavourite(database, sides, true, 1);
    await wantFavourite(database, sides, false, 2);
    await take();
    expect(asked).toEqual([{ kind: 'favourite', value: false }]);
    expect(await intents()).toEqual([]);
  });

  it.each<[string, ServiceFailure, number]>([
    ['off-line', { kind: 'offline', reason: 'no-network', status: null }, 30_000],
    ['throttled', { kind: 'throttled', retryAfterMs: 7_000 }, 7_000],
  ])('%s: waits, is shown at once, and is sent later', async (_case, failure, ms) => {
    answers = [failed(failure)];
    await wantFavourite(database, sides, true, 1);
    await take();
    expect((await row())?.favourite).toBe(true);
    expect(await intents()).toHaveLength(1);
    await time.pass(ms);
    await time.settle();
    expect(asked).toHaveLength(2);
    expect(await intents()).toEqual([]);
  });

  it('is tried at once when the service can be reached again, and shown again after its overview', async () => {
    answers = [failed({ kind: 'offline', reason: 'no-network', status: null })];
    await wantFavourite(database, sides, true, 1);
    await take();
    await ingest(database, batchOf([conversation({ readAt: 5_000, favourite: false })]));
    expect((await row())?.favourite).toBe(false);
    choosing.again();
    await time.settle();
    expect((await row())?.favourite).toBe(true);
    expect(await intents()).toEqual([]);
  });

  it('is replaced at once by a newer choice while it waits', async () => {
    answers = [failed({ kind: 'offline', reason: 'no-network', status: null })];
    await wantFavourite(database, sides, true, 1);
    await take();
    await wantFavourite(database, sides, false, 2);
    await take();
    expect(asked.at(-1)).toEqual({ kind: 'favourite', value: false });
    expect(await intents()).toEqual([]);
    expect((await row())?.favourite).toBe(false);
  });

  it('that is refused is taken back, and stays with its reason', async () => {
    answers = [failed({ kind: 'forbidden', status: 403, code: 'x' })];
    await wantFavourite(database, sides, true, 1);
    await take();
    expect((await row())?.favourite).toBe(false);
    expect(await intents()).toMatchObject([{ kind: 'favour', failure: { kind: 'no-right' } }]);
    await take();
    expect(asked).toHaveLength(1);
  });

  it('is shown in a pause, and sent when the pause ends', async () => {
    isPaused = true;
    await wantMuted(database, sides, forEver, 1);
    await take();
    expect([asked, (await row())?.muted]).toEqual([[], true]);
    isPaused = false;
    await take();
    expect(asked).toEqual([{ kind: 'muted', value: true }]);
    expect(await intents()).toEqual([]);
  });

  it.each(['off-line', 'in a pause'])(
    'to unmute %s is sent later, though the mirror shows it at once',
    async (when) => {
      await ingest(database, batchOf([conversation({ readAt: 5_000, muted: true })]));
      if (when === 'in a pause') isPaused = true;
      else answers = [failed({ kind: 'offline', reason: 'no-network', status: null })];
      await wantMuted(database, sides, null, 1);
      await take();
      expect((await row())?.muted).toBe(false);
      expect(await intents()).toHaveLength(1);
      [asked, isPaused] = [[], false];
      if (when === 'in a pause') await take();
      else await time.pass(30_000);
      await time.settle();
      expect(asked).toEqual([{ kind: 'muted', value: false }]);
      expect(await intents()).toEqual([]);
    },
  );

  it('to hide hides no message that comes while it waits', async () => {
    const chat = (lastActivityAt: number) => conversation({ kind: 'direct', readAt: 5_000, lastActivityAt });
    await ingest(database, batchOf([chat(6_000)]));
    answers = [failed({ kind: 'throttled', retryAfterMs: 7_000 })];
    await wantHidden(database, sides, true, 1);
    await take();
    const upTo = (await row())?.sortAt ?? 0;
    expect((await readAllOwnChoices(database)).get(general)).toEqual({ hiddenUpTo: upTo });
    await ingest(database, batchOf([chat(upTo + 10)]));
    expect((await row())?.sortAt).toBe(upTo + 10);
    await time.pass(7_000);
    await time.settle();
    expect(asked).toHaveLength(2);
    expect(await intents()).toEqual([]);
    expect((await readAllOwnChoices(database)).get(general)).toEqual({ hiddenUpTo: upTo });
  });

  it('ends if its conversation is gone', async () => {
    await wantFavourite(database, sides, true, 1);
    await ingest(database, batchOf([{ kind: 'conversation-gone', id: general }]));
    await take();
    expect([asked, await intents()]).toEqual([[], []]);
  });
});

describe('a choice that Isthmus stores', () => {
  it('is stored with its time, sends no request, and is reported', async () => {
    await wantMuted(database, sides, 9_000_000, 77);
    await take();
    expect((await readAllOwnChoices(database)).get(general)).toEqual({ mutedUntil: 9_000_000 });
    expect([asked, ownChoices, await intents()]).toEqual([[], 1, []]);
  });
});
