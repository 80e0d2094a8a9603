/** The relay: the engine of the app on the journaled store, with the bot accounts. */
import type { World } from '../../renderer/connectors/world.ts';
import type { Observe } from '../../renderer/engine/observing/observation.ts';
import type { SharesHeld } from '../../renderer/engine/bridge/memory/carrier-leases.ts';
import { Engine } from '../../renderer/engine/engine.ts';
import { relayCadence } from '../../renderer/engine/relay/cadence.ts';
import type { AuthorAway } from '../../renderer/engine/relay/away/author-leases.ts';
import type { AuthorCounts } from '../../renderer/engine/relay/away/author-watch.ts';
import type { Inviting } from '../../renderer/engine/relay/inviting.ts';
import { caughtEvent } from '../../renderer/model/index.ts';
import { IsthmusDatabase, openDatabase } from '../../renderer/store/index.ts';
import { reactionsAnswer } from '../../renderer/text/answer-words.ts';
import { dexieOptions } from '../store/dexie-options.ts';
import { type JournaledStore, openJournaledStore, type StoreFailure } from '../store/index.ts';
import type { Sqlite } from '../store/sqlite.ts';
import { type Figures, readFigures } from '../metrics/figures.ts';
import { type BotAccounts, botTeamsAccount, engineAccountsOf } from './bot-accounts.ts';
import type { HubState } from '../hub/hub-state.ts';
import { type HubSettings, openHubSeat } from './hub-seat.ts';
import { nodeWorld } from './node-world.ts';

/** How long what is being sent may take when the relay drains, ms. A supervisor gives it longer. */
export const handOverWithin = 15_000;

export interface RelayOptions {
  /** The file of the store. */
  readonly path: string;
  /** What writes the file; absent: the best that this Node has. */
  readonly sqlite?: Sqlite;
  readonly accounts: BotAccounts;
  readonly fetch: (request: Request) => Promise<Response>;
  /** How far back history is mirrored; null for all of it. */
  readonly days: number | null;
  readonly log: World['log'];
  /** Into how many shares the links are divided, where several relays carry at the same time; absent: 1, and one of them carries over all. */
  readonly shares?: number;
  /** Whom it invites to connect; absent or null: nobody. */
  readonly inviting?: Inviting | null;
  /** When it carries for connected authors whose computers are off; absent or null: never. */
  readonly authorAway?: AuthorAway | null;
  /** The event hub through which Microsoft tells what changed; absent or null without one. */
  readonly hub?: HubSettings | null;
  /** When the refresh token of the Teams user was last renewed, ms; null if that is not known. Absent where nobody signs in. */
  readonly refreshedAt?: () => number | null;
  /** Is told of what can be measured; absent where nobody measures. */
  readonly observe?: Observe;
}

export interface Relay {
  readonly database: IsthmusDatabase;
  /** How its event hub stands; null without one. */
  readonly hub: () => HubState | null;
  /** Over which links it carries; null while there is nothing between which to carry. */
  readonly shares: () => SharesHeld | null;
  /** How many connected people stand how; null where it carries for none of them. */
  readonly authors: () => AuthorCounts | null;
  /** Why the database cannot be written now; null while it can. */
  readonly storeFailure: () => StoreFailure | null;
  /** How it stands now. */
  readonly figures: () => Promise<Figures>;
  /** To be called when the Teams user has signed in, or is another one: the engine looks at its accounts anew. */
  readonly accountsChanged: () => Promise<void>;
  /** Ends what is under way and gives the file up. Nothing runs afterwards. */
  readonly drain: () => Promise<void>;
}

export type StartedRelay =
  | { readonly kind: 'running'; readonly relay: Relay }
  /** Nothing runs, and the file is as it was. */
  | { readonly kind: 'refused'; readonly reason: StoreFailure };

/** Starts it. What it had mirrored before is there again, and it goes on from there. */
export const startRelay = async (options: RelayOptions): Promise<StartedRelay> => {
  const { path, sqlite, log } = options;
  let failedLast = null as StoreFailure | null;
  let isRefusing: () => boolean = () => false;
  const opened = await openJournaledStore({
    path,
    ...(sqlite && { sqlite }),
    onWriteFailed: (reason, error) => {
      failedLast = reason;
      // Once: on a full disk many are refused, one after the other.
      if (isRefusing()) return;
      log(`relay-store-${reason}`);
      log(caughtEvent('relay-store-write', error));
    },
  });
  if (opened.kind === 'refused') {
    log(caughtEvent('relay-store-open', opened.error));
    return opened;
  }
  const { store } = opened;
  isRefusing = () => store.failure() !== null;
  const database = new IsthmusDatabase(dexieOptions(store));
  const found = await openDatabase(database);
  if (found.kind !== 'open') {
    await closed(database, store);
    return { kind: 'refused', reason: found.kind === 'newer' ? 'newer' : (failedLast ?? 'damaged') };
  }
  const engine = engineOn(options, database);
  try {
    await engine.start();
  } catch (error) {
    log(caughtEvent('relay-start', error));
    // One account may have begun before the other failed.
    await ended(engine, log);
    await closed(database, store);
    // The engine writes at its start, too.
    if (failedLast) return { kind: 'refused', reason: failedLast };
    throw error;
  }
  const seat = options.hub ? await hubSeatOf(options, options.hub, engine, database) : null;
  const drain = async (): Promise<void> => {
    const handedOver = engine
      .handOver(handOverWithin)
      .catch((error: unknown) => log(caughtEvent('relay-hand-over', error)));
    await Promise.all([seat?.stop(), handedOver]);
    await ended(engine, log);
    await closed(database, store);
  };
  const figures = (): Promise<Figures> => readFigures(database, engine, Date.now());
  return {
    kind: 'running',
    relay: {
      database,
      hub: () => seat?.state() ?? null,
      shares: () => engine.shares,
      authors: () => engine.authors,
      storeFailure: () => store.failure(),
      figures,
      accountsChanged: () => engine.accountsChanged(),
      drain,
    },
  };
};

const engineOn = (
  { accounts, days, fetch, log, inviting, authorAway, observe, shares = 1 }: RelayOptions,
  database: IsthmusDatabase,
): Engine =>
  new Engine({
    world: nodeWorld({ accounts, fetch, log }),
    database,
    accounts: () => Promise.resolve(engineAccountsOf(accounts)),
    days,
    cadence: relayCadence,
    relay: { kind: 'relay', shares },
    onRemoved: () => undefined,
    // Nobody is told anything by a relay.
    noticeBoard: null,
    ...(observe ? { observe } : {}),
    answering: reactionsAnswer,
    ...(inviting ? { inviting } : {}),
    ...(authorAway ? { authorAway } : {}),
  });

const hubSeatOf = (
  { path, accounts, fetch, log }: RelayOptions,
  settings: HubSettings,
  engine: Engine,
  database: IsthmusDatabase,
): ReturnType<typeof openHubSeat> =>
  openHubSeat({
    ...settings,
    ...{ engine, database, world: nodeWorld({ accounts, fetch, log }) },
    teams: () => {
      const { teams } = accounts;
      return teams && { accountId: botTeamsAccount(teams), tenantId: teams.tenantId };
    },
    path: `${path.replace(/[.]db$/, '')}.hub.json`,
  });

/** Ends the engine. Where the database refuses what it writes at its end, the file is given up all the same. */
const ended = async (engine: Engine, log: World['log']): Promise<void> => {
  try {
    await engine.stop();
  } catch (error) {
    log(caughtEvent('relay-stop', error));
  }
};

const closed = async (database: IsthmusDatabase, store: JournaledStore): Promise<void> => {
  database.close();
  await store.close();
};
