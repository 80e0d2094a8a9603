/** How the hub stands, for the status and metrics: plain values, without secrets and without content. */

/** Why something that came through the hub was thrown away. */
export const hubDiscards = [
  /** It is not JSON, or not what Graph publishes. */
  'malformed',
  /** The event by which Graph checks the hub when a subscription is made. */
  'validation',
  'other-tenant',
  /** The subscription is not the relay's, or no more. */
  'unknown-subscription',
  /** It does not bear the secret that was given to its subscription. */
  'wrong-secret',
  /** Its subscription is for something else than it names. */
  'wrong-resource',
  /** The conversation is not linked. */
  'not-linked',
  /** Another relay carries over the conversation's link. */
  'other-share',
] as const;
export type HubDiscard = (typeof hubDiscards)[number];

/** What Graph says of a subscription itself. */
export const lifecycleEvents = ['reauthorizationRequired', 'subscriptionRemoved', 'missed'] as const;
export type LifecycleEvent = (typeof lifecycleEvents)[number];

/** Why nothing can be received now. */
export type HubFailure =
  | 'unreachable'
  /** The key or the role does not allow to listen. */
  | 'unauthorised'
  /** The namespace has no such hub or consumer group. */
  | 'missing'
  /** Another receiver of the same consumer group has taken over. */
  | 'taken-over'
  /** The stored place is not in the hub any more: the hub was made anew. The relay goes on with what is new. */
  | 'place-lost'
  | 'other';

export type HubStanding =
  | { readonly kind: 'stopped' }
  | { readonly kind: 'starting' }
  | { readonly kind: 'receiving' }
  | { readonly kind: 'failing'; readonly failure: HubFailure };

export interface SubscriptionsState {
  /** How many there should be. */
  readonly wanted: number;
  readonly live: number;
  /** When the first of them ends, ms; null without any. */
  readonly nearestExpiry: number | null;
  /** Those that Graph refuses, by the kind of the failure; tried again by itself. */
  readonly refused: Readonly<Record<string, number>>;
}

export interface PartitionState {
  readonly id: string;
  /** How many events are in the hub and not handled yet; null if that is not known. */
  readonly behind: number | null;
}

export interface HubState {
  readonly standing: HubStanding;
  readonly subscriptions: SubscriptionsState;
  readonly partitions: readonly PartitionState[];
  /** When the last event came, ms; null if none came since the start. */
  readonly lastEventAt: number | null;
  /** Since the start. */
  readonly hints: number;
  readonly discarded: Readonly<Record<HubDiscard, number>>;
  readonly lifecycle: Readonly<Record<LifecycleEvent, number>>;
}

/** Zero for each name. */
export const countersFor = <Name extends string>(names: readonly Name[]): Record<Name, number> =>
  Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>;
