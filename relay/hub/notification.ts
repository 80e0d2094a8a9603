/**
 * Reads what came through the hub. Nothing in it is believed but that something may have changed: each item is a hint, or it is thrown away with
 * a reason (learn.microsoft.com/graph/api/resources/changenotificationcollection).
 */
import { z } from 'zod';
import type { SubscriptionScope } from '../../renderer/connectors/subscribing.ts';
import type { ConversationId } from '../../renderer/model/index.ts';
import { type HubDiscard, type LifecycleEvent, lifecycleEvents } from './hub-state.ts';

export type Heard =
  | { readonly kind: 'hint'; readonly conversation: ConversationId }
  | { readonly kind: 'lifecycle'; readonly event: LifecycleEvent; readonly subscription: string }
  /** `subscription`: of which known subscription it says to be; null of none. */
  | { readonly kind: 'discarded'; readonly reason: HubDiscard; readonly subscription: string | null };

/** By what notifications are checked. */
export interface NotificationCheck {
  readonly tenantId: string;
  readonly secret: string;
  /** Of which messages a subscription of ours tells; null if it is not ours. */
  readonly scopeOf: (subscription: string) => SubscriptionScope | null;
  /** The conversation that a resource names; null if it names none. */
  readonly conversationOf: (resource: string) => ConversationId | null;
  /** Whether a known subscription is another relay's. */
  readonly isOthers: (subscription: string) => boolean;
  /** Who carries over the link of a conversation: this relay, another one, or nobody, because there is none. */
  readonly carriedBy: (conversation: ConversationId) => 'this' | 'other' | 'nobody';
}

/** More would not fit into one event of a hub, bytes (learn.microsoft.com/azure/event-hubs/event-hubs-quotas). */
const largestBody = 1_048_576;

const bodyShape = z.object({ value: z.array(z.unknown()) });
const itemShape = z.object({
  subscriptionId: z.string(),
  clientState: z.string().nullish(),
  /** The event by which Graph checks a hub has none. */
  tenantId: z.string().nullish(),
  resource: z.string().nullish(),
  lifecycleEvent: z.enum(lifecycleEvents).nullish(),
});

const discarded = (reason: HubDiscard, subscription: string | null = null): Heard => ({
  kind: 'discarded',
  reason,
  subscription,
});

/** What the items of one event say. A body that cannot be read is one thing that is thrown away. */
export const hear = (body: Uint8Array | string, check: NotificationCheck): readonly Heard[] => {
  const parsed = bodyShape.safeParse(jsonOf(body));
  if (!parsed.success) return [discarded('malformed')];
  return parsed.data.value.map((item) => hearItem(item, check));
};

const jsonOf = (body: Uint8Array | string): unknown => {
  if (body.length > largestBody) return null;
  try {
    return JSON.parse(typeof body === 'string' ? body : new TextDecoder().decode(body));
  } catch {
    // Harmless: it is counted as malformed.
    return null;
  }
};

const hearItem = (item: unknown, check: NotificationCheck): Heard => {
  const parsed = itemShape.safeParse(item);
  if (!parsed.success) return discarded('malformed');
  const { subscriptionId, clientState, tenantId, resource, lifecycleEvent } = parsed.data;
  if (subscriptionId === 'NA') return discarded('validation');
  if (tenantId?.toLowerCase() !== check.tenantId.toLowerCase()) return discarded('other-tenant');
  const scope = check.scopeOf(subscriptionId);
  const conversation = check.conversationOf(resource ?? '');
  if (!scope)
    return discarded(isOfOther(subscriptionId, conversation, check) ? 'other-share' : 'unknown-subscription');
  if (clientState !== check.secret) return discarded('wrong-secret', subscriptionId);
  if (lifecycleEvent) return { kind: 'lifecycle', event: lifecycleEvent, subscription: subscriptionId };
  if (conversation === null || (scope.kind === 'conversation' && scope.id !== conversation))
    return discarded('wrong-resource', subscriptionId);
  switch (check.carriedBy(conversation)) {
    case 'this':
      return { kind: 'hint', conversation };
    case 'other':
      return discarded('other-share', subscriptionId);
    case 'nobody':
      return discarded('not-linked', subscriptionId);
  }
};

/** Whether this is for another relay, which may have made the subscription a moment ago. */
const isOfOther = (
  subscription: string,
  conversation: ConversationId | null,
  { isOthers, carriedBy }: NotificationCheck,
): boolean => isOthers(subscription) || (conversation !== null && carriedBy(conversation) === 'other');
