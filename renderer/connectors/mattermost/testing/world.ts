/** A world for this folder's tests: virtual time, answers from a function, sockets whose other end is the test. */
import { failed } from '../../../model/index.ts';
import type { LiveSocket, SocketEvents, SocketResume, World } from '../../world.ts';

interface Timer {
  readonly at: number;
  readonly work: () => void;
}

/** A socket that the connector opened; the test is at its other end. */
export interface PlayedSocket {
  readonly resume: SocketResume | null;
  readonly events: SocketEvents;
  /** What the connector sent. */
  readonly sent: string[];
  closed: boolean;
}

export class MattermostTestWorld implements World {
  time = 1_000_000;
  randomness = 0;
  readonly sockets: PlayedSocket[] = [];
  readonly logged: string[] = [];
  answer: (request: Request) => Promise<Response> | Response;
  #timers: Timer[] = [];

  constructor(
    answer: (request: Request) => Promise<Response> | Response = () => new Response('', { status: 404 }),
  ) {
    this.answer = answer;
  }

  now = (): number => this.time;
  random = (): number => this.randomness;

  after = (ms: number, work: () => void): (() => void) => {
    const timer: Timer = { at: this.time + ms, work };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  };

  get timers(): number {
    return this.#timers.length;
  }

  /** Lets time pass. Timers run in order, also timers that other timers start. */
  pass(ms: number): void {
    const end = this.time + ms;
    for (;;) {
      const [next] = this.#timers.filter((timer) => timer.at <= end).sort((one, other) => one.at - other.at);
      if (next === undefined) break;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      this.time = Math.max(this.time, next.at);
      next.work();
    }
    this.time = end;
  }

  fetch = async (request: Request): Promise<Response> => this.answer(request);

  openSocket = (_accountId: string, resume: SocketResume | null, events: SocketEvents): LiveSocket => {
    const socket: PlayedSocket = { resume, events, sent: [], closed: false };
    this.sockets.push(socket);
    return {
      send: (text) => {
        socket.sent.push(text);
      },
      close: () => {
        socket.closed = true;
      },
    };
  };

  accessToken = () => Promise.resolve(failed({ kind: 'cancelled' } as const));

  log = (event: string): void => {
    this.logged.push(event);
  };
}

/** A JSON answer. */
export const json = (
  value: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Response =>
  new Response(JSON.stringify(value), {
    status,
    headers: { 'Content-Type': 'application/json', ...headers },
  });
