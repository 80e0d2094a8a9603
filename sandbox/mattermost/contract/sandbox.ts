/** The sandbox as a fixture: in process, with its own clock that only `advance` moves (else a millisecond per request). */
import { signIn, type Credentials, type Fixture } from './fixture.ts';
import { createMattermostServer, type MattermostServer } from '../index.ts';
import { Faults } from '../../faults.ts';
import type { Organisation, PlannedPerson } from '../../organisation/plan.ts';
import { seededRandom, type SandboxWorld } from '../../world.ts';

/** A world whose clock stands still until a test moves it. */
export class ManualWorld implements SandboxWorld {
  readonly random = seededRandom(11);
  #now = Date.UTC(2026, 8, 1, 9);
  #timers: { at: number; work: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  after(ms: number, work: () => void): () => void {
    const timer = { at: this.#now + ms, work };
    this.#timers.push(timer);
    return () => (this.#timers = this.#timers.filter((other) => other !== timer));
  }

  /** Moves the clock, running what falls due in order. */
  advance(ms: number): void {
    const until = this.#now + ms;
    for (;;) {
      const next = this.#timers
        .filter((timer) => timer.at <= until)
        .sort((one, other) => one.at - other.at)[0];
      if (!next) break;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      this.#now = Math.max(this.#now, next.at);
      next.work();
    }
    this.#now = until;
  }
}

/** A person of a plan, with a Mattermost account. */
export const plannedPerson = (key: string, changes: Partial<PlannedPerson> = {}): PlannedPerson => ({
  key,
  displayName: key,
  givenName: key,
  surname: 'Example',
  jobTitle: '',
  kind: 'member',
  password: 'Sandbox-password-1',
  microsoft: null,
  mattermost: {
    id: key.padEnd(26, 'x').replaceAll(/[^a-z0-9]/g, 'x'),
    username: key,
    email: `${key}@example.org`,
    mfaSecret: null,
  },
  ...changes,
});

/** An organisation without history. */
export const plannedOrganisation = (changes: Partial<Organisation> = {}): Organisation => ({
  seed: 1,
  name: 'Example',
  tenantId: '00000000-0000-4000-8000-000000000000',
  people: [plannedPerson('root')],
  sampleUser: 'root',
  teams: { teams: [], channels: [], chats: [], messages: [] },
  mattermost: { teams: [], channels: [], posts: [] },
  ...changes,
});

export interface SandboxFixture extends Fixture {
  readonly server: MattermostServer;
  readonly world: ManualWorld;
  readonly faults: Faults;
  readonly advance: (ms: number) => Promise<void>;
  readonly configure: NonNullable<Fixture['configure']>;
}

/** A sandbox server with `root` as its administrator. */
export const openSandbox = (organisation = plannedOrganisation()): Promise<SandboxFixture> => {
  const world = new ManualWorld();
  const faults = new Faults(world);
  const server = createMattermostServer({
    world,
    siteUrl: 'http://chat.example',
    faults,
    settings: { administrators: ['root'] },
  });
  server.acts.load(organisation);
  const advance = (ms: number): Promise<void> => {
    world.advance(ms);
    return Promise.resolve();
  };
  const administrator: Credentials = { loginId: 'root', password: 'Sandbox-password-1' };
  let scenes = 0;
  const fixture: SandboxFixture = {
    server,
    world,
    faults,
    baseUrl: 'http://chat.example',
    administrator: () => signIn(fixture, administrator),
    suffix: () => String((scenes += 1)).padStart(4, '0'),
    fetch: (request) => {
      world.advance(1);
      return server.fetch(request);
    },
    connect: (peer, upgrade) => Promise.resolve(server.sockets.connect(peer, upgrade)),
    settle: () => advance(0),
    patience: 0,
    advance,
    settings: server.settings,
    configure: (settings) => Object.assign(server.settings, settings),
    close: () => Promise.resolve(),
  };
  return Promise.resolve(fixture);
};
