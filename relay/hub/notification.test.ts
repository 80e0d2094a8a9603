/** What comes through the hub: hints, or thrown away with a reason. */
import { expect, it } from 'vitest';
import type { SubscriptionScope } from '../../renderer/connectors/subscribing.ts';
import type { ConversationId } from '../../renderer/model/index.ts';
import { hear, type NotificationCheck } from './notification.ts';

const general = 'general' as ConversationId;
const unlinked = 'unlinked' as ConversationId;
/** Its link is in another relay's share. */
const elsewhere = 'elsewhere' as ConversationId;
const scopes: Readonly<Record<string, SubscriptionScope>> = {
  s1: { kind: 'conversation', id: general },
  s2: { kind: 'all-chats' },
};

const check: NotificationCheck = {
  tenantId: '99999999-0000-4000-8000-000000000000',
  secret: 'secret',
  scopeOf: (id) => scopes[id] ?? null,
  conversationOf: (resource) => (resource === '' ? null : (resource as ConversationId)),
  isOthers: (id) => id === 's8',
  carriedBy: (id) => (id === unlinked ? 'nobody' : id === elsewhere ? 'other' : 'this'),
};

const item = (over: object = {}): object => ({
  subscriptionId: 's1',
  changeType: 'created',
  clientState: 'secret',
  subscriptionExpirationDateTime: '2026-11-28T19:00:00.0000000Z',
  resource: general,
  resourceData: { id: '1' },
  tenantId: check.tenantId,
  ...over,
});

const heard = (...items: readonly unknown[]): readonly unknown[] =>
  hear(JSON.stringify({ value: items }), check).map((one) =>
    one.kind === 'discarded' ? one.reason : one.kind === 'hint' ? `hint ${one.conversation}` : one.event,
  );

it('each item is taken for itself', () => {
  expect(heard(item(), {}, null, item({ subscriptionId: 's2', resource: 'chat' }))).toEqual([
    'hint general',
    'malformed',
    'malformed',
    'hint chat',
  ]);
});

it.each([
  ['validation', { subscriptionId: 'NA', clientState: 'NA', resource: 'NA', tenantId: undefined }],
  ['other-tenant', { tenantId: '99999999-0000-4000-8000-000000000001' }],
  ['other-tenant', { tenantId: null }],
  ['unknown-subscription', { subscriptionId: 's3' }],
  ['wrong-secret', { clientState: 'Secret' }],
  ['wrong-secret', { clientState: null }],
  ['wrong-resource', { resource: 'other' }],
  ['wrong-resource', { resource: null }],
  ['not-linked', { subscriptionId: 's2', resource: unlinked }],
  ['other-share', { subscriptionId: 's8', clientState: 'of another relay', resource: undefined }],
  ['other-share', { subscriptionId: 's9', clientState: 'of another relay', resource: elsewhere }],
  ['other-share', { subscriptionId: 's2', resource: elsewhere }],
  ['malformed', { lifecycleEvent: 'somethingNew' }],
  ['reauthorizationRequired', { lifecycleEvent: 'reauthorizationRequired', resource: undefined }],
  ['hint general', { tenantId: check.tenantId.toUpperCase() }],
])('is %s with %o', (expected, over) => {
  expect(heard(item(over))).toEqual([expected]);
});

it.each([
  ['no JSON', '{"value":['],
  ['no list', '{"value":{}}'],
  ['nothing', ''],
  ['bytes that are no text', new Uint8Array([0xff, 0xfe, 0x00])],
  ['too much', JSON.stringify({ value: [{ x: 'x'.repeat(1_100_000) }] })],
])('%s is one thing that is thrown away', (_what, body) => {
  expect(hear(body, check)).toEqual([{ kind: 'discarded', reason: 'malformed', subscription: null }]);
});

it('says of which subscription something with a wrong secret claims to be', () => {
  const [one] = hear(JSON.stringify({ value: [item({ clientState: 'other' })] }), check);
  expect(one).toMatchObject({ subscription: 's1' });
});
