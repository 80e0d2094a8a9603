/** Whatever Graph lists, the steps lead to one live subscription for each scope, and touch none of others. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChangeSubscription, SubscriptionScope } from '../../renderer/connectors/subscribing.ts';
import type { ConversationId } from '../../renderer/model/index.ts';
import {
  decideSubscriptions,
  isLeft,
  lifetime,
  mostChats,
  scopeKey,
  scopesFor,
  type SubscriptionFacts,
  type SubscriptionStep,
} from './decide-subscriptions.ts';

const notificationUrl =
  'EventHub:https://contoso.servicebus.windows.net/eventhubname/isthmus?tenantId=contoso.example';
const applicationId = '6f1d3c52-0b7e-4a39-9c84-2d5b8e7f1a60';
const now = 1_000_000_000;

const scope = (id: string): SubscriptionScope => ({ kind: 'conversation', id: id as ConversationId });
const one = (id: string, over: Partial<ChangeSubscription> = {}): ChangeSubscription => ({
  ...{ id, scope: scope('general'), notificationUrl, lifecycleUrl: notificationUrl, applicationId },
  expiresAt: now + lifetime,
  ...over,
});
const decide = (over: Partial<SubscriptionFacts>): readonly SubscriptionStep[] =>
  decideSubscriptions({
    ...{ wanted: [scope('general')], listed: [], notificationUrl, applicationId },
    ...{ strangers: new Set<string>(), mayBeOthers: () => false, now },
    ...over,
  });

describe('the steps', () => {
  it.each([
    ['make one that is missing', [], [{ kind: 'create', scope: scope('general') }]],
    ['leave one that lives long enough', [one('a')], []],
    [
      'renew one at half of its life',
      [one('a', { expiresAt: now + lifetime / 2 })],
      [{ kind: 'renew', id: 'a' }],
    ],
    [
      'make one that has ended anew',
      [one('a', { expiresAt: now })],
      [{ kind: 'create', scope: scope('general') }],
    ],
    [
      'keep the one of two that lives longer',
      [one('a', { expiresAt: now + lifetime - 1 }), one('b')],
      [{ kind: 'remove', id: 'a' }],
    ],
    [
      'replace one without the URL for lifecycle events',
      [one('a', { lifecycleUrl: null })],
      [
        { kind: 'remove', id: 'a' },
        { kind: 'create', scope: scope('general') },
      ],
    ],
    ['take over one whose application Graph does not name', [one('a', { applicationId: null })], []],
    [
      'leave those of another hub and of another application',
      [one('a', { notificationUrl: 'https://elsewhere.example' }), one('b', { applicationId: 'other' })],
      [{ kind: 'create', scope: scope('general') }],
    ],
  ] as const)('%s', (_what, listed, steps) => expect(decide({ listed })).toEqual(steps));

  it('end what is not linked any more', () => {
    expect(decide({ wanted: [], listed: [one('a')] })).toEqual([{ kind: 'remove', id: 'a' }]);
  });

  it('leave what another relay may want, and end what nobody wants but all of them would know', () => {
    const all: readonly ChangeSubscription[] = [
      one('a', { scope: scope('random') }),
      one('b', { scope: { kind: 'all-chats' } }),
    ];
    expect(decide({ wanted: [], listed: all, mayBeOthers: () => true })).toEqual([
      { kind: 'remove', id: 'b' },
    ]);
  });

  it('replace one that bears another secret', () => {
    expect(decide({ listed: [one('a')], strangers: new Set(['a']) }).map(({ kind }) => kind)).toEqual([
      'remove',
      'create',
    ]);
  });
});

describe('the scopes', () => {
  const linked = (count: number, isChannel: boolean) =>
    Array.from({ length: count }, (_, index) => ({
      id: `${isChannel ? 'channel' : 'chat'} ${index}` as ConversationId,
      isChannel,
    }));

  it('are each channel, and each chat, or all chats at once where many are linked', () => {
    expect(scopesFor([...linked(30, true), ...linked(mostChats, false)], true)).toHaveLength(30 + mostChats);
    const many = scopesFor([...linked(1, true), ...linked(mostChats + 1, false)], true);
    expect(many).toEqual([scope('channel 0'), { kind: 'all-chats' }]);
  });

  it('are each chat where several relays share the links', () => {
    expect(scopesFor(linked(mostChats + 1, false), false)).toHaveLength(mostChats + 1);
  });
});

const scopes = fc.constantFrom<SubscriptionScope>(scope('general'), scope('random'), scope('chat'), {
  kind: 'all-chats',
});
const listedOne = fc.record<ChangeSubscription>({
  id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
  scope: fc.option(scopes),
  notificationUrl: fc.constantFrom(
    notificationUrl,
    notificationUrl.toUpperCase(),
    'https://elsewhere.example',
  ),
  lifecycleUrl: fc.constantFrom(notificationUrl, null),
  applicationId: fc.constantFrom(applicationId, null, 'other'),
  expiresAt: fc.integer({ min: now - lifetime, max: now + 3 * lifetime }),
});
const listed = fc.uniqueArray(listedOne, { selector: ({ id }) => id });
const wanted = fc.uniqueArray(scopes, { selector: scopeKey });

/** Graph after these steps. */
const after = (
  before: readonly ChangeSubscription[],
  steps: readonly SubscriptionStep[],
): readonly ChangeSubscription[] => {
  const all = new Map(before.map((each) => [each.id, each]));
  for (const [index, step] of steps.entries())
    switch (step.kind) {
      case 'create':
        all.set(`new ${index}`, one(`new ${index}`, { scope: step.scope }));
        break;
      case 'renew':
        all.set(step.id, { ...(all.get(step.id) ?? one(step.id)), expiresAt: now + lifetime });
        break;
      case 'remove':
        all.delete(step.id);
    }
  return [...all.values()];
};

it('one round leads to one live subscription for each scope, and the next has nothing to do', () => {
  fc.assert(
    fc.property(
      listed,
      wanted,
      fc.subarray(['a', 'b', 'c', 'd', 'e', 'f']),
      fc.subarray(['general', 'random', 'chat']),
      (before, scopesWanted, strange, others) => {
        const mayBeOthers = (id: string): boolean => others.includes(id);
        const facts = { wanted: scopesWanted, strangers: new Set(strange), mayBeOthers };
        const wantedKeys = new Set(scopesWanted.map(scopeKey));
        const steps = decide({ ...facts, listed: before });
        const now2 = after(before, steps);
        const isOther = (each: ChangeSubscription): boolean =>
          each.notificationUrl.startsWith('https:') ||
          each.applicationId === 'other' ||
          isLeft(each, wantedKeys, mayBeOthers);
        expect(now2.filter(isOther)).toEqual(before.filter(isOther));
        const live = now2.filter((each) => !isOther(each) && each.expiresAt > now);
        expect(live.map((each) => each.scope && scopeKey(each.scope)).sort()).toEqual(
          scopesWanted.map(scopeKey).sort(),
        );
        expect(decide({ ...facts, listed: now2 })).toEqual([]);
      },
    ),
    { numRuns: 300 },
  );
});
