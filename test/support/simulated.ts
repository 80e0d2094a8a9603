/** A whole Isthmus without a window: sandbox services in process, connectors, engine and database in Node, all under virtual time. */
import { Seat, type SeatHolder } from '../../build/commands/in-process/seat.ts';
import type { ServicesHere } from '../../build/commands/in-process/services.ts';
import { mattermostBot, teamsBot } from '../../build/commands/relay/bots.ts';
import { rowsOfMirror, truthOfMirror } from '../../build/commands/mirror-truth.ts';
import type { World } from '../../renderer/connectors/world.ts';
import type { RelayRole } from '../../renderer/engine/bridge/links/facts.ts';
import type { AuthorAway } from '../../renderer/engine/relay/away/author-leases.ts';
import { Engine } from '../../renderer/engine/engine.ts';
import type { IsthmusDatabase } from '../../renderer/store/index.ts';
import { reactionsAnswer } from '../../renderer/text/answer-words.ts';
import { relayCadence } from '../../renderer/engine/relay/cadence.ts';
import { compareTruth, type Difference } from '../../sandbox/compare.ts';
import { Faults } from '../../sandbox/faults.ts';
import { createMattermostServer } from '../../sandbox/mattermost/index.ts';
import { createMicrosoftTenant, SigningKey } from '../../sandbox/microsoft/index.ts';
import type { Organisation, PersonKey } from '../../sandbox/organisation/plan.ts';
import { type SandboxWorld, seededRandom } from '../../sandbox/world.ts';
import { IDBFactory, openDatabase } from './database.ts';
import { mutateConnector, mutateDatabase, type Mutation } from './carry/mutations.ts';
import { relayAccounts } from './carry/organisation.ts';
import { NoticeRecord } from './carry/notice-record.ts';
import { keptUntilStored } from './indexed-db/kept-answer.ts';
import { endLiveQueries, gatherLiveQueries, type Listener, readOnlyFrom } from './indexed-db/live-queries.ts';
import { RoughWays } from './carry/rough-ways.ts';
import { SimulatedPage } from './simulated-page.ts';
import { type VirtualTime } from './virtual-time.ts';

export { mattermostAccount, teamsAccount } from '../../build/commands/in-process/seat.ts';

/** Made once: making one takes a tenth of a second, of every life. */
const signingKey = new SigningKey();
const clientId = '5a3c1f5e-7d2f-4f0b-9d8e-1f6f6f7a1c11';
const mattermostUrl = 'http://mattermost.example';
const graphUrl = 'https://graph.example';
/** The accounts of an organisation's relay (`withBots`). */
const relayHolder: SeatHolder = { teams: teamsBot, mattermost: mattermostBot };
/** More faults in a row than ever stand in a service's way. */
const mostSignIns = 50;

export interface Services extends ServicesHere {
  readonly time: VirtualTime;
  readonly faults: { readonly microsoft: Faults; readonly mattermost: Faults };
}

/** Both services with an organisation loaded. `throttled` false lets Graph answer as fast as it is asked. */
export const startServices = (organisation: Organisation, time: VirtualTime, throttled = true): Services => {
  const world: SandboxWorld = { now: time.now, after: time.after, random: seededRandom(organisation.seed) };
  const faults = { microsoft: new Faults(world), mattermost: new Faults(world) };
  const microsoft = createMicrosoftTenant({
    world,
    loginUrl: 'https://login.example',
    graphUrl,
    clientId,
    faults: faults.microsoft,
    signingKey,
    settings: { throttling: throttled },
  });
  const mattermost = createMattermostServer({ world, siteUrl: mattermostUrl, faults: faults.mattermost });
  microsoft.acts.load(organisation);
  mattermost.acts.load(organisation);
  return { time, organisation, microsoft, mattermost, faults, graphUrl, mattermostUrl };
};

/** One person's Isthmus: may be stopped, killed, and started again on the same disk. */
export class SimulatedIsthmus {
  #disk: IDBFactory = new IDBFactory();
  readonly #seat: Seat;
  #starts = 0;
  #engine: Engine | null = null;
  #database: IsthmusDatabase | null = null;
  #page: SimulatedPage | null = null;
  #pageWorld: World | null = null;
  #liveQueries: readonly Listener[] = [];
  #askCurrent: () => boolean | Promise<boolean> = () => false;
  /** While false, nothing of this computer happens any more: it was killed. */
  #alive = { yes: false };
  readonly log: string[] = [];
  /** How often this relay took an author whose computers were off. */
  takeovers = 0;
  /** How often `loseDisk` was called. */
  disksLost = 0;
  /** How wrong this computer's clock is, ms. */
  clockSkew = 0;
  /** How long a request is on its way, ms. */
  latency = 0;
  /** What this computer told its user of new messages. */
  readonly notices: NoticeRecord;
  /** What is wrong with this computer's ways to the services. */
  readonly rough = new RoughWays();

  constructor(
    readonly services: Services,
    readonly person: PersonKey,
    private readonly days: number | null = null,
    /** Tells the computers of one person apart, and their randomness. */
    private readonly computer = 0,
    /** In what way this engine is wrong on purpose. */
    private readonly mutation: Mutation | null = null,
    /** How it stands to the organisation's relay. */
    private readonly relay: RelayRole = { kind: 'user' },
    /** A relay's policy for connected authors whose computers are off; null: it carries for none of them. */
    private readonly authorAway: AuthorAway | null = null,
  ) {
    this.#seat = new Seat(services, relay.kind === 'relay' ? relayHolder : person);
    this.notices = new NoticeRecord(services.time, `${person} (${computer})`);
  }

  get database(): IsthmusDatabase {
    if (!this.#database) throw new Error('not started');
    return this.#database;
  }

  get engine(): Engine {
    if (!this.#engine) throw new Error('not started');
    return this.#engine;
  }

  /** The app page. */
  get page(): SimulatedPage {
    if (!this.#page) throw new Error('there is no page');
    return this.#page;
  }

  /** `hidden`: as at login, without a page. */
  async start({ hidden = false }: { readonly hidden?: boolean } = {}): Promise<void> {
    this.#alive = { yes: true };
    const database = openDatabase(this.#disk);
    const { mutation, services } = this;
    this.notices.watch(database);
    if (mutation !== null) mutateDatabase(database, mutation);
    this.#askCurrent = keptUntilStored(database, 'accounts', () => isCurrent(database));
    this.#database = database;
    if (!this.#seat.isSignedIn) await this.#seat.signIn();
    const world = this.#world(this.#alive);
    this.#engine = new Engine({
      world,
      database: this.#database,
      accounts: () =>
        Promise.resolve(
          this.#seat.accounts().map((account) => ({
            ...account,
            connect: (theirs, notBefore) => {
              const connector = account.connect(theirs, notBefore);
              return mutation === null
                ? connector
                : mutateConnector(connector, mutation, world, database, {
                    accounts: relayAccounts(services.organisation),
                    isThis: this.relay.kind === 'relay',
                  });
            },
          })),
        ),
      days: this.days,
      onRemoved: () => undefined,
      // A relay tells nobody anything, and asks at its own times.
      ...(this.relay.kind === 'relay'
        ? { noticeBoard: null, cadence: relayCadence, answering: reactionsAnswer }
        : { noticeBoard: this.notices.board }),
      relay: this.relay,
      ...(this.authorAway === null
        ? {}
        : {
            authorAway: this.authorAway,
            observe: ({ kind }) => {
              if (kind === 'author-taken') this.takeovers += 1;
            },
          }),
    });
    const begun = gatherLiveQueries();
    try {
      await this.#engine.start();
      await this.services.time.beginningsOfLiveQueries();
    } finally {
      this.#liveQueries = begun();
      readOnlyFrom(database.name, this.#liveQueries);
    }
    this.#pageWorld = world;
    this.#page = null;
    if (!hidden && this.relay.kind !== 'relay') this.openPage();
  }

  get hasPage(): boolean {
    return this.#page !== null;
  }

  /** Opens the window, or another one after it was closed. */
  openPage(): void {
    if (!this.#pageWorld) throw new Error('not started');
    this.#page ??= new SimulatedPage(this.#pageWorld, this.database);
  }

  /** The page is gone without a word, as after a crash. */
  closePage(): void {
    this.#page?.die();
    this.#page = null;
  }

  /** In order: nothing is under way afterwards. */
  async stop(): Promise<void> {
    this.closePage();
    await this.engine.stop();
    this.database.close();
    this.#alive.yes = false;
  }

  /** As SIGKILL does: timers never fire, answers never arrive, open transactions are rolled back. */
  kill(): void {
    this.#alive.yes = false;
    this.database.close({ disableAutoOpen: true });
    endLiveQueries(this.#liveQueries);
  }

  /** The browser's storage vanished while the app was closed. */
  loseDisk(): void {
    this.disksLost += 1;
    this.notices.diskLost();
    this.#disk = new IDBFactory();
  }

  /** Signs in anew, as the user does when asked to: until it works, whatever goes wrong with the service just now. */
  async signInAgain(): Promise<void> {
    this.rough.signedOutOf.clear();
    for (let tries = 1; ; tries += 1)
      try {
        await this.#seat.signIn();
        break;
      } catch (error) {
        if (tries === mostSignIns) throw error;
      }
    await this.engine.accountsChanged();
  }

  /** Whether both mirrors are complete and current. */
  isCurrent(): boolean | Promise<boolean> {
    return this.#askCurrent();
  }

  /** Everything in which the mirror departs from what the services show this person. */
  async differences(): Promise<Difference[]> {
    const rows = await rowsOfMirror(this.database);
    return rows.accounts.flatMap((account) => {
      const service = account.service === 'teams' ? this.services.microsoft : this.services.mattermost;
      return compareTruth(service.acts.truth(this.person), truthOfMirror(rows, account));
    });
  }

  #world(alive: { readonly yes: boolean }): World {
    const { time } = this.services;
    // No start draws what another drew: a database that was lost makes another computer.
    this.#starts += 1;
    const world = this.#seat.world({
      now: () => time.now() + this.clockSkew,
      after: time.after,
      random: seededRandom(99 + 7_919 * this.computer + 104_729 * this.#starts),
      isOn: () => alive.yes,
      latency: () => this.latency,
      log: (event) => void this.log.push(event),
    });
    return this.rough.around(world);
  }
}

/** Whether both mirrors of a database are complete and current. */
const isCurrent = async (database: IsthmusDatabase): Promise<boolean> => {
  const accounts = await database.accounts.toArray();
  return (
    accounts.length === 2 &&
    accounts.every(
      ({ state, progress: { conversations } }) =>
        state.kind === 'live' && conversations.complete === conversations.total,
    )
  );
};

/** Whether the mirrors of all these are complete and current. */
export const areCurrent = async (all: readonly SimulatedIsthmus[]): Promise<boolean> => {
  for (const one of all) if (!(await one.isCurrent())) return false;
  return true;
};
