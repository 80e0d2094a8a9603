/** Decides what to do about Graph's subscriptions, from what is wanted and what Graph lists. Pure. */
import type { ChangeSubscription, SubscriptionScope } from '../../renderer/connectors/subscribing.ts';
import type { ConversationId } from '../../renderer/model/index.ts';

/** A linked conversation. */
export interface Linked {
  readonly id: ConversationId;
  readonly isChannel: boolean;
}

/**
 * How many chats are subscribed to one by one. Where more are linked, one subscription of all the account's chats takes their place (docs/decisions/0036).
 */
export const mostChats = 10;
/** How long a subscription lives, ms. */
export const lifetime = 3_600_000;

/**
 * The subscriptions that these conversations need. `isAlone`: whether one relay carries over all links. Where several share them, one subscription of all
 * chats would tell only the relay that made it, because it bears that one's secret.
 */
export const scopesFor = (linked: readonly Linked[], isAlone: boolean): readonly SubscriptionScope[] => {
  const scopeOf = ({ id }: Linked): SubscriptionScope => ({ kind: 'conversation', id });
  const channels = linked.filter(({ isChannel }) => isChannel).map(scopeOf);
  const chats = linked.filter(({ isChannel }) => !isChannel).map(scopeOf);
  return [...channels, ...(isAlone && chats.length > mostChats ? [{ kind: 'all-chats' } as const] : chats)];
};

export const scopeKey = (scope: SubscriptionScope): string =>
  scope.kind === 'all-chats' ? 'all-chats' : scope.id;

export type SubscriptionStep =
  | { readonly kind: 'create'; readonly scope: SubscriptionScope }
  | { readonly kind: 'renew'; readonly id: string }
  | { readonly kind: 'remove'; readonly id: string };

export interface SubscriptionFacts {
  readonly wanted: readonly SubscriptionScope[];
  readonly listed: readonly ChangeSubscription[];
  /** Where ours send, and the application that makes them. */
  readonly notificationUrl: string;
  readonly applicationId: string;
  /** Those that bear another secret than ours: another relay has made them. */
  readonly strangers: ReadonlySet<string>;
  /** Whether another relay may want the subscription of a conversation that this one does not want. */
  readonly mayBeOthers: (conversation: ConversationId) => boolean;
  readonly now: number;
}

/**
 * Whether a subscription is the relay's, this one's or another one's for the same hub. Graph may leave the application out, since it lists only
 * those of the application that asks.
 */
export const isOurs = (
  { notificationUrl, applicationId }: ChangeSubscription,
  ours: Pick<SubscriptionFacts, 'notificationUrl' | 'applicationId'>,
): boolean =>
  notificationUrl.toLowerCase() === ours.notificationUrl.toLowerCase() &&
  (applicationId ?? ours.applicationId).toLowerCase() === ours.applicationId.toLowerCase();

/**
 * The steps that lead from what there is to one live subscription for each scope: first what is to go, then what is to be made or to live longer.
 * Subscriptions of others are left alone, also those that other relays of the same hub may want: what none of them wants is not renewed, and ends within the hour.
 */
export const decideSubscriptions = (facts: SubscriptionFacts): readonly SubscriptionStep[] => {
  const { wanted, strangers, now } = facts;
  const ours = facts.listed.filter((one) => isOurs(one, facts) && one.expiresAt > now);
  const kept = new Map<string, ChangeSubscription>();
  for (const one of ours) {
    // One without the URL for lifecycle events cannot be given it later.
    if (one.scope === null || one.lifecycleUrl === null || strangers.has(one.id)) continue;
    const key = scopeKey(one.scope);
    const other = kept.get(key);
    if (!other || isBetter(one, other)) kept.set(key, one);
  }
  const keys = new Set(wanted.map(scopeKey));
  const stays = new Set([...kept].filter(([key]) => keys.has(key)).map(([, { id }]) => id));
  return [
    ...ours
      .filter((one) => !stays.has(one.id) && !isLeft(one, keys, facts.mayBeOthers))
      .map(({ id }) => ({ kind: 'remove', id }) as const),
    ...wanted.flatMap((scope): SubscriptionStep[] => {
      const one = kept.get(scopeKey(scope));
      if (!one) return [{ kind: 'create', scope }];
      return one.expiresAt - now <= lifetime / 2 ? [{ kind: 'renew', id: one.id }] : [];
    }),
  ];
};

/** Whether a subscription is another relay's business. `wanted`: the keys of the scopes that this relay wants. */
export const isLeft = (
  { scope }: ChangeSubscription,
  wanted: ReadonlySet<string>,
  mayBeOthers: SubscriptionFacts['mayBeOthers'],
): boolean => scope?.kind === 'conversation' && !wanted.has(scopeKey(scope)) && mayBeOthers(scope.id);

const isBetter = (one: ChangeSubscription, other: ChangeSubscription): boolean =>
  one.expiresAt === other.expiresAt ? one.id < other.id : one.expiresAt > other.expiresAt;
