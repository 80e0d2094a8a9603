/** The mirrors of all accounts, each with its connector and its budget of requests. */
import type { Connector } from '../connectors/connector.ts';
import type { World } from '../connectors/world.ts';
import type { AccountId, AccountState, LimitUsed, Service } from '../model/index.ts';
import type { IsthmusDatabase } from '../store/index.ts';
import { AccountMirror } from './mirror/account-mirror.ts';
import { Budget } from './mirror/pull/budget.ts';
import { type CadenceTable, pollingCadence, pushedCadence } from './mirror/pull/cadence.ts';
import { type AccountIdentity, writeLacks } from './mirror/store/account-row.ts';
import type { MirrorStore } from './mirror/store/mirror-store.ts';
import type { Observe } from './observing/observation.ts';
import type { Looking } from './presence.ts';
import { tellingRequests } from './observing/telling-requests.ts';

/** What the engine must know of an account to mirror it. */
export interface EngineAccount {
  readonly identity: AccountIdentity;
  /** Makes the account's connector; its requests go through `world.fetch`, which keeps the connector's limits. `notBefore` in ms. */
  connect(world: World, notBefore: number | null): Connector;
}

export interface MirrorsOptions {
  readonly world: World;
  readonly database: IsthmusDatabase;
  readonly store: MirrorStore;
  /** How far back history is fetched; null for all of it. */
  readonly days: number | null;
  /** How many conversations of one account are pulled at once. */
  readonly workers?: number;
  readonly cadence?: (account: AccountIdentity) => CadenceTable;
  /** Is told of what can be measured; absent where nobody measures. */
  readonly observe?: Observe;
}

export class Mirrors {
  readonly #mirrors = new Map<AccountId, AccountMirror>();
  readonly #connectors = new Map<AccountId, Connector>();
  readonly #budgets: { readonly service: Service; readonly budget: Budget }[] = [];

  constructor(private readonly options: MirrorsOptions) {}

  /** Answers of the kind 429 that our own pace caused, since the start. */
  get refusals(): number {
    return this.#budgets.reduce((sum, { budget }) => sum + budget.refusals, 0);
  }

  /** How much of each limit of each service is used now, from 0 to 1. Limits of two accounts of one service come twice. */
  get used(): readonly LimitUsed[] {
    return this.#budgets.flatMap(({ service, budget }) =>
      [...budget.used()].map(([limit, ratio]) => ({ service, limit, ratio })),
    );
  }

  get connectors(): readonly Connector[] {
    return [...this.#connectors.values()];
  }

  connectorOf(id: AccountId): Connector | undefined {
    return this.#connectors.get(id);
  }

  of(id: AccountId): AccountMirror | undefined {
    return this.#mirrors.get(id);
  }

  /**
   * Starts an account's mirror; one that exists goes on with new secrets. `paused`: the state in which it begins to rest; null lets it run.
   */
  async open(account: EngineAccount, paused: AccountState | null): Promise<void> {
    const { world, database, store, days, observe } = this.options;
    const { identity } = account;
    const held = this.#mirrors.get(identity.id);
    if (held) {
      if (!paused) held.resume();
      // Graph may be asked for more, or for less, than before: the overview is taken anew.
      if ((await writeLacks(database, identity)) && !paused) held.tryNow();
      return;
    }
    const { service } = identity;
    const callOf = ({ method, url }: Request): string => connector.callOf(method, new URL(url));
    const budget = observe
      ? new Budget(tellingRequests(world, service, callOf, observe), (limit) =>
          observe({ kind: 'throttled', service, limit }),
        )
      : new Budget(world);
    const connector = account.connect(
      { ...world, fetch: budget.fetch },
      days === null ? null : world.now() - days * 86_400_000,
    );
    budget.limits = connector.limits;
    this.#budgets.push({ service, budget });
    const mirror = new AccountMirror({
      world,
      mirror: store,
      connector,
      identity,
      cadence: this.options.cadence?.(identity) ?? (connector.live ? pushedCadence : pollingCadence),
      workers: this.options.workers ?? 8,
      days,
      observe,
    });
    budget.untilAsked = (resource, from) => mirror.untilAsked(resource, from);
    this.#mirrors.set(identity.id, mirror);
    this.#connectors.set(identity.id, connector);
    await mirror.start();
    if (paused) await mirror.pause(paused);
  }

  /** Ends one account's mirror; its rows stay in the database. */
  async end(id: AccountId): Promise<void> {
    await this.#mirrors.get(id)?.stop();
    this.#mirrors.delete(id);
    this.#connectors.delete(id);
  }

  /** Ends all; nothing touches the database afterwards. */
  async stop(): Promise<void> {
    await Promise.all([...this.#mirrors.values()].map((mirror) => mirror.stop()));
    this.#mirrors.clear();
  }

  async pause(state: AccountState): Promise<void> {
    await Promise.all([...this.#mirrors.values()].map((mirror) => mirror.pause(state)));
  }

  resume(): void {
    for (const mirror of this.#mirrors.values()) mirror.resume();
  }

  /** Lets every mirror try at once what waits. */
  tryNow(): void {
    for (const mirror of this.#mirrors.values()) mirror.tryNow();
  }

  look({ attention, presence }: Looking): void {
    for (const mirror of this.#mirrors.values()) mirror.setAttention(attention, presence);
  }
}
