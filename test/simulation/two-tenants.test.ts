/** One person, at home in one tenant and a guest in another: both mirrors in one database for an hour of renewals, and no data is mixed up. */
import { afterEach, expect, it } from 'vitest';
import { abortable } from '../../build/commands/in-process/answers.ts';
import { truthOfMirror, type MirrorRows } from '../../build/commands/mirror-truth.ts';
import type { World } from '../../renderer/connectors/world.ts';
import { engineAccount } from '../../renderer/engine/connect.ts';
import { Engine } from '../../renderer/engine/engine.ts';
import type { EngineAccount } from '../../renderer/engine/mirrors.ts';
import { type AccountId, succeeded } from '../../renderer/model/index.ts';
import { compareTruth, describeDifference } from '../../sandbox/compare.ts';
import { doFiveHundredThings } from '../../sandbox/headline.ts';
import type { MicrosoftTenant } from '../../sandbox/microsoft/index.ts';
import { partnerHost, partnerOrganisation } from '../../sandbox/organisation/elsewhere.ts';
import { generateOrganisation } from '../../sandbox/organisation/generate.ts';
import { seededRandom } from '../../sandbox/world.ts';
import { IDBFactory, openDatabase } from '../support/database.ts';
import { startServices } from '../support/simulated.ts';
import { SimulatedPage } from '../support/simulated-page.ts';
import { TokensByTenant } from '../support/tokens-by-tenant.ts';
import { VirtualTime } from '../support/virtual-time.ts';

const start = Date.parse('2026-11-23T10:00:00Z');
const minute = 60_000;
/** The life of a token, s. */
const lifetime = 120;
const home = 't-aaaaaaaaaaaa' as AccountId;
const guest = 't-bbbbbbbbbbbb' as AccountId;
let ending: (() => Promise<void>) | null = null;

afterEach(async () => {
  await ending?.();
  ending = null;
});

/** The tenant of a request's token. */
const tenantIn = (request: Request): string => {
  const payload = request.headers.get('authorization')?.split('.')[1] ?? '';
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { readonly tid: string };
  return claims.tid;
};

/** Both tenants, and an Isthmus with an account in each. */
const setUp = async () => {
  const time = new VirtualTime(start);
  const organisation = generateOrganisation({ seed: 4, messages: 100, now: start });
  const services = startServices(organisation, time);
  const { microsoft } = services;
  const person = organisation.people.find(({ key }) => key === organisation.sampleUser);
  if (!person?.microsoft) throw new Error('the sample user has no Microsoft account');
  const elsewhere = partnerOrganisation(person, start);
  const invited = elsewhere.people.find(({ key }) => key === person.key)?.microsoft;
  if (!invited) throw new Error('nobody was invited');
  const partner = microsoft.addTenant();
  partner.acts.load(elsewhere);
  for (const { settings } of [microsoft, partner]) settings.accessTokenSeconds = lifetime;
  const places = new Map<AccountId, { readonly tenant: MicrosoftTenant; readonly userId: string }>([
    [home, { tenant: microsoft, userId: person.microsoft.id }],
    [guest, { tenant: partner, userId: invited.id }],
  ]);
  const tenantOf = (account: AccountId): string => places.get(account)?.tenant.tenantId() ?? '';

  const tokens = new TokensByTenant(microsoft, person, time.now);
  await tokens.signIn(tenantOf(home));
  await tokens.signIn(tenantOf(guest));

  /** The tokens of each account's requests, and the tenants of the tokens. */
  const shown = new Map<AccountId, Set<string>>([home, guest].map((id) => [id, new Set<string>()]));
  const strange: string[] = [];
  const send = (account: AccountId, request: Request): Promise<Response> => {
    shown.get(account)?.add(request.headers.get('authorization') ?? '');
    if (tenantIn(request) !== tenantOf(account)) strange.push(`${account} ${new URL(request.url).pathname}`);
    return abortable(request.signal, microsoft.graph.fetch(request));
  };

  const world: World = {
    now: time.now,
    after: time.after,
    random: seededRandom(17),
    fetch: () => Promise.reject(new Error('every account has a way of its own')),
    openSocket: () => {
      throw new Error('Teams has no socket');
    },
    accessToken: async (account, renew = false) => succeeded(await tokens.token(tenantOf(account), renew)),
    log: () => undefined,
  };
  const accounts: EngineAccount[] = [...places].map(([id, { tenant, userId }]) => {
    const account = engineAccount(
      {
        id,
        service: 'teams',
        displayName: person.displayName,
        label: person.microsoft?.userPrincipalName ?? '',
        userId,
        tenantId: tenant.tenantId(),
        graphUrl: `${services.graphUrl}/v1.0`,
      },
      'isthmus://app',
    );
    return {
      identity: account.identity,
      connect: (theirs, notBefore) =>
        account.connect({ ...theirs, fetch: (request) => send(id, request) }, notBefore),
    };
  });
  const database = openDatabase(new IDBFactory());
  const engine = new Engine({
    world,
    database,
    accounts: () => Promise.resolve(accounts),
    days: null,
    onRemoved: () => undefined,
    noticeBoard: null,
  });
  await time.during(engine.start());
  await time.beginningsOfLiveQueries();
  const page = new SimulatedPage(world, database);
  page.look(null);
  ending = async () => {
    page.die();
    await time.during(engine.stop());
    database.close();
  };

  const differences = async (): Promise<string[]> => {
    const rows: MirrorRows = {
      accounts: await database.accounts.toArray(),
      teams: await database.teams.toArray(),
      conversations: await database.conversations.toArray(),
      members: await database.members.toArray(),
      messages: await database.messages.toArray(),
    };
    return [...places].flatMap(([id, { tenant }]) => {
      const row = rows.accounts.find((one) => one.id === id);
      if (!row) return [`no account ${id}`];
      return compareTruth(tenant.acts.truth(person.key), truthOfMirror(rows, row)).map(
        (one) => `${id} ${describeDifference(one)}`,
      );
    });
  };
  const random = seededRandom(6);
  const busy = { microsoft: microsoft.acts, mattermost: services.mattermost.acts };
  return {
    time,
    database,
    microsoft,
    renewals: (account: AccountId) => tokens.renewals.get(tenantOf(account)) ?? 0,
    strange,
    shown,
    differences,
    /** A change in both tenants. */
    things: (round: number) => {
      doFiveHundredThings({ acts: busy, organisation, random, count: 6 });
      for (const { id, members } of partner.acts.conversations()) {
        if (!members.includes(partnerHost)) continue;
        const said = partner.acts.post(partnerHost, id, { content: `<p>Round ${round}.</p>` });
        if (round % 2 === 0) partner.acts.edit(partnerHost, id, said, `<p>Round ${round}, corrected.</p>`);
        else partner.acts.react(partnerHost, id, said, '👍');
      }
    },
  };
};

it('an hour of renewals in two tenants: each mirror is its own tenant’s, and no request has the other’s token', async () => {
  const day = await setUp();
  await day.time.until(async () => (await day.differences()).length === 0);
  for (let round = 0; round < 12; round += 1) {
    day.things(round);
    await day.time.pass(5 * minute);
  }
  // No user looks at channels: their changes are found by the regular check of all.
  await day.time.until(async () => (await day.differences()).length === 0, 30 * minute);
  for (const account of [home, guest]) {
    expect(day.renewals(account)).toBeGreaterThan(25);
    expect(day.shown.get(account)?.size).toBeGreaterThan(25);
    expect((await day.database.accounts.get(account))?.state).toEqual({ kind: 'live' });
  }
  expect(day.strange).toEqual([]);
  expect(Object.fromEntries(day.microsoft.counters.refusals)).toEqual({});
});
