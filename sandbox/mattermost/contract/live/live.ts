/** A real server as a fixture: real HTTP, a real websocket, a team of its own. Everything that a test made is removed after it. */
import { randomBytes } from 'node:crypto';
import { Client, type Fixture } from '../fixture.ts';
import { askAsAdministrator, type LiveTarget } from './live-sign-in.ts';
import { LiveSocket } from './live-socket.ts';
import { Made } from './made.ts';
import type { Journal } from '../../../live-journal.ts';

/** How long a frame may be on its way. */
const patience = 10_000;
/**
 * Before each request the server's clock must be later than the last answer. Two changes in one millisecond have no order for `since`, so
 * the order in a test would be lost.
 */
const tick = 2;

/** One run on one server. The owner of the journal removes the team (`removeRest`) when no test needs it any more. */
export class LiveServer {
  /** In every name that the run makes. */
  readonly #run = randomBytes(4).toString('hex');
  #names = 0;
  #teamId: string | null = null;

  private constructor(
    readonly target: LiveTarget,
    private readonly journal: Journal,
  ) {}

  /** Makes the run's team. */
  static async open(target: LiveTarget, journal: Journal): Promise<LiveServer> {
    const server = new LiveServer(target, journal);
    const administrator = await server.fixture().administrator();
    const team = await administrator.post('/teams', {
      name: `contract-${server.#run}`,
      display_name: `Contract tests ${server.#run}`,
      type: 'I',
    });
    server.#teamId = String(team.id);
    return server;
  }

  /** The fixture of one test. Its users and other objects are removed when it is closed. */
  fixture(): Fixture {
    const made = new Made(this.journal);
    const sockets: LiveSocket[] = [];
    const { url, token, userId, settings } = this.target;
    const fixture: Fixture = {
      baseUrl: url,
      administrator: () => Promise.resolve(new Client(fixture, token, userId)),
      ...(this.#teamId === null ? {} : { teamId: this.#teamId }),
      // Of one width: no name is the beginning of another, which a search would find too.
      suffix: () => `${this.#run}${(this.#names += 1).toString(36).padStart(4, '0')}`,
      fetch: async (request) => {
        await new Promise((resolve) => setTimeout(resolve, tick));
        return made.while(request, () => fetch(request));
      },
      connect: async (peer, upgrade) => {
        const socket = await LiveSocket.open(peer, upgrade, patience);
        if (socket instanceof LiveSocket) sockets.push(socket);
        return socket;
      },
      settle: async () => {
        await Promise.all(sockets.map((socket) => socket.left()));
        await Promise.all(sockets.map((socket) => socket.arrived()));
        // A request after the last close: the server has seen that the sockets are gone.
        await fetch(`${url}/api/v4/system/ping`);
      },
      patience,
      settings,
      close: async () => {
        for (const socket of sockets) socket.closed();
        await Promise.all(sockets.map((socket) => socket.left()));
        await made.remove(askAsAdministrator(this.target), settings);
      },
    };
    return fixture;
  }
}
