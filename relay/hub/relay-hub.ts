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
  readonly engine: Pick<Engine, 'pullSoon' | 'expectHints' | 'subscribing'>;
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
  #linked = new Map<ConversationId, Linked>();
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
      wanted: () => Promise.resolve(scopesFor([...this.#linked.values()])),
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

  /** To be called when this relay is the active one. */
  start(): void {
    if (this.#links) return;
    let isKnown = false;
    this.#links = liveQuery(() => readLinked(this.options.database)).subscribe({
      next: (linked) => {
        // Each message changes its conversation's row, and none of this.
        if (isKnown && sameLinked(this.#linked, linked)) return;
        this.#linked = new Map(linked.map((one) => [one.id, one]));
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

  /** Nothing is received, asked or hinted afterwards; the relay's own cadence rules. */
  async stop(): Promise<void> {
    this.#links?.unsubscribe();
    this.#links = null;
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
        isLinked: (id) => this.#linked.has(id),
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

  /** The linked conversations of which a subscription tells. */
  #conversationsOf(scope: SubscriptionScope): readonly ConversationId[] {
    if (scope.kind === 'conversation') return this.#linked.has(scope.id) ? [scope.id] : [];
    return [...this.#linked.values()].filter(({ isChannel }) => !isChannel).map(({ id }) => id);
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

const sameLinked = (before: ReadonlyMap<ConversationId, Linked>, now: readonly Linked[]): boolean =>
  before.size === now.length && now.every(({ id }) => before.has(id));

/** The Teams conversations of links that are carried: what the engine keeps current. */
const readLinked = async (database: IsthmusDatabase): Promise<readonly Linked[]> => {
  const links = (await readLinkRows(database)).filter(({ carried }) => carried);
  const ids = [...new Set(links.map(({ teams }) => teams))];
  const rows = await readConversationRows(database, ids);
  return ids.flatMap((id, index) => {
    const row = rows[index];
    return row ? [{ id, isChannel: row.teamId !== null }] : [];
  });
};
