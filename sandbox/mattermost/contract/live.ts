/** A real server as a fixture: real HTTP, a real websocket, one team of its own, and everything it made taken away at the end. */
import { randomBytes } from 'node:crypto';
import { Client, type Fixture } from './fixture.ts';
import {
  LiveRefusal,
  signInAdministrator,
  signOut,
  type Administrator,
  type LiveTarget,
} from './live-sign-in.ts';
import { LiveSocket } from './live-socket.ts';
import { Made, madeBy, type Ask } from './made.ts';

/** How long a frame may be on its way. */
const patience = 10_000;
/**
 * Before each request the server's clock must have moved on since the last answer: two changes in one millisecond cannot be told
 * apart by `since` or by their order, and what a test means by "then" would not be so.
 */
const tick = 2;

/** One run on one server. */
export class LiveServer {
  /** In every name that the run makes. */
  readonly #run = randomBytes(4).toString('hex');
  readonly #made = new Made();
  #names = 0;
  #teamId = '';

  private constructor(
    readonly target: LiveTarget,
    private readonly administrator: Administrator,
  ) {}

  /** Signs in and makes the run's team. Throws a LiveRefusal that says what is in the way. */
  static async open(target: LiveTarget): Promise<LiveServer> {
    const administrator = await signInAdministrator(target);
    if (administrator.settings.RateLimitEnable === true) {
      await signOut(target, administrator.token);
      throw new LiveRefusal(
        'RateLimitSettings.Enable is on: the server would refuse most of the tests’ requests. Switch it off for the run.',
      );
    }
    const server = new LiveServer(target, administrator);
    const name = `contract-${server.#run}`;
    try {
      const team = await server
        .client(server.fixture(server.#made))
        .post('/teams', { name, display_name: `Contract tests ${server.#run}`, type: 'I' });
      server.#teamId = String(team.id);
      return server;
    } catch (error) {
      await server.close();
      throw error;
    }
  }

  /** What one test works with; its users and whatever else it makes go when it is closed. */
  fixture(made = new Made()): Fixture {
    const sockets: LiveSocket[] = [];
    const fixture: Fixture = {
      baseUrl: this.target.url,
      administrator: () => Promise.resolve(this.client(fixture)),
      ...(this.#teamId === '' ? {} : { teamId: this.#teamId }),
      // Of one width: no name is the beginning of another, which a search would find too.
      suffix: () => `${this.#run}${(this.#names += 1).toString(36).padStart(4, '0')}`,
      fetch: (request) => this.#fetch(request, made),
      connect: async (peer, upgrade) => {
        const socket = await LiveSocket.open(peer, upgrade, patience);
        if (socket instanceof LiveSocket) sockets.push(socket);
        return socket;
      },
      settle: async () => {
        await Promise.all(sockets.map((socket) => socket.left()));
        await Promise.all(sockets.map((socket) => socket.arrived()));
        // A request after the last close: the server has seen that the sockets are gone.
        await fetch(`${this.target.url}/api/v4/system/ping`);
      },
      patience,
      settings: this.administrator.settings,
      close: async () => {
        for (const socket of sockets) socket.closed();
        await Promise.all(sockets.map((socket) => socket.left()));
        await this.#remove(made);
      },
    };
    return fixture;
  }

  /** The administrator, over this fixture. */
  private client(fixture: Fixture): Client {
    return new Client(fixture, this.administrator.token, this.administrator.id);
  }

  /** Takes the team away and signs out; gives one line on what is left, null when nothing is. */
  async close(): Promise<string | null> {
    await this.#remove(this.#made);
    await signOut(this.target, this.administrator.token);
    return this.#made.left();
  }

  async #fetch(request: Request, made: Made): Promise<Response> {
    await new Promise((resolve) => setTimeout(resolve, tick));
    const answer = await fetch(request);
    const thing = await madeBy(request, answer);
    if (thing !== null) made.note(thing);
    return answer;
  }

  async #remove(made: Made): Promise<void> {
    const ask: Ask = async (method, path) => {
      const headers = { authorization: `Bearer ${this.administrator.token}` };
      return (await fetch(`${this.target.url}/api/v4${path}`, { method, headers })).status;
    };
    await made.remove(ask, this.administrator.settings);
    if (made !== this.#made) this.#made.add(made);
  }
}
