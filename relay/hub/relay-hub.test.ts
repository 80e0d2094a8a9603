/**
 * The engine, the hub, Graph's subscriptions and the unmodified client library in one process. The engine asks nothing regularly here, so what it
 * mirrors after the first fill it mirrors because of the hub. The clocks of engine and sandbox run twenty times as fast as this machine's.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type SandboxHub, startSandboxHub } from '../../sandbox/hub/index.ts';
import type { MicrosoftTenant } from '../../sandbox/microsoft/index.ts';
import { openDatabase } from '../../test/support/database.ts';
import { createTeamsConnector } from '../../renderer/connectors/teams/index.ts';
import type { World } from '../../renderer/connectors/world.ts';
import { Engine } from '../../renderer/engine/engine.ts';
import type { CadenceTable } from '../../renderer/engine/mirror/pull/cadence.ts';
import type { AccountId, ConversationId } from '../../renderer/model/index.ts';
import type { IsthmusDatabase, LinkRow } from '../../renderer/store/index.ts';
import { notificationUrlOf, RelayHub, type RelayHubOptions } from './relay-hub.ts';
import { fast, openTenantWithHub, soon, until, worldIn } from './testing/tenant-with-hub.ts';

const never = { index: null, attended: null, sweep: null, kept: null, overview: null, presence: null };
const silent: CadenceTable = { focused: never, unfocused: never, away: never, hinted: 300_000 };
const accountId = 't-relay' as AccountId;
vi.setConfig({ testTimeout: 40_000 });

let folder: string;
let tenant: MicrosoftTenant;
let broker: SandboxHub;
let database: IsthmusDatabase;
let engine: Engine;
let hub: RelayHub;
let options: RelayHubOptions;
let general: ConversationId;
let logged: string[];
/** How often the messages of the channel were asked for. */
let pulls: number;

const channelKey = (): string => general.replace(`${accountId}/channel/`, '');
const texts = async (): Promise<readonly string[]> => {
  const rows = await database.messages.where('conversationId').equals(general).toArray();
  return rows.flatMap(({ body }) => JSON.stringify(body).match(/told \w+/g) ?? []).sort();
};
const write = (text: string): string => tenant.acts.post('ben', channelKey(), { content: `<p>${text}</p>` });
const isReceiving = (): Promise<void> =>
  until(() => {
    expect(hub.state.subscriptions.live).toBe(1);
    expect(broker.receivers()).toBe(2);
  });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'isthmus-hub-'));
  logged = [];
  pulls = 0;
  ({ tenant, broker } = await openTenantWithHub());
  const world: World = {
    ...worldIn(tenant),
    fetch: (request) => {
      if (request.method === 'GET' && request.url.includes('/messages/delta')) pulls += 1;
      return tenant.graph.fetch(request);
    },
    log: (event) => void logged.push(event),
  };
  database = openDatabase();
  const tenantId = tenant.tenantId();
  engine = new Engine({
    ...{ world, database, days: null, noticeBoard: null, onRemoved: () => undefined, cadence: () => silent },
    accounts: () =>
      Promise.resolve([
        {
          identity: {
            id: accountId,
            service: 'teams',
            displayName: 'Ada',
            label: 'ada',
            organisation: tenantId,
          },
          connect: (limited) =>
            createTeamsConnector({
              ...{ accountId, tenantId, world: limited, userId: tenant.acts.truth('ada').me },
              graphUrl: 'https://graph.sandbox.example/v1.0',
            }),
        },
      ]),
  });
  await engine.start();
  await until(async () =>
    expect((await database.accounts.get(accountId))?.state.kind).toMatch(/live|without-push/),
  );
  const row = (await database.conversations.toArray()).find(
    ({ kind, name }) => kind === 'channel' && name === 'General',
  );
  general = row?.id ?? ('' as ConversationId);
  await database.links.put({
    id: 'link',
    mattermost: 'm-relay/channel' as ConversationId,
    teams: general,
    source: { kind: 'people' },
    standing: { kind: 'good' },
    ...{ name: 'General', choice: 'default', carried: true, since: { mattermost: 0, teams: 0 } },
  } satisfies LinkRow);
  options = {
    world,
    database,
    engine,
    teams: () => ({ accountId, tenantId }),
    address: {
      ...{ namespace: broker.host, hub: broker.name, consumerGroup: '$Default', webSockets: null },
      access: { kind: 'connection-string', text: broker.listenString },
    },
    tenantDomain: 'contoso.example',
    applicationId: 'isthmus',
    path: join(folder, 'bot.hub.json'),
  };
  hub = await RelayHub.open(options);
  hub.start();
  await isReceiving();
});

afterAll(async () => {
  await hub.stop();
  await engine.stop();
  await broker.close();
  rmSync(folder, { recursive: true, force: true });
});

it('mirrors what is written, edited and deleted because of the hub alone', async () => {
  const before = pulls;
  const id = write('told first');
  await expect.poll(texts, soon).toEqual(['told first']);
  expect(pulls).toBeGreaterThan(before);
  expect(hub.state.hints).toBeGreaterThan(0);
  tenant.acts.edit('ben', channelKey(), id, '<p>told edited</p>');
  await expect.poll(texts, soon).toEqual(['told edited']);
  tenant.acts.remove('ben', channelKey(), id);
  await expect.poll(texts, soon).toEqual([]);
  expect(hub.state).toMatchObject({
    standing: { kind: 'receiving' },
    subscriptions: { wanted: 1, live: 1, refused: {} },
    discarded: { malformed: 0, 'wrong-secret': 0 },
  });
});

it('makes at most one pull in two seconds of ten thousand notifications, doubled and swapped ones', async () => {
  const [subscription] = tenant.subscriptions.list();
  const { secret } = JSON.parse(readFileSync(options.path, 'utf8')) as { secret: string };
  const [teamId = '', channelId = ''] = channelKey().split('/');
  const notification = JSON.stringify({
    value: [
      {
        ...{
          subscriptionId: subscription?.id,
          clientState: secret,
          tenantId: tenant.tenantId(),
          changeType: 'created',
        },
        resource: `teams('${teamId}')/channels('${channelId}')/messages('1')`,
      },
    ],
  });
  const [hints, before, at] = [hub.state.hints, pulls, fast.now()];
  broker.faults.doubled = true;
  for (let count = 0; count < 5_000; count += 1) broker.publish(notification, null);
  broker.faults.doubled = false;
  broker.faults.swapped = true;
  write('told later');
  broker.publish('{"value":[]}', null);
  await expect.poll(texts, soon).toEqual(['told later']);
  broker.faults.swapped = false;
  await expect.poll(() => hub.state.partitions.length, soon).toBe(2);
  expect(hub.state.hints).toBeGreaterThan(hints);
  // A batch makes one hint of a conversation.
  expect(hub.state.hints - hints).toBeLessThan(1_000);
  expect(pulls - before).toBeLessThan((fast.now() - at) / 2_000 + 3);
});

it('counts what is forged, and pulls nothing for it', async () => {
  const [subscription] = tenant.subscriptions.list();
  const item = {
    subscriptionId: subscription?.id,
    clientState: 'guess',
    tenantId: tenant.tenantId(),
    resource: 'x',
  };
  const before = hub.state.discarded;
  const of = (over: object): string => JSON.stringify({ value: [{ ...item, ...over }] });
  for (const body of [of({}), of({ tenantId: 'other' }), of({ subscriptionId: 'other' }), 'nonsense'])
    broker.publish(body, null);
  const counted = (name: keyof typeof before) => () => hub.state.discarded[name] - before[name];
  for (const name of ['wrong-secret', 'other-tenant', 'unknown-subscription', 'malformed'] as const)
    await expect.poll(counted(name), soon).toBe(1);
  // Whoever may send to the hub cannot make the relay give up a subscription that it has made.
  expect(tenant.subscriptions.list()).toEqual([subscription]);
});

it('makes a subscription anew when Graph ends it, and pulls what was not told', async () => {
  const [subscription] = tenant.subscriptions.list();
  broker.faults.silent = true;
  tenant.subscriptions.remove(subscription?.id ?? '');
  write('told nothing');
  expect(await texts()).not.toContain('told nothing');
  broker.faults.silent = false;
  await expect.poll(() => tenant.subscriptions.list().length, soon).toBe(1);
  expect(hub.state.lifecycle.subscriptionRemoved).toBe(1);
  await expect.poll(texts, soon).toContain('told nothing');
});

it('goes on after a broken connection, and a new relay on the same file goes on at its place', async () => {
  broker.disconnect();
  await isReceiving();
  write('told again');
  await expect.poll(texts, soon).toContain('told again');
  await hub.stop();
  expect(hub.state.standing).toEqual({ kind: 'stopped' });
  const before = tenant.subscriptions.list().map(({ id }) => id);
  const published = broker.published();
  write('told meanwhile');
  await expect.poll(() => broker.published(), soon).toBeGreaterThan(published);
  hub = await RelayHub.open(options);
  hub.start();
  await expect.poll(texts, soon).toContain('told meanwhile');
  // The subscription was taken over, and not made twice.
  expect(tenant.subscriptions.list().map(({ id }) => id)).toEqual(before);
  await isReceiving();
});

it('replaces the subscription of another relay, whose secret it does not know', async () => {
  await hub.stop();
  const [before] = tenant.subscriptions.list();
  hub = await RelayHub.open({ ...options, path: join(folder, 'other.hub.json') });
  hub.start();
  await isReceiving();
  expect(tenant.subscriptions.list()).toMatchObject([{ id: before?.id }]);
  write('told strangely');
  await expect.poll(() => tenant.subscriptions.list()[0]?.id, soon).not.toBe(before?.id);
  await expect.poll(texts, soon).toContain('told strangely');
  expect(hub.state.discarded['wrong-secret']).toBeGreaterThan(0);
});

it('receives with a token of Entra, and says why it cannot', async () => {
  await hub.stop();
  const denied = await startSandboxHub({
    world: fast,
    claimsOfToken: (token) => (token === 'of a receiver' ? ['Listen'] : []),
  });
  let token: 'refused' | 'no-answer' | 'of nobody' | 'of a receiver' = 'of nobody';
  const getToken = () =>
    Promise.resolve(
      token === 'refused' || token === 'no-answer'
        ? token
        : { token, expiresOnTimestamp: Date.now() + 3_600_000 },
    );
  const address = {
    ...options.address,
    access: { kind: 'entra', credential: { getToken } },
    webSockets: { at: denied.webSocketUrl },
  } as const;
  hub = await RelayHub.open({ ...options, address });
  hub.start();
  await expect.poll(() => hub.state.standing, soon).toEqual({ kind: 'failing', failure: 'unauthorised' });
  for (const [none, failure] of [
    ['no-answer', 'unreachable'],
    ['refused', 'unauthorised'],
  ] as const) {
    await hub.stop();
    token = none;
    hub.start();
    await expect.poll(() => hub.state.standing, soon).toEqual({ kind: 'failing', failure });
  }
  token = 'of a receiver';
  await hub.stop();
  hub.start();
  await expect.poll(() => denied.receivers(), soon).toBe(2);
  await hub.stop();
  await denied.close();
});

it('ends the subscription when the link is gone, and leaves those of others', async () => {
  hub = await RelayHub.open(options);
  hub.start();
  await isReceiving();
  await database.links.clear();
  await expect.poll(() => tenant.subscriptions.list(), soon).toEqual([]);
  expect(notificationUrlOf(options.address, 'contoso.example')).toBe(
    'EventHub:https://sandbox.servicebus.windows.net/eventhubname/isthmus?tenantId=contoso.example',
  );
});
