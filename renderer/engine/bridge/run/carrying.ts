/** Carrying between two accounts: the bridge and the keeper of its links, told together of what happens. */
import type { Connector } from '../../../connectors/connector.ts';
import type { World } from '../../../connectors/world.ts';
import type { AccountId, Change, ConversationId, Service } from '../../../model/index.ts';
import type { IntentRow, IsthmusDatabase } from '../../../store/index.ts';
import { Bridge, type BridgeOptions } from './bridge.ts';
import { isLinkIntent } from '../links/intents.ts';
import { LinkKeeper } from '../links/keeper.ts';
import { Rights } from '../links/rights.ts';

export interface CarryingOptions {
  readonly world: World;
  readonly database: IsthmusDatabase;
  readonly connectors: readonly Connector[];
  /** Whether a conversation's mirror may miss something older than what it has (see AccountMirror). */
  readonly mayHaveGap: (account: AccountId, conversationId: ConversationId) => boolean;
  /** Stores what a service told, as the mirror does; rejects when the database refuses. */
  readonly store: (account: AccountId, changes: readonly Change[]) => Promise<void>;
}

export class Carrying {
  private constructor(
    private readonly accounts: Readonly<Record<Service, AccountId>>,
    private readonly bridge: Bridge,
    private readonly keeper: LinkKeeper,
  ) {}

  /** With an account on each side there is something to carry between, else null. The first of each: a second one is only mirrored. */
  static async between(options: CarryingOptions): Promise<Carrying | null> {
    const { world, database, connectors } = options;
    const teams = connectors.find(({ service }) => service === 'teams');
    const mattermost = connectors.find(({ service }) => service === 'mattermost');
    if (!teams?.writing || !mattermost?.writing || !mattermost.memory) return null;
    const accounts = { teams: teams.accountId, mattermost: mattermost.accountId };
    const store: BridgeOptions['store'] = (service, changes) => options.store(accounts[service], changes);
    const { memory } = mattermost;
    const bridge = new Bridge({
      world,
      database,
      memory,
      computer: await computerId(database, world),
      mayHaveGap: (service, id) => options.mayHaveGap(accounts[service], id),
      sides: {
        teams: { accountId: teams.accountId, connector: teams, writing: teams.writing },
        mattermost: { accountId: mattermost.accountId, connector: mattermost, writing: mattermost.writing },
      },
      store,
    });
    const keeper = new LinkKeeper({
      world,
      database,
      accounts,
      connector: mattermost,
      teams,
      writing: mattermost.writing,
      memory,
      rights: new Rights(memory),
      store: (changes) => store('mattermost', changes),
      onChanged: () => bridge.linksChanged(),
    });
    return new Carrying(accounts, bridge, keeper);
  }

  /** Begins, or goes on after `rest`. */
  async start(): Promise<void> {
    await this.bridge.start();
    this.keeper.start();
  }

  /** Lets go of what is under way; nothing touches the database afterwards. */
  async rest(): Promise<void> {
    await this.keeper.stop();
    await this.bridge.stop();
  }

  /** The outbox may have something to do. */
  wake(): void {
    this.bridge.wake();
  }

  /** What decides which conversations are linked, and who is whom, may have changed. */
  linksTouched(): void {
    this.keeper.touched();
    this.bridge.peopleChanged();
  }

  choicesStale(): void {
    this.keeper.choicesStale();
  }

  readMoved(where: ReadonlySet<ConversationId>): void {
    this.bridge.readMoved(where);
  }

  /** The mirror of an account has caught up; of a second account of a service nothing depends. */
  becameCurrent(account: AccountId, service: Service): void {
    if (this.accounts[service] !== account) return;
    this.bridge.becameCurrent(service);
    this.keeper.becameCurrent(service);
  }

  /** What the user wants now; the keeper of links takes what concerns it, and removes it when it is done. */
  intended(rows: readonly IntentRow[]): void {
    this.keeper.intended(rows.filter(isLinkIntent));
  }
}

/** This installation's own random id, made with the database. */
const computerId = (database: IsthmusDatabase, world: World): Promise<string> =>
  database.transaction('rw', database.computer, async () => {
    const held = await database.computer.get('computer');
    if (held) return held.id;
    const id = Array.from({ length: 4 }, () => Math.floor(world.random() * 2 ** 32).toString(36)).join('');
    await database.computer.put({ key: 'computer', id });
    return id;
  });
