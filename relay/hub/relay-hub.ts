/** The relay's ear at the organisation's event hub: keeps Graph's subscriptions, and makes each notification a hint to pull. */
import { liveQuery, type Subscription } from 'dexie';
import type { SubscriptionScope } from '../../renderer/connectors/subscribing.ts';
import type { World } from '../../renderer/connectors/world.ts';
import type { Engine } from '../../renderer/engine/engine.ts';
import { type AccountId, caughtEvent, type ConversationId } from '../../renderer/model/index.ts';
import { type IsthmusDatabase, readConversationRows, readLinkRows } from '../../renderer/store/index.ts';
import { type Linked, scopeKey, scopesFor } from './decide-subscriptions.ts';
import type { HubAddress } from './hub-access.ts';
import { HubConsumer } from './hub-consumer.ts';
import { HubMemory } from './hub-memory.ts';
import { countersFor, hubDiscards, type HubState, lifecycleEvents } from './hub-state.ts';
import { type Heard, hear } from './notification.ts';
import { SubscriptionKeeper } from './subscription-keeper.ts';

export interface RelayHubOptions {
  readonly world: Pick<World, 'now' | 'after' | 'log'>;
  readonly database: IsthmusDatabase;
  readonly engine: Pick<Engine, 'pullSoon' | 'expectHints' | 'subscribing' | 'shares' | 'carriesOver'>;
  /** The Teams account whose subscriptions they are; null while nobody is signed in. */
  readonly teams: () => { readonly accountId: AccountId; readonly tenantId: string } | null;
  readonly address: HubAddress;
  /** A verified domain of the tenant to which the Azure subscription belongs. */
  readonly tenantDomain: string;
  /** The client id of Isthmus' registration in Entra. */
  readonly applicationId: string;
  /** The file of what it keeps. */
  readonly path: string;
}

/** The URL by which Graph finds the hub (facts, relay §2.1: the words before the names are literal). */
export const notificationUrlOf = ({ namespace, hub }: HubAddress, tenantDomain: string): string =>
  `EventHub:https://${namespace}/eventhubname/${hub}?tenantId=${tenantDomain}`;

export class RelayHub {
  readonly #keeper: SubscriptionKeeper;
  readonly #consumer: HubConsumer;
  #links: Subscription | null = null;
  #linked: ReadonlyMap<ConversationId, CarriedLink> = new Map();
  /** Those of them over whose links this relay carries, in the order of the links. */
  #here: ReadonlySet<ConversationId> = new Set();
  /** Whether one relay carries over all links. */
  #isAlone = true;
  /** Conversations of which this relay kept the subscription, and that no other relay has taken over since. */
  readonly #kept = new Set<ConversationId>();
  #hints = 0;
  readonly #discarded = countersFor(hubDiscards);
  readonly #lifecycle = countersFor(lifecycleEvents);

  private constructor(
    private readonly options: RelayHubOptions,
    private readonly memory: HubMemory,
  ) {
    const { world, engine, address } = options;
    this.#keeper = new SubscriptionKeeper({
      ...{ world, applicationId: options.applicationId, secret: memory.secret },
      subscribing: () => {
        const teams = options.teams();
        return teams && engine.subscribing(teams.accountId);
      },
      wanted: () => Promise.resolve(scopesFor(this.#linkedHere(), this.#isAlone)),
      mayBeOthers: (id) => !this.#isAlone && !this.#kept.has(id),
      notificationUrl: notificationUrlOf(address, options.tenantDomain),
      onChanged: () => this.#expect(),
      onBegun: (scope) => this.#pullAll(scope),
    });
    this.#consumer = new HubConsumer({
      ...{ world, address, memory },
      hear: (bodies) => this.#hear(bodies),
      onChanged: () => this.#expect(),
    });
  }

  /** Reads what it keeps. Nothing runs before `start`. Rejects if its file cannot be written. */
  static async open(options: RelayHubOptions): Promise<RelayHub> {
    return new RelayHub(options, await HubMemory.open(options.path, (event) => options.world.log(event)));
  }

  /** To be called when this relay begins to carry. */
  start(): void {
    if (this.#links) return;
    let isKnown = false;
    this.#links = liveQuery(() => readLinked(this.options.database)).subscribe({
      next: (linked) => {
        // Each message changes its conversation's row, and none of this.
        if (isKnown && sameLinked(this.#linked, linked)) return;
        this.#linked = new Map(linked.map((one) => [one.id, one]));
        this.#share();
        // Before the links are known, each subscription would look like one too many.
        if (isKnown) this.#keeper.want();
        else this.#keeper.start();
        isKnown = true;
        this.#expect();
      },
      error: (error: unknown) => this.options.world.log(caughtEvent('hub-links', error)),
    });
    this.#consumer.start();
  }

  /** To be called now and then while it runs: a share of the links may have come to this relay, or have left it. */
  look(): void {
    if (!this.#links || !this.#share()) return;
    this.#keeper.want();
    this.#expect();
  }

  /** Finds anew over which links this relay carries. Returns whether they are others than before. */
  #share(): boolean {
    const { engine } = this.options;
    // While there is nothing between which to carry, what was known stays.
    if (engine.shares) this.#isAlone = engine.shares.of === 1;
    const here = [...this.#linked.values()].filter(
      // One that carries over all may lose its lease for a moment. Then it is stopped, and its subscriptions stay.
      ({ linkId }) => this.#isAlone || engine.carriesOver(linkId),
    );
    const before = this.#here;
    this.#here = new Set(here.map(({ id }) => id));
    for (const id of this.#linked.keys())
      if (this.#here.has(id)) this.#kept.add(id);
      else this.#kept.delete(id);
    return before.size !== this.#here.size || here.some(({ id }) => !before.has(id));
  }

  #linkedHere(): readonly Linked[] {
    return [...this.#linked.values()].filter(({ id }) => this.#here.has(id));
  }

  /** Nothing is received, asked or hinted afterwards; the relay's own cadence rules. */
  async stop(): Promise<void> {
    this.#links?.unsubscribe();
    this.#links = null;
    // Afterwards another relay may have them.
    this.#kept.clear();
    await Promise.all([this.#keeper.stop(), this.#consumer.stop()]);
    await this.memory.written();
    this.#expect();
  }

  get state(): HubState {
    return {
      standing: this.#consumer.standing,
      subscriptions: this.#keeper.state,
      partitions: this.#consumer.partitions,
      lastEventAt: this.#consumer.lastEventAt,
      hints: this.#hints,
      discarded: { ...this.#discarded },
      lifecycle: { ...this.#lifecycle },
    };
  }

  #hear(bodies: readonly (Uint8Array | string)[]): void {
    const teams = this.options.teams();
    if (!teams) return;
    const subscribing = this.options.engine.subscribing(teams.accountId);
    /** Of many notifications for one conversation one hint is made. */
    const hinted = new Set<ConversationId>();
    for (const body of bodies) {
      const heard = hear(body, {
        tenantId: teams.tenantId,
        secret: this.memory.secret,
        scopeOf: (id) => this.#keeper.scopeOf(id),
        conversationOf: (resource) => subscribing?.conversationOf(resource) ?? null,
        isOthers: (id) => this.#keeper.isOthers(id),
        carriedBy: (id) => (this.#here.has(id) ? 'this' : this.#linked.has(id) ? 'other' : 'nobody'),
      });
      for (const one of heard) this.#take(one, hinted);
    }
    for (const id of hinted) this.options.engine.pullSoon(teams.accountId, id);
    this.#hints += hinted.size;
  }

  #take(heard: Heard, hinted: Set<ConversationId>): void {
    switch (heard.kind) {
      case 'hint':
        hinted.add(heard.conversation);
        return;
      case 'discarded':
        this.#discarded[heard.reason] += 1;
        if (heard.reason === 'wrong-secret' && heard.subscription !== null)
          this.#keeper.estrange(heard.subscription);
        return;
      case 'lifecycle':
        this.#lifecycle[heard.event] += 1;
        return this.#live(heard);
    }
  }

  /** Graph says something of a subscription itself. */
  #live({ event, subscription }: Extract<Heard, { readonly kind: 'lifecycle' }>): void {
    switch (event) {
      case 'reauthorizationRequired':
        return this.#keeper.reauthorise(subscription);
      case 'missed': {
        const scope = this.#keeper.scopeOf(subscription);
        if (scope) this.#pullAll(scope);
        return;
      }
      case 'subscriptionRemoved':
        return this.#keeper.removed(subscription);
    }
  }

  /** The conversations of this relay's links of which a subscription tells. */
  #conversationsOf(scope: SubscriptionScope): readonly ConversationId[] {
    if (scope.kind === 'conversation') return this.#here.has(scope.id) ? [scope.id] : [];
    return this.#linkedHere()
      .filter(({ isChannel }) => !isChannel)
      .map(({ id }) => id);
  }

  #pullAll(scope: SubscriptionScope): void {
    const teams = this.options.teams();
    if (!teams) return;
    for (const id of this.#conversationsOf(scope)) this.options.engine.pullSoon(teams.accountId, id);
  }

  /** Tells the engine for which conversations hints come now. */
  #expect(): void {
    const teams = this.options.teams();
    if (!teams) return;
    const isReceiving = this.#consumer.standing.kind === 'receiving' && this.#links !== null;
    const live = isReceiving ? this.#keeper.live() : [];
    const told = new Map(live.map((scope) => [scopeKey(scope), scope]));
    this.options.engine.expectHints(
      teams.accountId,
      [...told.values()].flatMap((scope) => this.#conversationsOf(scope)),
    );
  }
}

interface CarriedLink extends Linked {
  readonly linkId: string;
}

const sameLinked = (before: ReadonlyMap<ConversationId, CarriedLink>, now: readonly CarriedLink[]): boolean =>
  before.size === now.length && now.every(({ id, linkId }) => before.get(id)?.linkId === linkId);

/** The Teams conversations of links that are carried: what the engine keeps current. */
const readLinked = async (database: IsthmusDatabase): Promise<readonly CarriedLink[]> => {
  const links = (await readLinkRows(database)).filter(({ carried }) => carried);
  const linkOf = new Map(links.map(({ id, teams }) => [teams, id]));
  const ids = [...linkOf.keys()];
  const rows = await readConversationRows(database, ids);
  return ids.flatMap((id, index) => {
    const row = rows[index];
    return row ? [{ id, isChannel: row.teamId !== null, linkId: linkOf.get(id) ?? '' }] : [];
  });
};
