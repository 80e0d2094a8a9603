/**
 * What can be asked of a service that tells an event hub of the organisation what changed (Graph's change notifications through Azure Event
 * Hubs). Methods never throw for what a service does, and never retry.
 */
import type { ConversationId, Result } from '../model/index.ts';

/** The messages of which a subscription tells. */
export type SubscriptionScope =
  | { readonly kind: 'conversation'; readonly id: ConversationId }
  /** Of all chats that the account is in. */
  | { readonly kind: 'all-chats' };

export interface ChangeSubscription {
  readonly id: string;
  /** Null if it tells of something else, or in another way than Isthmus asks for. */
  readonly scope: SubscriptionScope | null;
  /** Where the service sends what changed. */
  readonly notificationUrl: string;
  /** Where it sends what concerns the subscription itself; null for nowhere. It cannot be changed later. */
  readonly lifecycleUrl: string | null;
  /** The application that made it; null if the service does not say. */
  readonly applicationId: string | null;
  /** When it ends, ms on the service's clock. */
  readonly expiresAt: number;
}

export interface SubscriptionWish {
  readonly scope: SubscriptionScope;
  readonly notificationUrl: string;
  /** Comes back with each notification. */
  readonly secret: string;
  /** When it is to end, ms. */
  readonly expiresAt: number;
}

export interface SubscribingCapability {
  /** All subscriptions of the account, of whatever kind. */
  list(signal: AbortSignal): Promise<Result<readonly ChangeSubscription[]>>;
  /** Makes one. Fails with `refused` and 409 where there is one for the same, with `forbidden` beyond a quota. */
  create(wish: SubscriptionWish, signal: AbortSignal): Promise<Result<ChangeSubscription>>;
  /** Lets one live until then, ms. Fails with `not-found` if it has ended. */
  renew(id: string, expiresAt: number, signal: AbortSignal): Promise<Result<ChangeSubscription>>;
  /** Gives one a token that is new: the service has said that its own runs out. */
  reauthorise(id: string, signal: AbortSignal): Promise<Result<null>>;
  /** Ends one; one that has ended already is ended, too. */
  remove(id: string, signal: AbortSignal): Promise<Result<null>>;
  /** The conversation of a message that a notification names; null if it names none of this account. */
  conversationOf(resource: string): ConversationId | null;
}
