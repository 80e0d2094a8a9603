/** Subscriptions by the connector, against the sandbox's Graph in process. */
import { expect, it } from 'vitest';
import { sandbox } from '../../../../sandbox/microsoft/testing/tenant.ts';
import { permissions } from '../../../../sandbox/microsoft/login/scopes.ts';
import { succeeded, type ConversationId } from '../../../model/index.ts';
import type { SubscribingCapability, SubscriptionScope } from '../../subscribing.ts';
import { createTeamsConnector } from '../index.ts';
import { valueOf } from '../testing/scripted.ts';
import { createTestWorld, testAccount } from '../testing/test-world.ts';

const { signal } = new AbortController();
const notificationUrl =
  'EventHub:https://sandbox.servicebus.windows.net/eventhubname/isthmus?tenantId=contoso.example';

const stage = () => {
  const { tenant, channel, chat, world: time } = sandbox();
  tenant.subscriptions.deliverTo({
    host: 'sandbox.servicebus.windows.net',
    name: 'isthmus',
    publish: () => undefined,
  });
  const tokens = { renewed: 0 };
  let token = tenant.tokenFor('ada', Object.keys(permissions));
  const world = createTestWorld({
    fetch: (request) => tenant.graph.fetch(request),
    accessToken: (renew) => {
      if (renew) {
        tokens.renewed += 1;
        token = tenant.tokenFor('ada', Object.keys(permissions));
      }
      return Promise.resolve(succeeded(token));
    },
  });
  const { subscribing } = createTeamsConnector({
    ...{ accountId: testAccount, userId: tenant.acts.truth('ada').me, tenantId: tenant.tenantId(), world },
    graphUrl: `${tenant.urls().graphUrl}/v1.0`,
  });
  if (!subscribing) throw new Error('nothing can be subscribed to');
  const { teamId, channelId } = channel('General');
  const conversation = (id: string): SubscriptionScope => ({
    kind: 'conversation',
    id: id as ConversationId,
  });
  return {
    subscribing: subscribing satisfies SubscribingCapability,
    tenant,
    tokens,
    time,
    general: conversation(`${testAccount}/channel/${teamId}/${channelId}`),
    direct: conversation(`${testAccount}/chat/${chat('direct')}`),
    wish: (scope: SubscriptionScope) => ({
      scope,
      notificationUrl,
      secret: 'secret',
      expiresAt: time.now() + 3_600_000,
    }),
  };
};

it('makes, lists, renews, authorises and ends subscriptions of channels, chats, and all chats', async () => {
  const { subscribing, general, direct, wish, tokens, tenant, time } = stage();
  for (const scope of [general, direct, { kind: 'all-chats' } as const]) {
    const made = valueOf(await subscribing.create(wish(scope), signal));
    expect(made).toMatchObject({
      scope,
      notificationUrl,
      lifecycleUrl: notificationUrl,
      applicationId: tenant.clientId,
    });
  }
  const all = valueOf(await subscribing.list(signal));
  expect(all.map(({ scope }) => scope)).toEqual([general, direct, { kind: 'all-chats' }]);
  const [first = { id: '' }] = all;
  const until = time.now() + 1_800_000;
  expect(valueOf(await subscribing.renew(first.id, until, signal)).expiresAt).toBe(until);
  expect((await subscribing.reauthorise(first.id, signal)).ok).toBe(true);
  expect(tokens.renewed).toBe(1);
  for (let times = 0; times < 2; times += 1)
    expect((await subscribing.remove(first.id, signal)).ok).toBe(true);
  expect(valueOf(await subscribing.list(signal))).toHaveLength(2);
  expect(await subscribing.renew(first.id, until, signal)).toMatchObject({ failure: { kind: 'not-found' } });
});

it('tells a conflict and a quota apart', async () => {
  const { subscribing, direct, wish, tenant } = stage();
  await subscribing.create(wish(direct), signal);
  expect(await subscribing.create(wish(direct), signal)).toMatchObject({
    failure: { kind: 'refused', status: 409 },
  });
  tenant.subscriptions.quotas.perUser = 0;
  const refused = await subscribing.create(wish({ kind: 'all-chats' }), signal);
  expect(refused).toMatchObject({ failure: { kind: 'forbidden', status: 403 } });
});

it.each([
  ["chats('19:a@b')/messages('1')", 'chat/19:a@b'],
  ["teams('t')/channels('19:c@d')/messages('1')/replies('2')", 'channel/t/19:c@d'],
  ['/teams/t/channels/19%3Ac%40d/messages', 'channel/t/19:c@d'],
  ["chats('a/b')/messages('1')", null],
  ["chats('')/messages('1')", null],
  ["users('u')/messages('1')", null],
  ['', null],
  ['%', null],
  ['me/chats/getAllMessages', null],
])('knows the conversation of %s', (resource, expected) => {
  expect(stage().subscribing.conversationOf(resource)).toBe(expected && `${testAccount}/${expected}`);
});
