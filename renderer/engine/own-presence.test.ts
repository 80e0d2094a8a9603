import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { connectorOf } from '../../test/support/connectors.ts';
import { openDatabase } from '../../test/support/database.ts';
import { account, me } from '../../test/support/rows.ts';
import { VirtualTime } from '../../test/support/virtual-time.ts';
import {
  failed,
  succeeded,
  type Change,
  type Presence,
  type Result,
  type ServiceFailure,
} from '../model/index.ts';
import { readPresenceIntents, wantPresence, type IsthmusDatabase } from '../store/index.ts';
import { openAccountRow, writeMe } from './mirror/store/account-row.ts';
import { OwnPresence } from './own-presence.ts';

let database: IsthmusDatabase;
let time: VirtualTime;
let own: OwnPresence;
/** What the service says, one after the other; afterwards that all is well. */
let answers: (Result<readonly Change[]> | Promise<Result<readonly Change[]>>)[];
let asked: unknown[];
let stored: Change[];
let logged: string[];
/** What the service shows when it is asked. */
let shownThere: Presence;
/** How often storing fails. */
let faults: number;

beforeEach(() => {
  database = openDatabase();
  time = new VirtualTime(1_000_000);
  [answers, asked, stored, logged, faults] = [[], [], [], [], 0];
  shownThere = 'online';
  own = new OwnPresence({
    world: { log: (event) => void logged.push(event), now: time.now, after: time.after },
    database,
    connectorOf: () =>
      connectorOf({
        presence: () => {
          asked.push('shown?');
          return Promise.resolve(
            succeeded([{ kind: 'presence' as const, personId: me, presence: shownThere }]),
          );
        },
        setPresence: async (presence, until) => {
          asked.push([presence, until]);
          const shown = presence === 'automatic' ? 'online' : presence;
          return (
            (await answers.shift()) ??
            succeeded([{ kind: 'presence' as const, personId: me, presence: shown }])
          );
        },
      }),
    store: (_account, changes) => {
      if (faults > 0) {
        faults -= 1;
        return Promise.reject(new TypeError('not stored'));
      }
      stored.push(...changes);
      return Promise.resolve();
    },
  });
});
afterEach(() => {
  own.stop();
  database.close();
});

const wish = async (...[presence, until = null]: [Parameters<typeof wantPresence>[2], (number | null)?]) => {
  await wantPresence(database, account, presence, until, time.now());
  own.take(await readPresenceIntents(database));
};
const left = async () =>
  (await readPresenceIntents(database)).map(({ presence, failure }) => [presence, failure]);
const untilLeft = (rows: unknown) => vi.waitFor(async () => expect(await left()).toEqual(rows));
const untilAsked = (count: number) => vi.waitFor(() => expect(asked).toHaveLength(count));
/** The service takes its time with the next answer. Returns what gives it. */
const answerLater = (): ((answer: Result<readonly Change[]>) => void) => {
  let give: (answer: Result<readonly Change[]>) => void = () => undefined;
  answers = [new Promise((resolve) => (give = resolve))];
  return (answer) => give(answer);
};
const refusal: ServiceFailure = { kind: 'forbidden', status: 403, code: 'x' };
const noNetwork: ServiceFailure = { kind: 'offline', reason: 'no-network', status: null };

it('a wished presence is set once, stored as the service reports it, and no longer wished', async () => {
  await wish('do-not-disturb', 1_000_007);
  await untilLeft([]);
  expect(asked).toEqual([['do-not-disturb', 1_000_007]]);
  expect(stored).toEqual([{ kind: 'presence', personId: me, presence: 'do-not-disturb' }]);
});

it('only the last wished presence counts', async () => {
  await wantPresence(database, account, 'away', null, 1);
  await wish('online');
  await untilLeft([]);
  expect(asked).toEqual([['online', null]]);
});

it('a presence whose end has passed is not set', async () => {
  await wish('do-not-disturb', 1_000_000);
  await untilLeft([]);
  expect(asked).toEqual([]);
});

it('a presence that is refused stays with the reason, and is not tried again until the user chooses anew', async () => {
  answers = [failed(refusal)];
  await wish('away');
  await untilLeft([['away', { kind: 'no-right' }]]);
  own.take(await readPresenceIntents(database));
  own.again();
  expect([asked.length, stored]).toEqual([1, []]);
  await wish('online');
  await untilLeft([]);
  expect(asked).toHaveLength(2);
});

it('a presence that could not be told stays, and is tried again', async () => {
  answers = [failed(noNetwork), failed({ kind: 'throttled', retryAfterMs: 5_000 })];
  await wish('away');
  await untilAsked(1);
  await time.settle();
  expect(await left()).toEqual([['away', undefined]]);
  own.again();
  await untilAsked(2);
  await time.settle();
  await time.pass(5_000);
  await untilLeft([]);
  expect(asked).toHaveLength(3);
});

it('a fault in storing the answer is logged, and the presence is not set a second time', async () => {
  faults = 1;
  await wish('away');
  await vi.waitFor(() => expect(logged).toHaveLength(1));
  expect(logged[0]).toContain('set-presence');
  expect(await left()).toEqual([]);
  await time.pass(30_000);
  expect(asked).toHaveLength(1);
});

it('a presence without an end that could not be told for half a day is no longer set, and that is said', async () => {
  answers = [failed(noNetwork)];
  await wish('do-not-disturb');
  await untilAsked(1);
  // The computer is switched off meanwhile.
  own.stop();
  await time.pass(12 * 3_600_000);
  own.take(await readPresenceIntents(database));
  await untilLeft([['do-not-disturb', { kind: 'too-late' }]]);
  expect(asked).toHaveLength(1);
});

it('a presence whose end is still to come is set, however long ago it was wanted', async () => {
  answers = [failed(noNetwork)];
  const until = time.now() + 24 * 3_600_000;
  await wish('busy', until);
  await untilAsked(1);
  own.stop();
  await time.pass(20 * 3_600_000);
  own.take(await readPresenceIntents(database));
  await untilLeft([]);
  expect(asked.at(-1)).toEqual(['busy', until]);
});

it('a presence that is wanted while another is being set is sent after the answer', async () => {
  const answer = answerLater();
  await wish('away');
  await untilAsked(1);
  await wish('online');
  expect(asked).toEqual([['away', null]]);
  answer(succeeded([]));
  await untilLeft([]);
  expect(asked.at(-1)).toEqual(['online', null]);
});

it('a presence waits while nothing may be asked, and is set afterwards', async () => {
  answers = [failed(noNetwork)];
  await wish('away');
  await untilAsked(1);
  own.stop();
  await time.pass(3_600_000);
  own.again();
  await time.settle();
  expect([asked.length, await left()]).toEqual([1, [['away', undefined]]]);
  own.take(await readPresenceIntents(database));
  await untilLeft([]);
  expect(asked).toHaveLength(2);
});

it('a presence is neither stored nor sent after the end', async () => {
  const answer = answerLater();
  await wish('away');
  await untilAsked(1);
  own.stop();
  answer(succeeded([{ kind: 'presence', personId: me, presence: 'away' }]));
  await new Promise(setImmediate);
  expect([asked.length, stored, await left()]).toEqual([1, [], [['away', undefined]]]);
});

/** The request is under way when Isthmus is killed, and after `ms` it starts again. */
const killedWhileAsking = async (presence: 'away' | 'do-not-disturb', ms: number): Promise<void> => {
  asked = [];
  await openAccountRow(database, {
    ...{ id: account, service: 'mattermost' as const, displayName: 'Ada', label: 'ada' },
  });
  await writeMe(database, account, me);
  answerLater();
  await wish(presence);
  await untilAsked(1);
  own.stop();
  asked = [];
  await time.pass(ms);
  own.take(await readPresenceIntents(database));
};

it('a presence that the service shows already, after a kill before its answer was stored, is not set a second time', async () => {
  shownThere = 'away';
  await killedWhileAsking('away', 3_600_000);
  await untilLeft([]);
  expect(asked).toEqual(['shown?']);
  expect(stored).toEqual([{ kind: 'presence', personId: me, presence: 'away' }]);
});

it('a presence whose answer a kill has lost is set again at once after it, and not hours later: then it is said', async () => {
  await killedWhileAsking('away', 5_000);
  await untilLeft([]);
  expect(asked).toEqual(['shown?', ['away', null]]);
  await killedWhileAsking('do-not-disturb', 3_600_000);
  await untilLeft([['do-not-disturb', { kind: 'perhaps' }]]);
  expect(asked).toEqual(['shown?']);
});

it.each([
  [504, 'perhaps'],
  [503, 'set'],
] as const)(
  'after a %i whose request may or may not have been done, an hour later it is: %s',
  async (status, end) => {
    await openAccountRow(database, {
      ...{ id: account, service: 'mattermost' as const, displayName: 'Ada', label: 'ada' },
    });
    await writeMe(database, account, me);
    answers = [failed({ kind: 'offline', reason: 'service-down', status })];
    await wish('away');
    await untilAsked(1);
    await time.settle();
    own.stop();
    await time.pass(3_600_000);
    own.take(await readPresenceIntents(database));
    await untilLeft(end === 'set' ? [] : [['away', { kind: 'perhaps' }]]);
  },
);

it('a presence that the service has surely not set, because it could not be reached, is set hours after a kill', async () => {
  answers = [failed(noNetwork)];
  await wish('away');
  await untilAsked(1);
  await time.settle();
  own.stop();
  await time.pass(3_600_000);
  own.take(await readPresenceIntents(database));
  await untilLeft([]);
  expect(asked).toEqual([
    ['away', null],
    ['away', null],
  ]);
});

it('that there was no permission is no longer said when it has been granted; other refusals stay', async () => {
  answers = [failed(refusal)];
  await wish('away');
  await untilLeft([['away', { kind: 'no-right' }]]);
  await own.granted(account);
  expect(await left()).toEqual([]);
  answers = [failed({ kind: 'refused', status: 400, code: 'x' })];
  await wish('away');
  await untilLeft([['away', { kind: 'refused', code: 'x' }]]);
  await own.granted(account);
  expect(await left()).toHaveLength(1);
});

it('a service that asks for a pause gets it, also where other news would try at once', async () => {
  answers = [failed({ kind: 'throttled', retryAfterMs: 60_000 })];
  await wish('away');
  await untilAsked(1);
  await time.settle();
  own.again();
  await time.pass(59_000);
  expect(asked).toHaveLength(1);
  await time.pass(1_000);
  await untilLeft([]);
  expect(asked).toHaveLength(2);
});
