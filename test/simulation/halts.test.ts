/** An account that stopped needs no user to continue, for any reason: it is tried again silently, reported once, and live again by itself. */
import { Dexie } from 'dexie';
import { afterEach, describe, expect, it } from 'vitest';
import { signInReasons, tokenDelay } from '../../preload/contract/reasons.ts';
import type { World } from '../../renderer/connectors/world.ts';
import {
  type Account,
  type AccountState,
  failed,
  type OfflineReason,
  type ServiceFailure,
} from '../../renderer/model/index.ts';
import { endDays, oneDay } from '../support/one-day.ts';
import { mattermostAccount, teamsAccount } from '../support/simulated.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
afterEach(endDays);

/** A full mirror, and its requests for tokens and profiles. */
const setUp = async () => {
  const day = oneDay();
  const { time, services, isthmus } = day;
  /** The outcomes of the token endpoint while it gives no token, and the times of the requests. */
  let refusal: ServiceFailure | null = null;
  const tokens: number[] = [];
  isthmus.rough.tokens = (ask: World['accessToken']) => (account, renew) => {
    if (refusal === null) return ask(account, renew);
    tokens.push(time.now());
    return Promise.resolve(failed(refusal));
  };
  const requests: number[] = [];
  services.faults.mattermost.add({
    matches: () => {
      requests.push(time.now());
      return false;
    },
    fault: { kind: 'never' },
  });
  await day.begin();
  await day.current();
  const written: Account[] = [];
  isthmus.database.accounts.hook('updating', (changes, _id, row) => {
    const next = structuredClone(row);
    for (const [path, value] of Object.entries(changes)) Dexie.setByKeyPath(next, path, value);
    written.push(next);
  });
  const stateOf = async (id: typeof teamsAccount): Promise<AccountState | undefined> =>
    (await isthmus.database.accounts.get(id))?.state;
  return {
    ...day,
    tokens,
    requests,
    refuse: (failure: ServiceFailure | null) => void (refusal = failure),
    stateOf,
    /** Lets time pass and returns every state that was reported meanwhile, beginning with the earlier one. */
    states: async (id: typeof teamsAccount, ms: number): Promise<readonly (AccountState | undefined)[]> => {
      const before = await stateOf(id);
      written.length = 0;
      await time.pass(ms);
      return [before, ...written.filter((row) => row.id === id).map(({ state }) => state)].filter(
        (state, at, all) => JSON.stringify(state) !== JSON.stringify(all[at - 1]),
      );
    },
  };
};

const live: AccountState = { kind: 'live' };

describe('an outage of the token endpoint', () => {
  const outage = async (
    day: Awaited<ReturnType<typeof setUp>>,
    lasts: number,
    reason: OfflineReason,
  ): Promise<void> => {
    day.isthmus.page.look(null);
    day.refuse({ kind: 'offline', reason, status: null });
    day.isthmus.engine.networkCameBack();
    const told = await day.states(teamsAccount, lasts);
    expect(told.some((state) => state?.kind === 'offline' && state.reason === reason)).toBe(true);
    expect(told.filter((state) => state?.kind === 'sign-in-needed' || state?.kind === 'failed')).toEqual([]);
    expect(await day.stateOf(mattermostAccount)).toEqual(live);
    day.things(5);
    day.refuse(null);
    await day.time.pass(minute);
    expect(await day.stateOf(teamsAccount)).toEqual(live);
  };

  it.each([6 * second, minute, 10 * minute])(
    'of %i ms never asks for a sign-in, and ends within a minute',
    async (lasts) => {
      const day = await setUp();
      await outage(day, lasts, 'service-down');
      await day.time.pass(20 * minute);
      expect(await day.differences()).toEqual([]);
    },
  );

  it('of every kind is reported with its reason, and is over within a minute', async () => {
    const day = await setUp();
    for (const reason of tokenDelay.options) await outage(day, 5 * minute, reason);
    await day.time.pass(20 * minute);
    expect(await day.differences()).toEqual([]);
  });
});

describe('a token that is refused', () => {
  const code = 'AADSTS50076';

  it('is requested again and again, less and less often, and reported once', async () => {
    const day = await setUp();
    const needed: AccountState = { kind: 'sign-in-needed', reason: 'blocked-by-policy', code };
    day.refuse(needed);
    day.isthmus.engine.networkCameBack();
    await day.time.pass(minute);
    expect(await day.states(teamsAccount, 4 * hour)).toEqual([needed]);
    expect(await day.stateOf(mattermostAccount)).toEqual(live);
    const lastHour = day.tokens.filter((at) => at > day.time.now() - hour);
    expect(lastHour.length).toBeGreaterThanOrEqual(2);
    expect(lastHour.length).toBeLessThanOrEqual(8);
  });

  it('for any reason is used when Entra issues it again, without a report in between', async () => {
    const day = await setUp();
    for (const reason of signInReasons) {
      const needed: AccountState = { kind: 'sign-in-needed', reason, code };
      day.refuse(needed);
      day.isthmus.engine.networkCameBack();
      await day.time.pass(10 * minute);
      day.things(5);
      day.refuse(null);
      const told = await day.states(teamsAccount, 20 * minute);
      expect([told[0], told.at(-1)]).toEqual([needed, live]);
      expect(told.filter((state) => state?.kind === 'sign-in-needed')).toHaveLength(1);
    }
    await day.time.pass(20 * minute);
    expect(await day.differences()).toEqual([]);
  });

  it('is requested when the network comes back, the computer wakes, or the user opens the app or asks for it', async () => {
    const day = await setUp();
    const reason = { kind: 'sign-in-needed', reason: 'confirm-identity' } as const;
    const { engine, page, database } = day.isthmus;
    const ways: readonly [string, () => unknown][] = [
      ['network', () => engine.networkCameBack()],
      [
        'wake',
        async () => {
          await engine.setAsleep(true);
          await engine.setAsleep(false);
        },
      ],
      ['look', () => page.look(null)],
      ['wish', () => database.intents.add({ kind: 'try-account', accountId: teamsAccount, at: 0 })],
    ];
    for (const [name, way] of ways) {
      page.leave();
      day.refuse(reason);
      engine.networkCameBack();
      await day.time.pass(2 * hour);
      expect(await day.stateOf(teamsAccount), name).toEqual(reason);
      day.refuse(null);
      await day.time.during(Promise.resolve(way()));
      await day.time.pass(20 * second);
      expect(await day.stateOf(teamsAccount), name).toEqual(live);
      expect(await database.intents.count(), name).toBe(0);
    }
  });
});

it('a session that Mattermost refuses is tried silently, and continues by itself when it is accepted again', async () => {
  const day = await setUp();
  const { rough } = day.isthmus;
  rough.revoke('mattermost');
  await day.time.pass(10 * minute);
  const needed: AccountState = {
    kind: 'sign-in-needed',
    reason: 'expired',
    code: 'api.context.session_expired.app_error',
  };
  expect(await day.stateOf(mattermostAccount)).toEqual(needed);
  expect(await day.states(mattermostAccount, hour / 4)).toEqual([needed]);
  day.things(10);
  rough.signedOutOf.clear();
  day.requests.length = 0;
  const told = await day.states(mattermostAccount, hour / 2);
  expect(told.map((state) => state?.kind)).not.toContain('failed');
  expect(told.filter((state) => state?.kind === 'sign-in-needed')).toHaveLength(1);
  expect(told.at(-1)).toEqual(live);
  // New messages in Teams, which the user does not look at, come with the regular checks.
  expect((await day.differences()).filter((line) => !line.includes('@thread'))).toEqual([]);
});

it('a sign-in that is refused before and after a pause is reported, with no other state in between', async () => {
  const day = await setUp();
  day.refuse({ kind: 'sign-in-needed', reason: 'expired' });
  day.isthmus.engine.networkCameBack();
  await day.time.pass(minute);
  await day.time.during(day.isthmus.engine.setPaused(true));
  await day.time.pass(minute);
  expect((await day.stateOf(teamsAccount))?.kind).toBe('paused');
  await day.time.during(day.isthmus.engine.setPaused(false));
  await day.time.pass(second);
  expect((await day.states(teamsAccount, minute)).map((state) => state?.kind)).toEqual(['sign-in-needed']);
});

describe('an account that the service refuses', () => {
  it.each([
    ['teams', teamsAccount, '/me?', 403],
    ['mattermost', mattermostAccount, '/users/me/teams', 403],
    ['mattermost', mattermostAccount, '/users/me/teams', 401],
  ] as const)(
    '(%s, %s, %s: %i) is tried a few times an hour, and continues by itself',
    async (service, id, path, status) => {
      const day = await setUp();
      const asked: number[] = [];
      const faults = day.services.faults[service === 'teams' ? 'microsoft' : 'mattermost'];
      const mend = faults.add({
        matches: ({ url }) => {
          const { pathname, search } = new URL(url);
          const met = `${pathname}${search}?`.includes(`${path}${path.endsWith('?') ? '' : '?'}`);
          if (met) asked.push(day.time.now());
          return met;
        },
        fault: { kind: 'status', status },
      });
      day.isthmus.engine.networkCameBack();
      await day.time.pass(4 * hour);
      expect(await day.stateOf(id)).toMatchObject({ kind: 'failed', reason: 'refused', status });
      const lastHour = asked.filter((at) => at > day.time.now() - hour);
      expect(lastHour.length).toBeGreaterThanOrEqual(2);
      // Each try may send two requests: for the profile, and with it for the overview or, on Mattermost, a list of teams.
      expect(lastHour.length).toBeLessThanOrEqual(12);
      mend();
      await day.time.pass(hour / 2);
      expect(await day.stateOf(id)).toEqual(live);
    },
  );
});

it('that Isthmus had no permission to set the presence is no longer said when it has been granted', async () => {
  const { isthmus } = await setUp();
  const { database, engine } = isthmus;
  const wish = { kind: 'set-presence', accountId: teamsAccount, presence: 'away', until: null } as const;
  await database.intents.add({ ...wish, at: 0, failure: { kind: 'no-right' } });
  const wishes = async () => (await database.intents.toArray()).map(({ kind }) => kind);
  await engine.accountsChanged();
  expect(await wishes()).toEqual(['set-presence']);
  // What the account lacked before. Now it lacks nothing.
  await database.accounts.update(teamsAccount, { lacks: ['own-presence'] });
  await engine.accountsChanged();
  expect(await wishes()).toEqual([]);
});
