/**
 * Loopback servers that catch the answer of a sign-in in the system browser (RFC 8252, 7.3). Each belongs to one attempt. It compares the
 * `state` first and ignores other answers, so that the right answer is still accepted afterwards (facts/sign-in.md). After the attempt the
 * server stays for a while, so that a reloaded or late page learns the outcome.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { writeCaught } from '../failures/caught.ts';
import type { Log } from '../log/log.ts';
import { listenOnBoth, type Listen, type Listening } from '../../sign-in/loopback-listen.ts';
import { answerPage, endedPage, fragmentPage, type LoopbackPage, strangerPage } from './loopback-pages.ts';

/** An open loopback. */
export interface Loopback {
  readonly port: number;
  /** Resolves to the query string (`?code=…`) of the answer with this `state`, or to null if `signal` ends the wait. */
  answer(state: string, signal: AbortSignal): Promise<string | null>;
  /** The attempt is over; no answer is expected any more. */
  close(): void;
}

/** The loopbacks of one kind of sign-in. */
export interface Loopbacks {
  /**
   * Opens a loopback on the first free one of `ports` (0: any), on both addresses of `localhost`.
   * @throws if all are taken
   */
  open(ports?: readonly number[]): Promise<Loopback>;
}

/** How long a loopback answers after its attempt, in milliseconds. */
export const lingerMs = 60 * 60_000;

/** The most loopbacks that stay after their attempts. One more closes the oldest. */
const mostLingering = 8;

/** Any free port, tried five times, because a port that is free on one address may be taken on the other. */
const anyPort: readonly number[] = [0, 0, 0, 0, 0];

const maxAnswer = 20_000;

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxAnswer) throw new Error('too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The parameters of a request: from its query, or from the fragment that our own page posts. Null if there are none. */
async function parametersIn(request: IncomingMessage, url: URL): Promise<URLSearchParams | null> {
  if (request.method === 'POST') return new URLSearchParams((await readBody(request)).replace(/^[#?]/, ''));
  return request.method === 'GET' && url.searchParams.has('state') ? url.searchParams : null;
}

/** The state of one port: the attempt that waits there, and the outcomes of earlier attempts. */
interface Place {
  readonly listening: Listening;
  expected: { readonly state: string; readonly settle: (answer: string) => void } | null;
  /** The page for each ended attempt, by its state. */
  readonly ended: Map<string, LoopbackPage>;
  /** Removes the place from the list of those that stay after their attempts. */
  stopLingering: () => void;
}

async function answerRequest(
  place: Place,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const show = (status: number, page: LoopbackPage): void => {
    response.writeHead(status, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': page.policy,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      connection: 'close',
    });
    response.end(request.method === 'HEAD' ? '' : page.html);
  };
  // Another host name for this machine would be a web page that uses DNS rebinding.
  if (!/^(localhost|127\.0\.0\.1|\[::1\]):\d+$/.test(request.headers.host ?? '')) {
    show(403, strangerPage());
    return;
  }
  const url = new URL(request.url ?? '/', 'http://localhost');
  const parameters = await parametersIn(request, url);
  // The query is empty: the answer may be in the fragment, which only a page can read.
  if (parameters === null) {
    if (request.method === 'GET' && url.pathname !== '/favicon.ico') show(200, fragmentPage());
    else show(404, strangerPage());
    return;
  }
  const state = parameters.get('state') ?? '';
  const { expected, ended } = place;
  if (expected?.state !== state) {
    const page = ended.get(state);
    if (page === undefined) show(400, strangerPage());
    else show(200, page);
    return;
  }
  const page = answerPage(parameters.has('code'));
  ended.set(state, page);
  show(200, page);
  expected.settle(`?${parameters.toString()}`);
}

/**
 * @param after runs something later; returns the function that cancels it
 * @param log gets answers that failed
 * @param listen makes a server listen
 */
export function createLoopbacks(
  after: (ms: number, work: () => void) => () => void,
  log: Log,
  listen?: Listen,
): Loopbacks {
  const lingering: Place[] = [];

  const openPlace = async (port: number): Promise<Place> => {
    const ended: Place['ended'] = new Map();
    const servers = (): ReturnType<typeof createServer> =>
      createServer((request, response) => {
        answerRequest(place, request, response).catch((error: unknown) => {
          writeCaught(log, 'loopback', error);
          response.destroy();
        });
      });
    const listening = await listenOnBoth(servers, port, listen);
    const place: Place = { listening, expected: null, ended, stopLingering: () => undefined };
    return place;
  };

  /** Reuses a place that stays on this port, because no other server could listen there. */
  const placeAt = (port: number): Promise<Place> => {
    const known = lingering.find(({ listening }) => listening.port === port);
    if (known === undefined) return openPlace(port);
    known.stopLingering();
    return Promise.resolve(known);
  };

  const linger = (place: Place): void => {
    const leave = (): void => {
      stop();
      place.listening.close();
    };
    const cancel = after(lingerMs, leave);
    const stop = (): void => {
      cancel();
      lingering.splice(lingering.indexOf(place), 1);
      place.stopLingering = () => undefined;
    };
    place.stopLingering = stop;
    lingering.push(place);
    const oldest = lingering[0];
    if (lingering.length > mostLingering && oldest !== undefined) {
      oldest.stopLingering();
      oldest.listening.close();
    }
  };

  const firstFree = async (ports: readonly number[]): Promise<Place> => {
    const [port = 0, ...others] = ports;
    try {
      return await placeAt(port);
    } catch (error) {
      if (others.length === 0) throw error;
      return firstFree(others);
    }
  };

  return {
    open: async (ports = anyPort) => {
      const place = await firstFree(ports);
      return {
        port: place.listening.port,
        answer: (state, signal) =>
          new Promise((resolve) => {
            const finish = (answer: string | null): void => {
              place.expected = null;
              signal.removeEventListener('abort', abandon);
              resolve(answer);
            };
            const abandon = (): void => {
              place.ended.set(state, endedPage());
              finish(null);
            };
            if (signal.aborted) return abandon();
            signal.addEventListener('abort', abandon);
            place.expected = { state, settle: finish };
          }),
        close: () => linger(place),
      };
    },
  };
}
