/** The keeper against a service that answers as Graph does, under virtual time. */
import { beforeEach, describe, expect, it } from 'vitest';
import { VirtualTime } from '../../test/support/virtual-time.ts';
import type {
  ChangeSubscription,
  SubscribingCapability,
  SubscriptionScope,
} from '../../renderer/connectors/subscribing.ts';
import {
  failed,
  succeeded,
  type ConversationId,
  type Result,
  type ServiceFailure,
} from '../../renderer/model/index.ts';
import { lifetime, scopeKey } from './decide-subscriptions.ts';
import { SubscriptionKeeper } from './subscription-keeper.ts';

const notificationUrl =
  'EventHub:https://contoso.servicebus.windows.net/eventhubname/isthmus?tenantId=contoso.example';
const applicationId = 'app';
const scope = (id: string): SubscriptionScope => ({ kind: 'conversation', id: id as ConversationId });
const minute = 60_000;
const forbidden: ServiceFailure = { kind: 'forbidden', status: 403, code: 'Forbidden' };

let time: VirtualTime;
let held: Map<string, ChangeSubscription>;
let asked: string[];
/** What goes wrong, by what is asked. */
let fails: (what: string) => ServiceFailure | null;
let wanted: SubscriptionScope[];
/** Conversations whose subscriptions another relay may want. */
let others: Set<string>;
let begun: string[];
let isThere: boolean;
let keeper: SubscriptionKeeper;

const answer = <Value>(what: string, value: () => Result<Value>): Promise<Result<Value>> => {
  asked.push(what);
  const failure = fails(what);
  return Promise.resolve(failure ? failed(failure) : value());
};

const live = (): ChangeSubscription[] => [...held.values()].filter(({ expiresAt }) => expiresAt > time.now());
const one = (id: string, of: SubscriptionScope, expiresAt: number): ChangeSubscription => ({
  ...{ id, scope: of, notificationUrl, lifecycleUrl: notificationUrl, applicationId, expiresAt },
});

const service: SubscribingCapability = {
  list: () => answer('list', () => succeeded(live())),
  create: ({ scope: of, expiresAt }) =>
    answer(`create ${scopeKey(of)}`, () => {
      if (live().some((each) => each.scope && scopeKey(each.scope) === scopeKey(of)))
        return failed({ kind: 'refused', status: 409, code: 'Conflict' });
      const made = one(`s${asked.length}`, of, expiresAt);
      held.set(made.id, made);
      return succeeded(made);
    }),
  renew: (id, expiresAt) =>
    answer(`renew ${id}`, () => {
      const each = live().find((found) => found.id === id);
      if (!each) return failed({ kind: 'not-found' });
      held.set(id, { ...each, expiresAt });
      return succeeded({ ...each, expiresAt });
    }),
  reauthorise: (id) => answer(`reauthorise ${id}`, () => succeeded(null)),
  remove: (id) =>
    answer(`remove ${id}`, () => {
      held.delete(id);
      return succeeded(null);
    }),
  conversationOf: () => null,
};

beforeEach(() => {
  time = new VirtualTime(1_000_000_000);
  held = new Map();
  asked = [];
  fails = () => null;
  wanted = [scope('general'), scope('random')];
  others = new Set();
  begun = [];
  isThere = true;
  keeper = new SubscriptionKeeper({
    world: { now: time.now, after: time.after, log: () => undefined },
    subscribing: () => (isThere ? service : null),
    wanted: () => Promise.resolve(wanted),
    mayBeOthers: (id) => others.has(id),
    ...{ notificationUrl, applicationId, secret: 'secret' },
    onChanged: () => undefined,
    onBegun: (of) => void begun.push(scopeKey(of)),
  });
});

/** Starts it, and lets time pass. What was asked until now is forgotten. */
const started = async (): Promise<void> => {
  keeper.start();
  await time.pass(minute);
};
const since = async (ms: number): Promise<string[]> => {
  asked = [];
  await time.pass(ms);
  return asked.filter((what) => what !== 'list');
};

describe('the keeper', () => {
  it('makes one for each, pulls once, and renews each at half of its life for as long as it runs', async () => {
    await started();
    expect(asked).toEqual(['list', 'create general', 'create random']);
    expect(begun).toEqual(['general', 'random']);
    await time.pass(24 * 60 * minute);
    expect(live()).toHaveLength(2);
    expect(asked.filter((what) => what.startsWith('create'))).toHaveLength(2);
    expect(asked.filter((what) => what.startsWith('renew')).length).toBeGreaterThan(90);
    expect(keeper.state).toMatchObject({ wanted: 2, live: 2, refused: {} });
    expect(keeper.state.nearestExpiry).toBeGreaterThan(time.now() + lifetime / 2 - minute);
    await keeper.stop();
    expect(await since(lifetime)).toEqual([]);
    expect(keeper.live()).toEqual([]);
  });

  it('asks at its usual pace where Graph refuses to renew or to end one', async () => {
    held.set('a', one('a', scope('general'), time.now() + lifetime / 4));
    held.set('b', one('b', scope('gone'), time.now() + lifetime / 4));
    fails = (what) => (/^(?:renew|remove) /.test(what) ? forbidden : null);
    await started();
    asked = [];
    await time.pass(10 * minute);
    const renewals = asked.filter((what) => what === 'renew a').length;
    expect(renewals).toBeGreaterThan(15);
    expect(renewals).toBeLessThanOrEqual(20);
  });

  it('takes over what is there, and ends what is not linked any more', async () => {
    held.set('a', one('a', scope('general'), time.now() + lifetime));
    held.set('b', one('b', scope('gone'), time.now() + lifetime));
    await started();
    expect(asked).toEqual(['list', 'remove b', 'create random']);
    expect(keeper.scopeOf('a')).toEqual(scope('general'));
    wanted = [scope('random')];
    keeper.want();
    expect(await since(minute)).toEqual(['remove a']);
  });

  it('takes over what was made while it looked: 409', async () => {
    // Graph's list lags behind: the first one does not tell of it.
    held.set('a', one('a', scope('general'), time.now() + lifetime));
    let lists = 0;
    keeper = new SubscriptionKeeper({
      world: { now: time.now, after: time.after, log: () => undefined },
      subscribing: () => ({
        ...service,
        list: (signal) => ((lists += 1) === 1 ? Promise.resolve(succeeded([])) : service.list(signal)),
      }),
      wanted: () => Promise.resolve([scope('general')]),
      mayBeOthers: () => false,
      ...{ notificationUrl, applicationId, secret: 'secret' },
      onChanged: () => undefined,
      onBegun: () => undefined,
    });
    await started();
    expect(keeper.state).toMatchObject({ live: 0, refused: { conflict: 1 } });
    await time.pass(11 * minute);
    expect(keeper.state).toMatchObject({ live: 1, refused: {} });
    expect(keeper.scopeOf('a')).toEqual(scope('general'));
    expect(asked.filter((what) => what.startsWith('create'))).toHaveLength(1);
    await keeper.stop();
  });

  it('leaves what a quota refuses for half an hour, and keeps the others', async () => {
    const seen: object[] = [];
    fails = (what) => {
      if (what !== 'create general') return null;
      seen.push(keeper.state.refused);
      return forbidden;
    };
    await started();
    expect(keeper.state).toMatchObject({ wanted: 2, live: 1, refused: { forbidden: 1 } });
    expect(await since(28 * minute)).not.toContain('create general');
    await time.pass(12 * minute);
    // A second try does not look like an end of the trouble.
    expect(seen).toEqual([{}, { forbidden: 1 }]);
    fails = () => null;
    await time.pass(28 * minute);
    await time.pass(12 * minute);
    expect(keeper.state).toMatchObject({ live: 2, refused: {} });
    await keeper.stop();
  });

  it('makes anew what has ended: 404 at the renewal, or an event that says so', async () => {
    await started();
    const [first] = live();
    held.delete(first?.id ?? '');
    // The list still tells of it once.
    held.set('ghost', one('ghost', scope('general'), time.now() + lifetime / 2));
    fails = (what) => {
      if (what !== 'renew ghost') return null;
      held.delete('ghost');
      return { kind: 'not-found' };
    };
    keeper.want();
    await time.pass(minute);
    expect(
      live()
        .map((each) => each.scope && scopeKey(each.scope))
        .sort(),
    ).toEqual(['general', 'random']);
    const [next] = live();
    held.delete(next?.id ?? '');
    keeper.removed(next?.id ?? '');
    expect(keeper.live()).toHaveLength(1);
    await time.pass(minute);
    expect(live()).toHaveLength(2);
    await keeper.stop();
  });

  it('waits as long as Graph asks, and goes on when it answers again', async () => {
    fails = () => ({ kind: 'throttled', retryAfterMs: 5 * minute });
    await started();
    expect(asked).toEqual(['list']);
    await time.pass(3 * minute);
    expect(asked).toEqual(['list']);
    fails = () => ({ kind: 'offline', reason: 'unreachable', status: null });
    await time.pass(3 * minute);
    fails = () => null;
    await time.pass(minute);
    expect(live()).toHaveLength(2);
    await keeper.stop();
  });

  it('gives a subscription a new token when Graph asks for one, until it succeeds', async () => {
    await started();
    const id = live()[0]?.id ?? '';
    fails = (what) => (what.startsWith('reauthorise') ? { kind: 'sign-in-needed', reason: 'expired' } : null);
    keeper.reauthorise(id);
    await time.pass(5_000);
    fails = () => null;
    expect(await since(2 * minute)).toEqual([`reauthorise ${id}`]);
    expect(await since(5 * minute)).toEqual([]);
    await keeper.stop();
  });

  it('replaces one of another relay whose secret it does not know, and believes that of none of its own', async () => {
    held.set('a', one('a', scope('general'), time.now() + lifetime));
    await started();
    keeper.estrange('a');
    keeper.estrange('nothing');
    expect(await since(minute)).toEqual(['remove a', 'create general']);
    for (const { id } of live()) keeper.estrange(id);
    expect(await since(minute)).toEqual([]);
    await keeper.stop();
  });

  it('leaves those of another share alone, and takes one over when its share comes', async () => {
    held.set('a', one('a', scope('elsewhere'), time.now() + lifetime));
    others = new Set(['elsewhere']);
    await started();
    expect(asked).not.toContain('remove a');
    expect([keeper.scopeOf('a'), keeper.isOthers('a')]).toEqual([null, true]);
    keeper.estrange('a');
    expect(await since(40 * minute)).not.toContain('renew a');
    wanted.push(scope('elsewhere'));
    keeper.want();
    expect(await since(minute)).toEqual(['renew a']);
    expect([keeper.scopeOf('a'), keeper.isOthers('a')]).toEqual([scope('elsewhere'), false]);
    // What it told meanwhile may have gone to the other relay alone.
    expect(begun).toContain('elsewhere');
    await keeper.stop();
  });

  it('waits for the account', async () => {
    isThere = false;
    await started();
    expect(asked).toEqual([]);
    isThere = true;
    await time.pass(minute);
    expect(live()).toHaveLength(2);
    await keeper.stop();
  });
});
