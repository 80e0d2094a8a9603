/** Keeps one live subscription for each scope that is wanted. `decide-subscriptions.ts` decides; this carries out and waits. */
import type {
  ChangeSubscription,
  SubscribingCapability,
  SubscriptionScope,
} from '../../renderer/connectors/subscribing.ts';
import type { World } from '../../renderer/connectors/world.ts';
import { Errand } from '../../renderer/engine/errand.ts';
import type { ConversationId, Result, ServiceFailure } from '../../renderer/model/index.ts';
import {
  decideSubscriptions,
  isLeft,
  isOurs,
  lifetime,
  scopeKey,
  type SubscriptionStep,
} from './decide-subscriptions.ts';
import type { SubscriptionsState } from './hub-state.ts';

export interface SubscriptionKeeperOptions {
  readonly world: Pick<World, 'now' | 'after' | 'log'>;
  /** Null while the account is not there. */
  readonly subscribing: () => SubscribingCapability | null;
  readonly wanted: () => Promise<readonly SubscriptionScope[]>;
  /** Whether another relay may want the subscription of a conversation that this one does not want. */
  readonly mayBeOthers: (conversation: ConversationId) => boolean;
  readonly notificationUrl: string;
  readonly applicationId: string;
  /** This installation's own; each of its subscriptions bears it. */
  readonly secret: string;
  /** Which subscriptions live has changed. */
  readonly onChanged: () => void;
  /** What happened before it lives may not have been told: its conversations are to be pulled once. */
  readonly onBegun: (scope: SubscriptionScope) => void;
}

/** How often all is looked at again, ms: Graph may have ended one and the event that says so be lost. */
const lookEvery = 600_000;
/** After how long what was refused is tried again, ms. */
const refusedFor = 1_800_000;
/** After how long a service that did not answer is asked again, ms. */
const patience = 30_000;
const settle = 1_000;

export class SubscriptionKeeper {
  readonly #errand: Errand;
  #run = new AbortController();
  #held = new Map<string, ChangeSubscription>();
  /** Subscriptions for the same hub that are other relays' business. */
  #others: ReadonlySet<string> = new Set();
  #wanted: readonly SubscriptionScope[] = [];
  /** Subscriptions that bear another secret. */
  readonly #strangers = new Set<string>();
  /** Subscriptions that bear ours for certain, because this keeper made them. */
  readonly #made = new Set<string>();
  /** What Graph refused, by scope. */
  readonly #refused = new Map<string, { readonly until: number; readonly reason: string }>();
  readonly #reauthorise = new Set<string>();

  constructor(private readonly options: SubscriptionKeeperOptions) {
    this.#errand = new Errand(options.world, settle, () => this.#look());
  }

  start(): void {
    this.#run = new AbortController();
    this.#errand.want(0);
  }

  /** The subscriptions stay: another relay may take them over, and they end by themselves. */
  async stop(): Promise<void> {
    this.#run.abort();
    this.#errand.cancel();
    await this.#errand.idle();
  }

  /** What is wanted has changed. */
  want(): void {
    if (!this.#run.signal.aborted) this.#errand.want();
  }

  /** Graph asks for a new token for this one. */
  reauthorise(id: string): void {
    this.#reauthorise.add(id);
    this.want();
  }

  /** Graph has ended this one. */
  removed(id: string): void {
    if (this.#held.delete(id)) this.options.onChanged();
    this.want();
  }

  /**
   * This one bears another secret, so another relay has made it: it is replaced. Graph does not tell the secret in its list. Of one that this
   * keeper has made itself nobody is believed that.
   */
  estrange(id: string): void {
    if (this.#made.has(id) || this.#strangers.has(id) || !this.#held.has(id)) return;
    this.#strangers.add(id);
    this.want();
  }

  scopeOf(id: string): SubscriptionScope | null {
    return this.#held.get(id)?.scope ?? null;
  }

  /** Whether a subscription is another relay's business. */
  isOthers(id: string): boolean {
    return this.#others.has(id);
  }

  /** Of which scopes Graph tells now. */
  live(): readonly SubscriptionScope[] {
    const now = this.options.world.now();
    return [...this.#held.values()].flatMap(({ scope, expiresAt }) =>
      scope && expiresAt > now ? [scope] : [],
    );
  }

  get state(): SubscriptionsState {
    const live = new Set(this.live().map(scopeKey));
    const ends = [...this.#held.values()].map(({ expiresAt }) => expiresAt);
    const refused: Record<string, number> = {};
    for (const { reason } of this.#refused.values()) refused[reason] = (refused[reason] ?? 0) + 1;
    return {
      wanted: this.#wanted.length,
      live: this.#wanted.filter((scope) => live.has(scopeKey(scope))).length,
      nearestExpiry: ends.length === 0 ? null : Math.min(...ends),
      refused,
    };
  }

  async #look(): Promise<void> {
    const { signal } = this.#run;
    const wait = await this.#round(signal);
    this.options.onChanged();
    if (!signal.aborted) this.#errand.want(wait);
  }

  /** Looks once, and does what is to be done. Returns after how long to look again, ms. */
  async #round(signal: AbortSignal): Promise<number> {
    const { world, notificationUrl, applicationId, mayBeOthers } = this.options;
    const subscribing = this.options.subscribing();
    if (!subscribing) return patience;
    this.#wanted = await this.options.wanted();
    const listed = await subscribing.list(signal);
    if (!listed.ok) return waitAfter(listed.failure);
    this.#take(listed.value.filter((one) => isOurs(one, this.options)));
    const now = world.now();
    // What was refused stays so until it is there or not wanted any more, so that each try does not look like an end of the trouble.
    const there = new Set(this.live().map(scopeKey));
    const wanted = new Set(this.#wanted.map(scopeKey));
    for (const key of this.#refused.keys()) if (there.has(key) || !wanted.has(key)) this.#refused.delete(key);
    const steps = decideSubscriptions({
      ...{ wanted: this.#wanted, listed: listed.value, notificationUrl, applicationId },
      ...{ strangers: this.#strangers, mayBeOthers, now },
    });
    let again = lookEvery;
    for (const step of [...this.#reauthorisations(), ...steps]) {
      if (step.kind === 'create' && this.#isRefused(step.scope, now)) continue;
      const failure = await this.#carryOut(subscribing, step, signal);
      if (failure === null) continue;
      world.log(`hub-${step.kind}-${failure.kind}`);
      if (concernsAll(failure)) return waitAfter(failure);
      if (step.kind === 'create') this.#refuse(step.scope, failure, now);
      // What has ended meanwhile is made anew by the next look.
      else again = Math.min(again, failure.kind === 'not-found' ? 5 * settle : patience);
    }
    // One whose time has come was refused just now, or is to go: it is no reason to ask earlier.
    const renewals = [...this.#held.values()]
      .map(({ expiresAt }) => expiresAt - lifetime / 2 - world.now())
      .filter((wait) => wait > 0);
    return Math.max(settle, Math.min(again, ...renewals));
  }

  /** What Graph lists takes the place of what was known. */
  #take(listed: readonly ChangeSubscription[]): void {
    const before = this.#held;
    const wanted = new Set(this.#wanted.map(scopeKey));
    const others = listed.filter((one) => isLeft(one, wanted, this.options.mayBeOthers));
    this.#others = new Set(others.map(({ id }) => id));
    const ours = listed.filter(({ id }) => !this.#others.has(id));
    this.#held = new Map(ours.map((one) => [one.id, one]));
    for (const ids of [this.#strangers, this.#made, this.#reauthorise])
      for (const id of ids) if (!this.#held.has(id)) ids.delete(id);
    for (const { id, scope } of ours) if (scope && !before.has(id)) this.options.onBegun(scope);
  }

  #reauthorisations(): readonly { readonly kind: 'reauthorise'; readonly id: string }[] {
    return [...this.#reauthorise].map((id) => ({ kind: 'reauthorise', id }));
  }

  /** Null if it succeeded. */
  async #carryOut(
    subscribing: SubscribingCapability,
    step: SubscriptionStep | { readonly kind: 'reauthorise'; readonly id: string },
    signal: AbortSignal,
  ): Promise<ServiceFailure | null> {
    const { world, notificationUrl, secret } = this.options;
    const expiresAt = world.now() + lifetime;
    switch (step.kind) {
      case 'create': {
        const { scope } = step;
        const made = await subscribing.create({ scope, notificationUrl, secret, expiresAt }, signal);
        if (made.ok) this.#made.add(made.value.id);
        const failure = this.#keep(made);
        if (failure === null) {
          this.#refused.delete(scopeKey(scope));
          this.options.onBegun(scope);
        }
        return failure;
      }
      case 'renew':
        return this.#keep(await subscribing.renew(step.id, expiresAt, signal));
      case 'reauthorise': {
        const done = await subscribing.reauthorise(step.id, signal);
        if (done.ok) this.#reauthorise.delete(step.id);
        return done.ok ? null : done.failure;
      }
      case 'remove': {
        const done = await subscribing.remove(step.id, signal);
        if (!done.ok) return done.failure;
        this.#held.delete(step.id);
        return null;
      }
    }
  }

  #keep(kept: Result<ChangeSubscription>): ServiceFailure | null {
    if (!kept.ok) return kept.failure;
    this.#held.set(kept.value.id, kept.value);
    return null;
  }

  /** Whether it was refused lately. */
  #isRefused(scope: SubscriptionScope, now: number): boolean {
    const refused = this.#refused.get(scopeKey(scope));
    return refused !== undefined && refused.until > now;
  }

  /**
   * A conflict means that there is one already, of which the list did not tell: it may be told by the next look. Where it never is, it is another's.
   */
  #refuse(scope: SubscriptionScope, failure: ServiceFailure, now: number): void {
    const isConflict = failure.kind === 'refused' && failure.status === 409;
    const reason = isConflict ? 'conflict' : failure.kind;
    this.#refused.set(scopeKey(scope), { until: now + (isConflict ? lookEvery : refusedFor), reason });
  }
}

/** Whether nothing else would succeed now, either. */
const concernsAll = (failure: ServiceFailure): boolean => {
  switch (failure.kind) {
    case 'offline':
    case 'throttled':
    case 'sign-in-needed':
    case 'cancelled':
      return true;
    default:
      return false;
  }
};

const waitAfter = (failure: ServiceFailure): number =>
  failure.kind === 'throttled' ? Math.max(patience, failure.retryAfterMs) : patience;
