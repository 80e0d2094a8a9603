/** The mirror of one account as a whole: its requests in order, and its reported state. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectorOf } from '../../../test/support/connectors.ts';
import { openDatabase } from '../../../test/support/database.ts';
import { storeOf } from '../../../test/support/mirrored.ts';
import { account, facts, general, me, message } from '../../../test/support/rows.ts';
import { VirtualTime } from '../../../test/support/virtual-time.ts';
import type { Connector, LiveEvent } from '../../connectors/connector.ts';
import type { World } from '../../connectors/world.ts';
import {
  failed,
  succeeded,
  type AccountState,
  type Change,
  type ConversationId,
  type MessageId,
  type PersonId,
  type ServiceFailure,
} from '../../model/index.ts';
import type { IsthmusDatabase } from '../../store/index.ts';
import type { MirrorNews } from '../follower.ts';
import { AccountMirror } from './account-mirror.ts';
import { type CadenceTable, pollingCadence } from './pull/cadence.ts';
import { bareBatch } from './store/batch.ts';

const down: ServiceFailure = { kind: 'offline', reason: 'service-down', status: 503 };
const random = `${account}/random` as ConversationId;
const silent: CadenceTable = {
  focused: { index: null, attended: null, sweep: null, kept: null, overview: null, presence: null },
  unfocused: { index: null, attended: null, sweep: null, kept: null, overview: null, presence: null },
  away: { index: null, attended: null, sweep: null, kept: null, overview: null, presence: null },
  hinted: 300_000,
};

// One for all tests: what is under way is told from what was when it was made, and no test leaves anything behind then.
const time = new VirtualTime(1_000_000);
let database: IsthmusDatabase;
let asked: string[];
let heard: MirrorNews[];
let fails: (what: string) => ServiceFailure | null;
let tell: (event: LiveEvent) => void;
let mirror: AccountMirror;

/** A service with two channels of one message each. */
const service = (over: Partial<Connector> = {}): Connector => {
  const answer = <Value>(what: string, value: () => Value) => {
    asked.push(what);
    const failure = fails(what);
    return Promise.resolve(failure ? failed(failure) : succeeded(value()));
  };
  const changes: Change[] = [general, random].map((id) => ({
    kind: 'conversation',
    conversation: facts({ id }),
  }));
  return connectorOf({
    overview: () =>
      answer('overview', () => ({
        me,
        changes,
        conversationIds: [general, random],
        teamIds: [],
        notRead: [],
      })),
    vital: () => answer('vital', () => null),
    history: (id) =>
      answer(`history ${id}`, () => ({
        changes: [
          {
            kind: 'message' as const,
            message: message('1', { id: `${id}/1` as ReturnType<typeof message>['id'], conversationId: id }),
          },
        ],
        next: null,
        changesCursor: 'c1',
        covers: null,
      })),
    changes: (id) => answer(`changes ${id}`, () => ({ changes: [], cursor: 'c2', more: false })),
    people: () => answer('people', () => []),
    members: (id) => answer(`members ${id}`, () => []),
    presence: () => answer('presence', () => []),
    ...over,
  });
};
const live: NonNullable<Connector['live']> = {
  listen: (sink) => {
    tell = sink;
    asked.push('listen');
    return { reconnect: () => void asked.push('reconnect'), close: () => void asked.push('close') };
  },
};
const begin = async (connector: Connector, cadence = silent): Promise<void> => {
  const unused = (): never => {
    throw new Error('not asked of the world');
  };
  const world: World = {
    now: time.now,
    after: time.after,
    random: () => 0.5,
    fetch: unused,
    openSocket: unused,
    accessToken: unused,
    log: () => undefined,
  };
  mirror = new AccountMirror({
    world,
    mirror: storeOf(database, heard),
    connector,
    identity: { id: account, service: 'mattermost', displayName: 'Me', label: 'me' },
    cadence,
    workers: 2,
    days: null,
  });
  await mirror.start();
};
const state = async (): Promise<AccountState | undefined> => (await database.accounts.get(account))?.state;
const becomes = (kind: AccountState['kind']): Promise<void> =>
  time.until(async () => (await state())?.kind === kind);

beforeEach(() => {
  database = openDatabase();
  asked = [];
  heard = [];
  fails = () => null;
});
afterEach(async () => {
  await time.during(mirror.stop());
  database.close();
});

describe('a mirror that begins', () => {
  it('takes an overview before it asks for anything else, and is live when all has been read', async () => {
    await begin(service());
    expect((await state())?.kind).toBe('connecting');
    await becomes('live');
    expect(asked[0]).toBe('overview');
    expect(asked.slice(1).sort()).toEqual(
      expect.arrayContaining([`history ${general}`, `history ${random}`, `members ${general}`]),
    );
    expect(await database.messages.count()).toBe(2);
    expect(heard).toContainEqual({ kind: 'current', account, service: 'mattermost' });
  });

  it('sends only the next try to a service that cannot be reached, and continues by itself', async () => {
    let away = true;
    fails = () => (away ? down : null);
    await begin(service());
    await becomes('offline');
    expect(new Set(asked)).toEqual(new Set(['overview']));
    away = false;
    await becomes('live');
  });

  it('continues at once when it is told to', async () => {
    fails = () => down;
    await begin(service());
    await becomes('offline');
    fails = () => null;
    const at = time.now();
    mirror.tryNow();
    await time.until(() => asked.includes(`history ${general}`));
    expect(time.now() - at).toBeLessThan(1_000);
  });

  it('lets one failing conversation rest, and reads the other', async () => {
    fails = (what) => (what === `history ${random}` ? { kind: 'forbidden', status: 403, code: '' } : null);
    await begin(service());
    await time.until(async () => (await database.messages.count()) === 1);
    expect(await database.messages.toCollection().primaryKeys()).toEqual([`${general}/1`]);
    await time.until(async () => (await database.discards.toArray()).length > 0);
    expect(await database.discards.toArray()).toMatchObject([{ reason: 'forbidden-conversation', count: 1 }]);
  });
});

describe('a mirror that is paused', () => {
  it('cancels running requests, says that it is paused, and catches up afterwards', async () => {
    await begin(service());
    await becomes('live');
    await time.during(mirror.pause({ kind: 'paused', by: 'user' }));
    await becomes('paused');
    asked = [];
    mirror.tryNow();
    mirror.setAttention({ conversationId: general, wantsOlder: false }, 'focused');
    await time.settle();
    expect(asked).toEqual([]);
    mirror.resume();
    await becomes('live');
    expect(asked).toEqual(expect.arrayContaining(['overview', `changes ${general}`, `changes ${random}`]));
  });

  it('while its overview is being stored stays paused, and nothing comes by itself', async () => {
    let pausing: Promise<void> | undefined;
    database.conversations.hook('creating', () => {
      pausing ??= mirror.pause({ kind: 'paused', by: 'sleep' });
    });
    await begin(service(), pollingCadence);
    await time.until(() => pausing !== undefined);
    await time.during(pausing ?? Promise.resolve());
    await expect(time.until(() => false)).rejects.toThrow('nothing is left to happen');
    expect([await database.conversations.count(), asked]).toEqual([2, ['overview']]);
    expect(await state()).toEqual({ kind: 'paused', by: 'sleep' });
  });

  it('is paused after it stored its received events', async () => {
    await begin(service({ live }));
    await time.until(() => asked.includes('listen'));
    tell({ kind: 'connected', complete: true });
    await becomes('live');
    const order: string[] = [];
    database.messages.hook('creating', () => {
      order.push('stored');
    });
    tell({ kind: 'changes', changes: [{ kind: 'message', message: message('2', { createdAt: 5_000 }) }] });
    await time.during(mirror.pause({ kind: 'paused', by: 'sleep' }).then(() => order.push('paused')));
    expect(order).toEqual(['stored', 'paused']);
  });

  it('reports nothing more once it is stopped', async () => {
    await begin(service());
    await becomes('live');
    await time.during(mirror.stop());
    const row = await database.accounts.get(account);
    mirror.tryNow();
    await time.settle();
    expect(await database.accounts.get(account)).toEqual(row);
  });
});

describe('the open conversation', () => {
  it('is read at once if the service pushes nothing, and again at regular times', async () => {
    await begin(service(), { ...silent, focused: { ...silent.focused, attended: 10_000 } });
    await becomes('live');
    asked = [];
    mirror.setAttention({ conversationId: random, wantsOlder: false }, 'focused');
    await time.until(() => asked.filter((what) => what === `changes ${random}`).length >= 3);
    expect(asked).not.toContain(`changes ${general}`);
  });

  it('is not read while the service pushes its events', async () => {
    await begin(service({ live }));
    await time.until(() => asked.includes('listen'));
    tell({ kind: 'connected', complete: true });
    await becomes('live');
    asked = [];
    mirror.setAttention({ conversationId: random, wantsOlder: false }, 'focused');
    await time.settle();
    expect(asked).toEqual([]);
  });
});

describe('a connection over which the service pushes', () => {
  beforeEach(async () => {
    await begin(service({ live }), pollingCadence);
    await time.until(() => asked.includes('listen'));
  });

  it('is awaited before the state is live, and its events are stored', async () => {
    await time.until(() => asked.includes(`history ${random}`));
    await becomes('catching-up');
    tell({ kind: 'connected', complete: true });
    await becomes('live');
    tell({ kind: 'changes', changes: [{ kind: 'message', message: message('2', { createdAt: 5_000 }) }] });
    await time.until(async () => (await database.messages.count()) === 3);
  });

  it('that is lost is reported, and the service is asked whether it works; after a gap everything is read again', async () => {
    tell({ kind: 'connected', complete: true });
    await becomes('live');
    tell({ kind: 'disconnected', retryAt: time.now() + 60_000 });
    await becomes('without-push');
    await time.until(() => asked.includes('vital'));
    asked = [];
    heard.length = 0;
    tell({ kind: 'connected', complete: false });
    expect(heard).toContainEqual({ kind: 'choices-stale' });
    expect(mirror.mayHaveGap(general)).toBe(true);
    await time.until(() => asked.includes('overview'));
    await becomes('live');
    expect(asked).toEqual(expect.arrayContaining([`changes ${general}`, `changes ${random}`]));
    expect(mirror.mayHaveGap(general)).toBe(false);
  });

  it('that the service itself ended makes the account wait, and continues with it', async () => {
    tell({ kind: 'connected', complete: true });
    await becomes('live');
    fails = () => down;
    tell({ kind: 'disconnected', retryAt: time.now() + 60_000 });
    await becomes('offline');
    fails = () => null;
    tell({ kind: 'connected', complete: true });
    await becomes('live');
  });
});

it('a refused sign-in is reported once, and all running requests end', async () => {
  const refused: ServiceFailure = { kind: 'sign-in-needed', reason: 'expired' };
  let refuse: (failure: typeof refused & { readonly kind: 'sign-in-needed' }) => void = () => undefined;
  let signal: AbortSignal | undefined;
  await begin(
    service({
      live,
      heedSignIn: (listener) => (refuse = listener),
      members: (_id, under) => {
        signal = under;
        return new Promise((resolve) => {
          under.addEventListener('abort', () => resolve(failed({ kind: 'cancelled' })));
        });
      },
    }),
  );
  await time.until(() => signal !== undefined);
  fails = () => refused;
  refuse({ kind: 'sign-in-needed', reason: 'expired' });
  await becomes('sign-in-needed');
  expect(signal?.aborted).toBe(true);
  expect(asked).toContain('close');
});

describe('a relay that says how many desktops share the limits', () => {
  const chat = `${account}/chat` as ConversationId;
  const quiet = `${account}/quiet` as ConversationId;
  const polled = (over: Partial<Connector> = {}): Connector =>
    service({
      overview: () => {
        asked.push('overview');
        const changes = [chat, quiet].map((id): Change => ({
          kind: 'conversation',
          conversation: facts({
            id,
            teamId: null,
            participants: [me],
            lastActivityAt: id === chat ? 2_000 : 1,
          }),
        }));
        return Promise.resolve(
          succeeded({ me, changes, conversationIds: [chat, quiet], teamIds: [], notRead: [] }),
        );
      },
      ...over,
    });
  const sweeps: CadenceTable = { ...silent, unfocused: { ...silent.unfocused, sweep: 60_000 } };
  const pulls = (): string[] => asked.filter((one) => one.startsWith('changes'));

  it('is asked more seldom from then on, also after the next start, which asks what has moved alone', async () => {
    await begin(polled(), sweeps);
    await becomes('live');
    await time.pass(600_000);
    expect(pulls().length).toBeGreaterThan(5);
    mirror.desktopsAre(1_000);
    asked.length = 0;
    await time.pass(600_000);
    expect(pulls()).toEqual([]);
    await time.until(async () => (await database.accounts.get(account))?.desktops?.count === 1_000);
    await mirror.stop();

    await begin(polled(), sweeps);
    await becomes('live');
    await time.pass(600_000);
    expect(pulls()).toEqual([`changes ${chat}`]);
    await mirror.stop();

    // Nobody has said so for a week.
    await time.pass(7 * 86_400_000);
    asked.length = 0;
    await begin(polled(), sweeps);
    await becomes('live');
    await time.pass(600_000);
    expect(pulls().length).toBeGreaterThan(5);
  });

  it('asks all chats at a start whose list of chats was refused, and what others wrote before a message of the user', async () => {
    const newest = (id: ConversationId, createdAt: number): Change => ({
      kind: 'message',
      message: message('9', { id: `${id}/9` as MessageId, conversationId: id, createdAt }),
    });
    const start = time.now();
    let activity = 1;
    let isRefused = false;
    const connector = polled({
      overview: () => {
        const changes = [chat, quiet].map((id): Change => ({
          kind: 'conversation',
          conversation: facts({
            id,
            teamId: null,
            participants: [me],
            lastActivityAt: id === chat ? activity : 1,
          }),
        }));
        const answer = { me, changes, conversationIds: [chat, quiet], teamIds: [], notRead: [] };
        const refused = {
          ...{ me, changes: [], conversationIds: [], teamIds: [] },
          notRead: [{ list: { kind: 'chats' as const }, failure: down }],
        };
        return Promise.resolve(succeeded(isRefused ? refused : answer));
      },
    });
    await begin(connector);
    await becomes('live');
    mirror.desktopsAre(1_000);
    await time.until(async () => (await database.accounts.get(account))?.desktops?.count === 1_000);
    await mirror.stop();
    const again = async (): Promise<readonly string[]> => {
      asked.length = 0;
      await begin(connector);
      // They are read one after the other.
      await time.pass(1_600_000);
      await mirror.stop();
      return pulls();
    };
    expect(await again()).toEqual([]);

    isRefused = true;
    expect([...(await again())].sort()).toEqual([`changes ${chat}`, `changes ${quiet}`]);
    isRefused = false;
    expect(await again()).toEqual([]);

    // The user's own message was stored as it was sent, and nothing was pulled since.
    await time.pass(60_000);
    activity = time.now();
    expect(activity).toBeGreaterThan(start);
    await storeOf(database, heard).write(bareBatch(account, 'own', [newest(chat, activity)]));
    expect(await again()).toEqual([`changes ${chat}`]);
  });

  it('reads what moved before a start one after the other, and at once what the user opens or moves again', async () => {
    const opens: CadenceTable = { ...silent, focused: { ...silent.focused, attended: 10_000 } };
    await begin(polled(), opens);
    await becomes('live');
    mirror.desktopsAre(1_000);
    await time.until(async () => (await database.accounts.get(account))?.desktops?.count === 1_000);
    await mirror.stop();
    // Both have moved.
    await database.conversations.toCollection().modify({ lastActivityAt: 0 });
    asked.length = 0;
    await begin(polled(), opens);
    // Nobody waits for them, nor does the account.
    await becomes('live');
    expect(pulls()).toEqual([]);
    mirror.setAttention({ conversationId: quiet, wantsOlder: false }, 'focused');
    await time.pass(10_000);
    expect(pulls()).toEqual([`changes ${quiet}`]);
    // It was asked just now.
    for (const conversationId of [null, quiet])
      mirror.setAttention({ conversationId, wantsOlder: false }, 'focused');
    await time.pass(10_000);
    expect(pulls()).toEqual([`changes ${quiet}`]);
    mirror.setAttention({ conversationId: null, wantsOlder: false }, 'away');
    await time.pass(1_500_000);
    expect(pulls()).toEqual([`changes ${quiet}`, `changes ${chat}`]);
  });

  it('reads a chat at once that moves again between the overview of a start and the first look at what has moved', async () => {
    const looks: CadenceTable = { ...silent, unfocused: { ...silent.unfocused, index: 40_000 } };
    const activity = new Map([chat, quiet].map((id) => [id, 1]));
    const listed = (id: ConversationId): Change => ({
      kind: 'conversation',
      conversation: facts({
        id,
        teamId: null,
        participants: [me],
        lastActivityAt: activity.get(id) ?? 0,
      }),
    });
    const connector = polled({
      overview: () => {
        const changes = [chat, quiet].map(listed);
        return Promise.resolve(
          succeeded({ me, changes, conversationIds: [chat, quiet], teamIds: [], notRead: [] }),
        );
      },
      index: {
        tellsFirst: false,
        moved: () => {
          asked.push('index');
          return Promise.resolve(
            succeeded({ changes: [chat, quiet].map(listed), moved: [chat, quiet], since: 'i' }),
          );
        },
      },
    });
    await begin(connector, silent);
    await becomes('live');
    mirror.desktopsAre(1_000);
    await time.until(async () => (await database.accounts.get(account))?.desktops?.count === 1_000);
    await mirror.stop();
    await time.pass(60_000);
    for (const id of [chat, quiet]) activity.set(id, time.now());
    asked.length = 0;
    await begin(connector, looks);
    await becomes('live');
    expect(pulls()).toEqual([]);
    await time.pass(10_000);
    activity.set(chat, time.now());
    // The first look comes before what was put off.
    for (let minutes = 0; minutes < 60 && !asked.includes('index'); minutes += 1) await time.pass(60_000);
    await time.pass(10_000);
    expect(asked.filter((one) => one === 'index' || one.startsWith('changes'))).toEqual([
      'index',
      `changes ${chat}`,
    ]);
  });

  it('has a conversation of which the relay tells pulled in turn, or when something waits for it', async () => {
    const people = [me, `${account}/user/ada` as PersonId];
    const linked = polled({
      sharedResourceOf: (id) => id.slice(id.lastIndexOf('/') + 1),
      overview: () => {
        const changes: Change[] = [
          { kind: 'conversation', conversation: facts({ id: chat, teamId: null, participants: people }) },
        ];
        return Promise.resolve(succeeded({ me, changes, conversationIds: [chat], teamIds: [], notRead: [] }));
      },
    });
    await begin(linked);
    await becomes('live');
    mirror.desktopsAre(1_000);
    await time.until(async () => (await database.accounts.get(account))?.desktops?.count === 1_000);
    await mirror.stop();
    asked.length = 0;
    await begin(linked);
    mirror.expectHints([chat]);
    await becomes('live');
    expect([mirror.isAskedInTurn(chat), mirror.isLate(chat), pulls()]).toEqual([true, true, []]);
    const waits = Array.from({ length: 50 }, (_, at) => mirror.untilAsked('chat', time.now() + at * 100));
    expect(waits.filter((wait) => wait === 0).length).toBeGreaterThan(3);
    expect(Math.max(...waits)).toBeGreaterThan(500);
    expect(mirror.untilAsked('quiet', time.now() + 1)).toBe(0);
    mirror.pullWanted(chat);
    await time.pass(3_000);
    expect(pulls()).toEqual([`changes ${chat}`]);
    expect([mirror.isAskedInTurn(chat), mirror.isLate(chat)]).toEqual([true, false]);
    // Nothing is to be pulled.
    mirror.pullWanted(chat);
    await time.pass(30_000);
    expect(pulls()).toHaveLength(1);
    // Nothing waits for what fails by itself for long.
    await mirror.stop();
    await begin(linked);
    fails = (what) => (what.startsWith('changes') ? { kind: 'forbidden', status: 403, code: '' } : null);
    mirror.expectHints([chat]);
    await becomes('live');
    expect(mirror.isLate(chat)).toBe(true);
    mirror.pullWanted(chat);
    await time.pass(3_000);
    expect([mirror.isAskedInTurn(chat), mirror.isLate(chat)]).toEqual([true, false]);
    mirror.expectHints([]);
    expect([mirror.isAskedInTurn(chat), mirror.untilAsked('chat', time.now() + 1)]).toEqual([false, 0]);
  });

  it('goes on asking where relays tell different numbers in turn, by the largest', async () => {
    await begin(polled(), sweeps);
    await becomes('live');
    await time.pass(600_000);
    asked.length = 0;
    for (let minute = 0; minute < 60; minute += 1) {
      mirror.desktopsAre(minute % 2 === 0 ? 100 : 50);
      await time.pass(60_000);
    }
    expect(pulls().length).toBeGreaterThan(5);
    expect((await database.accounts.get(account))?.desktops?.count).toBe(100);
    await time.pass(3_600_000);
    mirror.desktopsAre(50);
    await time.until(async () => (await database.accounts.get(account))?.desktops?.count === 50);
  });

  it('asks as often as before when nobody has told it for a week, also without a new start', async () => {
    const days = (count: number): Promise<void> => time.pass(count * 86_400_000);
    const overviews = { ...sweeps, unfocused: { ...sweeps.unfocused, sweep: 600_000, overview: 1_800_000 } };
    await begin(polled(), overviews);
    await becomes('live');
    mirror.desktopsAre(10_000);
    await days(6);
    asked.length = 0;
    await time.pass(3_600_000);
    expect(pulls()).toEqual([]);
    await days(1.5);
    asked.length = 0;
    await time.pass(3_600_000);
    expect(pulls().length).toBeGreaterThan(3);
  });
});
