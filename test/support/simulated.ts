/** A whole Isthmus without a window: sandbox services in process, connectors, engine and database in Node, all under virtual time. */
import { truthOfMirror, type MirrorRows } from '../../build/commands/mirror-truth.ts';
import { allScopes } from '../../main/signin/scopes.ts';
import { createMattermostConnector } from '../../renderer/connectors/mattermost/index.ts';
import { createTeamsConnector } from '../../renderer/connectors/teams/index.ts';
import type { LiveSocket, SocketEvents, SocketResume, World } from '../../renderer/connectors/world.ts';
import { Engine, type EngineAccount } from '../../renderer/engine/engine.ts';
import { type AccountId, failed, succeeded } from '../../renderer/model/index.ts';
import type { IsthmusDatabase } from '../../renderer/store/index.ts';
import { compareTruth, type Difference } from '../../sandbox/compare.ts';
import { ConnectionLost, Faults } from '../../sandbox/faults.ts';
import { createMattermostServer, type MattermostServer } from '../../sandbox/mattermost/index.ts';
import { createMicrosoftTenant, type MicrosoftTenant } from '../../sandbox/microsoft/index.ts';
import type { Organisation, PersonKey } from '../../sandbox/organisation/plan.ts';
import { type SandboxWorld, seededRandom } from '../../sandbox/world.ts';
import { IDBFactory, openDatabase } from './database.ts';
import { type VirtualTime } from './virtual-time.ts';

const clientId = '5a3c1f5e-7d2f-4f0b-9d8e-1f6f6f7a1c11';
export const teamsAccount = 't-aaaaaaaaaaaa' as AccountId;
export const mattermostAccount = 'm-aaaaaaaaaaaa' as AccountId;
const mattermostUrl = 'http://mattermost.example';
const graphHost = 'https://graph.example';

/** Graph's tokens last an hour at least; this much of it is used, ms. */
const tokenKept = 1_800_000;

export interface Services {
  readonly time: VirtualTime;
  readonly organisation: Organisation;
  readonly microsoft: MicrosoftTenant;
  readonly mattermost: MattermostServer;
  readonly faults: { readonly microsoft: Faults; readonly mattermost: Faults };
  /** Where Graph is, without the version. */
  readonly graphUrl: string;
}

/** Both services with an organisation loaded. `throttled` false lets Graph answer as fast as it is asked. */
export const startServices = (organisation: Organisation, time: VirtualTime, throttled = true): Services => {
  const world: SandboxWorld = { now: time.now, after: time.after, random: seededRandom(organisation.seed) };
  const faults = { microsoft: new Faults(world), mattermost: new Faults(world) };
  const microsoft = createMicrosoftTenant({
    world,
    loginUrl: 'https://login.example',
    graphUrl: graphHost,
    clientId,
    faults: faults.microsoft,
    settings: { throttling: throttled },
  });
  const mattermost = createMattermostServer({ world, siteUrl: mattermostUrl, faults: faults.mattermost });
  microsoft.acts.load(organisation);
  mattermost.acts.load(organisation);
  return { time, organisation, microsoft, mattermost, faults, graphUrl: graphHost };
};

/** One person's Isthmus: may be stopped, killed, and started again on the same disk. */
export class SimulatedIsthmus {
  #disk: IDBFactory = new IDBFactory();
  #session: string | null = null;
  #token: { readonly text: string; readonly until: number } | null = null;
  #engine: Engine | null = null;
  #database: IsthmusDatabase | null = null;
  /** While false, nothing of this computer happens any more: it was killed. */
  #alive = { yes: false };
  readonly log: string[] = [];
  /** How wrong this computer's clock is, ms. */
  clockSkew = 0;
  /** How long a request is on its way, ms. */
  latency = 0;

  constructor(
    readonly services: Services,
    readonly person: PersonKey,
    private readonly days: number | null = null,
    /** Tells the computers of one person apart, and their randomness. */
    private readonly computer = 0,
  ) {}

  get database(): IsthmusDatabase {
    if (!this.#database) throw new Error('not started');
    return this.#database;
  }

  get engine(): Engine {
    if (!this.#engine) throw new Error('not started');
    return this.#engine;
  }

  async start(): Promise<void> {
    this.#alive = { yes: true };
    this.#database = openDatabase(this.#disk);
    this.#session ??= await this.#signInToMattermost();
    const world = this.#world(this.#alive);
    this.#engine = new Engine({
      world,
      database: this.#database,
      accounts: () => Promise.resolve(this.#accounts()),
      days: this.days,
      onRemoved: () => undefined,
    });
    await this.#engine.start();
  }

  /** In order: nothing is under way afterwards. */
  async stop(): Promise<void> {
    await this.engine.stop();
    this.database.close();
    this.#alive.yes = false;
  }

  /** As SIGKILL does: timers never fire, answers never arrive, open transactions are rolled back. */
  kill(): void {
    this.#alive.yes = false;
    this.database.close({ disableAutoOpen: true });
  }

  /** The browser's storage vanished while the app was closed. */
  loseDisk(): void {
    this.#disk = new IDBFactory();
  }

  /** Signs in to Mattermost anew, as the user does when asked to. */
  async signInAgain(): Promise<void> {
    this.#session = await this.#signInToMattermost();
    await this.engine.accountsChanged();
  }

  /** Whether both mirrors are complete and current. */
  async isCurrent(): Promise<boolean> {
    const accounts = await this.database.accounts.toArray();
    return (
      accounts.length === 2 &&
      accounts.every(
        ({ state, progress: { conversations } }) =>
          state.kind === 'live' && conversations.complete === conversations.total,
      )
    );
  }

  /** Everything in which the mirror departs from what the services show this person. */
  async differences(): Promise<Difference[]> {
    const database = this.database;
    const rows: MirrorRows = {
      accounts: await database.accounts.toArray(),
      teams: await database.teams.toArray(),
      conversations: await database.conversations.toArray(),
      members: await database.members.toArray(),
      messages: await database.messages.toArray(),
    };
    return rows.accounts.flatMap((account) => {
      const service = account.service === 'teams' ? this.services.microsoft : this.services.mattermost;
      return compareTruth(service.acts.truth(this.person), truthOfMirror(rows, account));
    });
  }

  #planned() {
    const person = this.services.organisation.people.find(({ key }) => key === this.person);
    if (!person?.microsoft || !person.mattermost) throw new Error(`${this.person} is not on both services`);
    return { ...person, microsoft: person.microsoft, mattermost: person.mattermost };
  }

  #accounts(): EngineAccount[] {
    const { microsoft, mattermost, displayName } = this.#planned();
    return [
      {
        identity: { id: teamsAccount, service: 'teams', displayName, label: microsoft.userPrincipalName },
        connect: (world, notBefore) =>
          createTeamsConnector({
            accountId: teamsAccount,
            userId: microsoft.id,
            tenantId: this.services.organisation.tenantId,
            graphUrl: `${graphHost}/v1.0`,
            world,
            ...(notBefore === null ? {} : { historyNotBefore: notBefore }),
          }),
      },
      {
        identity: { id: mattermostAccount, service: 'mattermost', displayName, label: mattermost.username },
        connect: (world) =>
          createMattermostConnector({
            accountId: mattermostAccount,
            userId: mattermost.id,
            baseUrl: mattermostUrl,
            world,
          }),
      },
    ];
  }

  async #signInToMattermost(): Promise<string> {
    const { mattermost, password } = this.#planned();
    const answer = await this.services.mattermost.fetch(
      new Request(`${mattermostUrl}/api/v4/users/login`, {
        method: 'POST',
        body: JSON.stringify({ login_id: mattermost.username, password }),
      }),
    );
    const token = answer.headers.get('token');
    if (!token) throw new Error(`Mattermost refused the sign-in: ${answer.status}`);
    return token;
  }

  #world(alive: { readonly yes: boolean }): World {
    const { time, mattermost } = this.services;
    const random = seededRandom(99 + 7_919 * this.computer);
    return {
      now: () => time.now() + this.clockSkew,
      after: (ms, work) =>
        time.after(ms, () => {
          if (alive.yes) work();
        }),
      random,
      fetch: (request) => untilKilled(alive, this.#send(request)),
      openSocket: (_account, resume, events) =>
        openSocket(mattermost, this.#session ?? '', resume, events, alive),
      accessToken: () =>
        Promise.resolve(alive.yes ? succeeded(this.#accessToken()) : failed({ kind: 'cancelled' } as const)),
      log: (event) => void this.log.push(event),
    };
  }

  /** As the sign-in page does: a token is asked for anew before it expires, and not for every request. */
  #accessToken(): string {
    const { time, microsoft } = this.services;
    if (this.#token === null || time.now() >= this.#token.until)
      this.#token = {
        text: microsoft.tokenFor(this.person, [...allScopes]),
        until: time.now() + tokenKept,
      };
    return this.#token.text;
  }

  /** What main's gateway and network do: the token for Mattermost, nothing for Graph. */
  async #send(request: Request): Promise<Response> {
    const { microsoft, mattermost, time } = this.services;
    if (this.latency > 0) await new Promise<void>((resolve) => void time.after(this.latency, resolve));
    if (request.url.startsWith(graphHost)) return abortable(request.signal, microsoft.graph.fetch(request));
    const headers = new Headers(request.headers);
    headers.set('authorization', `Bearer ${this.#session ?? ''}`);
    return abortable(request.signal, mattermost.fetch(new Request(request, { headers })));
  }
}

const untilKilled = <Value>(alive: { readonly yes: boolean }, answer: Promise<Value>): Promise<Value> =>
  new Promise((resolve, reject) => {
    answer.then(
      (value) => {
        if (alive.yes) resolve(value);
      },
      (error: unknown) => {
        if (alive.yes)
          reject(error instanceof ConnectionLost ? new TypeError('fetch failed') : (error as Error));
      },
    );
  });

const abortable = <Value>(signal: AbortSignal, answer: Promise<Value>): Promise<Value> => {
  const aborted = new Promise<never>((_, reject) => {
    const give = (): void => reject(new DOMException('aborted', 'AbortError'));
    if (signal.aborted) give();
    else signal.addEventListener('abort', give, { once: true });
  });
  return Promise.race([answer, aborted]);
};

/** The socket side of main: authenticated at the upgrade, resumed by the address (design, decision 9). */
const openSocket = (
  server: MattermostServer,
  token: string,
  resume: SocketResume | null,
  events: SocketEvents,
  alive: { readonly yes: boolean },
): LiveSocket => {
  const url = new URL('/api/v4/websocket', mattermostUrl);
  if (resume) {
    url.searchParams.set('connection_id', resume.connectionId);
    url.searchParams.set('sequence_number', String(resume.sequence));
  }
  let open = true;
  const tell = (work: () => void): void =>
    queueMicrotask(() => {
      if (alive.yes && open) work();
    });
  const peer = server.sockets.connect(
    {
      send: (text) => tell(() => events.frames([text])),
      close: (code) =>
        tell(() => {
          open = false;
          events.closed({ code, status: null });
        }),
    },
    { headers: new Headers({ authorization: `Bearer ${token}` }), url },
  );
  if ('refused' in peer) {
    const { status } = peer.refused;
    tell(() => {
      open = false;
      events.closed({ code: 1006, status });
    });
    return { send: () => undefined, close: () => undefined };
  }
  tell(() => events.opened());
  return {
    send: (text) => {
      if (alive.yes && open) peer.receive(text);
    },
    close: () => {
      open = false;
      peer.closed();
    },
  };
};
