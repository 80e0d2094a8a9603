/**
 * Two relays that share the links: leases as they agree by them, Graph's subscriptions of one account, one hub, and the unmodified client library in a
 * consumer group for each. The leases have a virtual time of their own; all else runs twenty times as fast as this machine's clock.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { SandboxHub } from '../../sandbox/hub/index.ts';
import type { MicrosoftTenant } from '../../sandbox/microsoft/index.ts';
import { openDatabase } from '../../test/support/database.ts';
import { link } from '../../test/support/rows.ts';
import { createTeamsConnector } from '../../renderer/connectors/teams/index.ts';
import type { World } from '../../renderer/connectors/world.ts';
import { linkIdOf } from '../../renderer/engine/bridge/links/link-id.ts';
import { CarrierLeases } from '../../renderer/engine/bridge/memory/carrier-leases.ts';
import { shareOf } from '../../renderer/engine/bridge/memory/share-of.ts';
import { Preferences } from '../../renderer/engine/bridge/memory/testing/preferences.ts';
import type { AccountId, ConversationId } from '../../renderer/model/index.ts';
import type { IsthmusDatabase } from '../../renderer/store/index.ts';
import { type HubSeat, takeHubSeat } from '../host/hub-seat.ts';
import { RelayHub } from './relay-hub.ts';
import { openTenantWithHub, until, worldIn } from './testing/tenant-with-hub.ts';

const accountId = 't-relay' as AccountId;
vi.setConfig({ testTimeout: 40_000 });

/** One of the channels of the team, and its link, in a share of its own. */
interface Channel {
  readonly key: string;
  readonly id: ConversationId;
  readonly linkId: string;
}

/** One relay of the two. */
interface SeatedRelay {
  readonly leases: CarrierLeases;
  readonly hub: RelayHub;
  readonly seat: HubSeat;
  readonly database: IsthmusDatabase;
  /** The conversations that were to be pulled because of the hub. */
  readonly pulled: Set<ConversationId>;
  expected: readonly ConversationId[];
}

/** The time of the leases alone. `VirtualTime` would wait until no connection is open, and those to the hub are open all the time. */
class LeaseTime {
  #now = 1_000_000;
  readonly #timers = new Set<{ readonly at: number; readonly work: () => void }>();

  readonly now = (): number => this.#now;

  readonly after = (ms: number, work: () => void): (() => void) => {
    const timer = { at: this.#now + ms, work };
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  };

  async pass(ms: number): Promise<void> {
    const end = this.#now + ms;
    for (;;) {
      // What a lease does between two timers is done in promises alone.
      await new Promise<void>((resolve) => setImmediate(resolve));
      const [next] = [...this.#timers].sort((one, other) => one.at - other.at);
      if (!next || next.at > end) break;
      this.#timers.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.work();
    }
    this.#now = end;
  }
}

const shares = 2;
let folder: string;
let tenant: MicrosoftTenant;
let broker: SandboxHub;
let channels: readonly Channel[];
let relays: readonly SeatedRelay[] = [];
let first: SeatedRelay;
let second: SeatedRelay;
const time = new LeaseTime();
let world: World;
const preferences = new Preferences(time);

const leasesOf = (computer: string): CarrierLeases =>
  new CarrierLeases({
    world: { ...world, now: time.now, after: time.after, random: () => 0.5 },
    memory: preferences.memory({ up: true, losesAnswers: 0 }),
    ...{ computer, shares },
    beforeClaim: () => Promise.resolve(),
    onHeld: () => undefined,
    mayWait: () => true,
    finish: () => Promise.resolve(true),
  });

const seated = async (name: string): Promise<SeatedRelay> => {
  const database = openDatabase();
  await database.links.bulkPut(
    channels.map(({ id, linkId }) =>
      link({ id: linkId, teams: id, standing: { kind: 'good' }, carried: true }),
    ),
  );
  await database.conversations.bulkPut(
    channels.map(({ id }) => ({ id, accountId, kind: 'channel', name: id, teamId: 'platform' })) as never[],
  );
  const tenantId = tenant.tenantId();
  const { subscribing = null } = createTeamsConnector({
    ...{ accountId, tenantId, world, userId: tenant.acts.truth('ada').me },
    graphUrl: 'https://graph.sandbox.example/v1.0',
  });
  const leases = leasesOf(name);
  const told = { pulled: new Set<ConversationId>(), expected: [] as readonly ConversationId[] };
  const engine = {
    get shares() {
      return leases.standing;
    },
    carriesOver: (linkId: string) => leases.holds(linkId),
    subscribing: () => subscribing,
    pullSoon: (_account: AccountId, id: ConversationId) => void told.pulled.add(id),
    expectHints: (_account: AccountId, ids: Iterable<ConversationId>) => {
      told.expected = [...ids];
    },
  };
  const hub = await RelayHub.open({
    ...{ world, database, engine, tenantDomain: 'contoso.example', applicationId: 'isthmus' },
    teams: () => ({ accountId, tenantId }),
    address: {
      ...{ namespace: broker.host, hub: broker.name, consumerGroup: name, webSockets: null },
      access: { kind: 'connection-string', text: broker.listenString },
    },
    path: join(folder, `${name}.hub.json`),
  });
  return Object.assign(told, { leases, hub, database, seat: takeHubSeat({ world, hub, engine }) });
};

const ids = (of: readonly Channel[]): ConversationId[] => of.map(({ id }) => id).sort();
const channelsOf = ({ leases }: SeatedRelay): readonly Channel[] =>
  channels.filter(({ linkId }) => leases.holds(linkId));
const write = ({ key }: Channel): string => tenant.acts.post('ben', key, { content: '<p>Look</p>' });
const forget = (): void => {
  for (const { pulled } of relays) pulled.clear();
};
/** Each relay hears of its own links, and of no others. */
const areSettled = (): Promise<void> =>
  until(() => {
    // The library says by the first event that it receives, and else only after some seconds.
    broker.publish('{"value":[]}', null);
    for (const relay of relays) {
      expect(relay.hub.state.standing.kind).toBe('receiving');
      expect([...relay.expected].sort()).toEqual(ids(channelsOf(relay)));
    }
  });

const subscriptionOf = ({ key }: Channel): string | undefined =>
  tenant.subscriptions
    .list()
    .find(({ resource }) => decodeURIComponent(resource).includes(key.split('/')[1] ?? '-'))?.id;

/** Lets something happen in channels whose subscriptions another relay has made, and waits until these are made anew. */
const areReplaced = async (of: readonly Channel[], wrongSecrets: () => number): Promise<void> => {
  const before = of.map(subscriptionOf);
  expect(before).not.toContain(undefined);
  const counted = wrongSecrets();
  for (const one of of) write(one);
  await until(() => {
    expect(wrongSecrets()).toBe(counted + of.length);
    for (const id of of.map(subscriptionOf)) {
      expect(id).toBeDefined();
      expect(before).not.toContain(id);
    }
  });
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'isthmus-several-'));
  ({ tenant, broker } = await openTenantWithHub());
  world = worldIn(tenant);
  const team =
    tenant.acts.conversations().find(({ teamId, members }) => teamId !== null && members.includes('ada'))
      ?.teamId ?? '';
  channels = Array.from({ length: 4 }, (_, number): Channel => {
    const key = tenant.acts.createChannel('ada', team, `Channel ${number}`, false);
    const id = `${accountId}/channel/${key}` as ConversationId;
    for (let at = 0; ; at += 1) {
      const linkId = linkIdOf(`m-relay/${number}-${at}` as ConversationId, id);
      if (shareOf(linkId, shares) === number % shares) return { key, id, linkId };
    }
  });
  first = await seated('first');
  second = await seated('second');
  relays = [first, second];
  first.leases.start();
  await time.pass(60_000);
});

afterAll(async () => {
  for (const { leases, seat, database } of relays) {
    leases.stop();
    await seat.stop();
    database.close();
  }
  await broker.close();
  rmSync(folder, { recursive: true, force: true });
});

it('a relay alone is told of all links; when a second one gets its share, each is told of its own', async () => {
  expect(channelsOf(first)).toHaveLength(4);
  await until(() => {
    broker.publish('{"value":[]}', null);
    expect([...first.expected].sort()).toEqual(ids(channels));
  });
  expect(second.hub.state.standing).toEqual({ kind: 'stopped' });
  second.leases.start();
  await time.pass(10 * 60_000);
  expect(relays.map((relay) => channelsOf(relay).length)).toEqual([2, 2]);
  await areSettled();
  // Each conversation still has one subscription, of which the first ones were made by the first relay.
  expect(tenant.subscriptions.list()).toHaveLength(4);
  // The first event of a share that has changed hands bears the other relay's secret: the subscription is made anew.
  await areReplaced(channelsOf(second), () => second.hub.state.discarded['wrong-secret']);
  await areSettled();
  forget();
  for (const one of channels) write(one);
  await until(() =>
    expect(relays.map(({ pulled }) => [...pulled].sort())).toEqual(
      relays.map((relay) => ids(channelsOf(relay))),
    ),
  );
  for (const { hub } of relays) {
    // What is the other one's is known as such, and nothing is taken for forged.
    expect(hub.state.discarded['other-share']).toBeGreaterThan(0);
    expect(hub.state.discarded).toMatchObject({ 'unknown-subscription': 0, 'other-tenant': 0, malformed: 0 });
  }
  expect(first.hub.state.discarded['wrong-secret']).toBe(0);
  expect(tenant.subscriptions.list()).toHaveLength(4);
});

it('each checks tenant, subscription and secret', async () => {
  forget();
  for (const relay of relays) {
    const [own] = channelsOf(relay);
    const [teamId = '', channelId = ''] = own?.key.split('/') ?? [];
    const subscriptionId = own && subscriptionOf(own);
    expect(subscriptionId).toBeDefined();
    const before = relay.hub.state.discarded;
    const resource = `teams('${teamId}')/channels('${channelId}')/messages('1')`;
    const item = { subscriptionId, tenantId: tenant.tenantId(), resource };
    const of = (over: object): string =>
      JSON.stringify({ value: [{ ...item, clientState: 'guess', ...over }] });
    for (const body of [of({}), of({ tenantId: 'other' }), of({ subscriptionId: 'other', resource: 'x' })])
      broker.publish(body, null);
    for (const reason of ['wrong-secret', 'other-tenant', 'unknown-subscription'] as const)
      await until(() => expect(relay.hub.state.discarded[reason]).toBeGreaterThan(before[reason]));
  }
  expect(relays.map(({ pulled }) => pulled.size)).toEqual([0, 0]);
});

it('when one is killed, the other gets its shares and is told of its links', async () => {
  const lost = channelsOf(first);
  expect(lost).toHaveLength(2);
  // It gives nothing up: its leases run out, and its subscriptions stay.
  first.leases.stop();
  await first.seat.stop();
  await time.pass(10 * 60_000);
  expect(channelsOf(second)).toHaveLength(4);
  await until(() => expect([...second.expected].sort()).toEqual(ids(channels)));
  // What nobody was told meanwhile is asked for.
  for (const { id } of lost) expect(second.pulled).toContain(id);
  await areReplaced(lost, () => second.hub.state.discarded['wrong-secret']);
  second.pulled.clear();
  for (const one of channels) write(one);
  await until(() => expect([...second.pulled].sort()).toEqual(ids(channels)));
  expect(tenant.subscriptions.list()).toHaveLength(4);
});
