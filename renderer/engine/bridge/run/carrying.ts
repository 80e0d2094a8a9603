/** Carrying between two accounts: joins the bridge and the keeper of its links, and tells both of what happens. */
import type { Table } from 'dexie';
import type { Connector } from '../../../connectors/connector.ts';
import type { World } from '../../../connectors/world.ts';
import {
  caughtEvent,
  sharedKeyOf,
  type AccountId,
  type Change,
  type ConversationId,
  type Service,
  type SharedKey,
} from '../../../model/index.ts';
import {
  openComputerRow,
  readAccountRow,
  readClaims,
  readLinkRows,
  type IsthmusDatabase,
  type LinkIntent,
} from '../../../store/index.ts';
import type { BatchSource, MirrorNews } from '../../follower.ts';
import type { Observe } from '../../observing/observation.ts';
import { Bridge } from './bridge.ts';
import type { BridgeOptions } from '../context.ts';
import type { RelayRole } from '../links/facts.ts';
import type { SharesHeld } from '../memory/carrier-leases.ts';
import { LinkKeeper } from '../links/keeper.ts';
import { LinkRights } from '../links/link-rights.ts';
import { type AuthorAway, AuthorLeases } from '../../relay/away/author-leases.ts';
import type { AuthorCounts } from '../../relay/away/author-watch.ts';
import { RelayHints } from '../../relay/hints.ts';
import type { TypingSeen } from '../../relay/hint-listener.ts';

export interface CarryingOptions {
  readonly world: World;
  readonly database: IsthmusDatabase;
  readonly connectors: readonly Connector[];
  /** Whether a conversation's mirror may miss something older than what it has (see AccountMirror). */
  readonly mayHaveGap: (account: AccountId, conversationId: ConversationId) => boolean;
  /** See AccountMirror. */
  readonly isLate: (account: AccountId, conversationId: ConversationId) => boolean;
  readonly isAskedInTurn: (account: AccountId, conversationId: ConversationId) => boolean;
  readonly pullWanted: (account: AccountId, conversationId: ConversationId) => void;
  /** Whether the user has paused carrying. Links are made and removed all the same. */
  readonly isPaused: () => boolean;
  /** Whether another computer shall carry, by the user's will. */
  readonly isHandedOver: () => boolean;
  readonly onStanding?: BridgeOptions['onStanding'];
  readonly relay: RelayRole;
  /** A relay's policy for connected authors whose computers are off; null: it carries for none of them. */
  readonly authorAway: AuthorAway | null;
  /** What the relay's hints are for: a conversation is pulled soon; hints are expected for these. */
  readonly pullSoon: (account: AccountId, conversation: ConversationId) => void;
  readonly expectHints: (account: AccountId, conversations: readonly ConversationId[]) => void;
  readonly pullWhileLooking: (account: AccountId, conversation: ConversationId) => void;
  readonly askedByMany: (account: AccountId, conversations: readonly ConversationId[]) => void;
  readonly hintCame: (account: AccountId, conversation: ConversationId) => void;
  readonly desktopsAre: (account: AccountId, desktops: number) => void;
  readonly isLookedAt: (conversation: ConversationId) => boolean;
  /** Stores a service's answer, as the mirror does; rejects if the database refuses. */
  readonly store: (account: AccountId, changes: readonly Change[], source?: BatchSource) => Promise<void>;
  /** The tables that `store` reads and writes. */
  readonly storesInto: readonly Table[];
  /** Absent where nobody measures. */
  readonly observe?: Observe | undefined;
}

/** The news of the mirror that concern links and carrying. */
type CarryingNews = Exclude<
  MirrorNews,
  {
    readonly kind:
      | 'disk-full'
      | 'notices-pending'
      | 'notices-changed'
      | 'typing'
      | 'only-for-user'
      | 'conversations-reshaped';
  }
>;

export class Carrying {
  private constructor(
    private readonly accounts: Readonly<Record<Service, AccountId>>,
    private readonly bridge: Bridge,
    private readonly keeper: LinkKeeper,
    private readonly hints: RelayHints,
    private readonly leases: AuthorLeases | null,
    private readonly database: IsthmusDatabase,
  ) {}

  /** Makes it for the first account of each service; null if one service has none. A second account of a service is only mirrored. */
  static async between(options: CarryingOptions): Promise<Carrying | null> {
    const { world, database, connectors } = options;
    const teams = connectors.find(({ service }) => service === 'teams');
    const mattermost = connectors.find(({ service }) => service === 'mattermost');
    if (!teams?.writing || !mattermost?.writing || !mattermost.memory) return null;
    const accounts = { teams: teams.accountId, mattermost: mattermost.accountId };
    const store: BridgeOptions['store'] = (service, changes, source) =>
      options.store(accounts[service], changes, source);
    const { memory, registers } = mattermost;
    const leases = registers
      ? new AuthorLeases({
          ...{ world, database, accounts, mattermost, registers },
          isRelay: options.relay.kind === 'relay',
          away: options.authorAway,
          // Who agrees with an author has to carry over all of their links.
          // A relay that carries for none of them only has to say so.
          holdsLease: () =>
            bridge.shares.held.includes(0) && (bridge.shares.of === 1 || options.authorAway === null),
          isPaused: options.isPaused,
          bridge: () => bridge,
          wake: () => bridge.wake(),
          onTrouble: () => keeper.touched(),
          store: (changes) => store('mattermost', changes),
          observe: options.observe,
        })
      : null;
    const bridge: Bridge = new Bridge({
      world,
      database,
      memory,
      computer: await openComputerRow(database, () => randomId(world)),
      shares: options.relay.kind === 'relay' ? options.relay.shares : 1,
      mayHaveGap: (service, id) => options.mayHaveGap(accounts[service], id),
      turns: {
        isLate: (service, id) => options.isLate(accounts[service], id),
        isAskedInTurn: (service, id) => options.isAskedInTurn(accounts[service], id),
        pullWanted: (service, id) => options.pullWanted(accounts[service], id),
      },
      sides: {
        teams: { accountId: teams.accountId, connector: teams, writing: teams.writing },
        mattermost: { accountId: mattermost.accountId, connector: mattermost, writing: mattermost.writing },
      },
      isPaused: options.isPaused,
      isHandedOver: options.isHandedOver,
      onStanding: options.onStanding,
      store,
      storesInto: options.storesInto,
      observe: options.observe,
      ...(leases === null ? {} : { away: leases, hold: leases }),
    });
    let teamsUser = await readTeamsUser(database, accounts.teams);
    const keeper = new LinkKeeper({
      world,
      database,
      accounts,
      connector: mattermost,
      teams,
      writing: mattermost.writing,
      memory,
      rights: new LinkRights(memory),
      relay: options.relay,
      troubleWith: (relay) => leases?.troubleWith(relay) ?? null,
      store: (changes) => store('mattermost', changes),
      onChanged: async () => {
        teamsUser = await readTeamsUser(database, accounts.teams);
        await bridge.linksChanged();
        const links = await readLinkRows(database);
        leases?.linksAre(links);
        hints.linksAre(links);
      },
    });
    const hints = new RelayHints({
      world,
      mattermost,
      isRelay: options.relay.kind === 'relay',
      isActive: (link) => bridge.holds(link.id),
      pullSoon: (conversation) => options.pullSoon(accounts.teams, conversation),
      expect: (conversations) => options.expectHints(accounts.teams, conversations),
      pullWhileLooking: (conversation) => options.pullWhileLooking(accounts.teams, conversation),
      askedByMany: (conversations) => options.askedByMany(accounts.teams, conversations),
      hintCame: (conversation) => options.hintCame(accounts.teams, conversation),
      desktopsAre: (desktops) => options.desktopsAre(accounts.teams, desktops),
      connected: () =>
        readClaims(database, accounts.mattermost).then(
          ({ length }) => length,
          (error: unknown) => {
            world.log(caughtEvent('connected-people', error));
            return null;
          },
        ),
      me: () => teamsUser,
      isLookedAt: options.isLookedAt,
    });
    return new Carrying(accounts, bridge, keeper, hints, leases, database);
  }

  /** Over which links this computer carries now. */
  get shares(): SharesHeld {
    return this.bridge.shares;
  }

  /** Whether this computer is the one that carries over a link now. */
  holds(linkId: string): boolean {
    return this.bridge.holds(linkId);
  }

  /** How many connected authors stand how; null where this is no relay that carries for them. */
  get authors(): AuthorCounts | null {
    return this.leases?.counts ?? null;
  }

  /** Begins, or goes on after `rest`. */
  async start(): Promise<void> {
    const links = await readLinkRows(this.database);
    this.leases?.linksAre(links);
    this.hints.linksAre(links);
    this.hints.start();
    await this.leases?.start();
    await this.bridge.start();
    this.keeper.start();
  }

  /** Ends what is under way; nothing touches the database afterwards. */
  async rest(): Promise<void> {
    this.hints.stop();
    this.leases?.stop();
    await this.keeper.stop();
    await this.bridge.stop();
  }

  /** Takes the news of the mirror that concern links and carrying. */
  hear(news: CarryingNews): void {
    switch (news.kind) {
      case 'outbox-filled':
        return this.bridge.wake();
      case 'links-touched':
      case 'people-changed':
        return this.keeper.touched();
      case 'authors-left':
        if (news.account === this.accounts.mattermost) this.bridge.authorsLeft();
        return;
      case 'lease-free':
        return this.bridge.leaseFree();
      case 'choices-stale':
        return this.keeper.choicesStale();
      case 'read-moved':
        return this.bridge.readMoved(news.where);
      case 'register-written':
        if (news.account === this.accounts.mattermost) this.leases?.registerWritten(news.conversationId);
        return;
      case 'linked-moved':
        return this.hints.moved(news.authors);
      case 'current':
        // News of a second account of a service concern nothing here.
        if (this.accounts[news.service] !== news.account) return;
        this.leases?.becameCurrent(news.service);
        this.bridge.becameCurrent(news.service);
        return this.keeper.becameCurrent(news.service);
    }
  }

  /** Whether somebody who seems to type is the relay, which tells something. Then nobody types. */
  isSign(seen: TypingSeen): boolean {
    return this.hints.heard(seen);
  }

  /** Ends what is being sent, and lets another computer of the user carry at once. Ends after `within` ms at the latest. */
  handOver(within: number): Promise<void> {
    return this.bridge.handOver(within);
  }

  /** Carries again after `handOver`. */
  takeUp(): Promise<void> {
    return this.bridge.takeUp();
  }

  /** The user wanted a message tried again, gave it up, or paused carrying or ended the pause. */
  wake(): void {
    this.leases?.look();
    this.bridge.wake();
  }

  /** What the user wants now. The keeper of links takes what concerns links, and removes each when it is done. */
  intended(rows: readonly LinkIntent[]): void {
    this.keeper.intended(rows);
  }
}

/** What Isthmuses of an organisation call the user in Teams; null while that is not known. */
const readTeamsUser = async (database: IsthmusDatabase, account: AccountId): Promise<SharedKey | null> => {
  const me = (await readAccountRow(database, account))?.me ?? null;
  return me === null ? null : sharedKeyOf(me);
};

/** The random id of this installation. */
const randomId = (world: World): string =>
  Array.from({ length: 4 }, () => Math.floor(world.random() * 2 ** 32).toString(36)).join('');
