/**
 * The page side of `npm run bench -- carry`: the real engine and connectors over loopback, and a watch on their requests and events. A
 * message arrives with the websocket frame or the answer from Graph that first holds its word; it departs with the POST that holds it.
 */
import './like-the-app.ts';
import type { World } from '../../renderer/connectors/world.ts';
import { createAttention, renewEvery } from '../../renderer/app/attention/attention.ts';
import { engineAccount } from '../../renderer/engine/connect.ts';
import { Engine } from '../../renderer/engine/engine.ts';
import {
  type CadenceTable,
  pollingCadence,
  pushedCadence,
} from '../../renderer/engine/mirror/pull/cadence.ts';
import { succeeded } from '../../renderer/model/index.ts';
import { IsthmusDatabase } from '../../renderer/store/index.ts';
import type { BenchAccounts } from './bench-accounts.ts';

/** When a message arrived at the engine and when it left, ms of the page's clock. */
export interface Passage {
  readonly word: string;
  readonly arrived: number;
  readonly departed: number;
}

/** `unlimited`: as fast as it goes, with Teams asked every two seconds. `considerate`: as in the app. */
export type BenchPace = 'unlimited' | 'considerate';

/** How often it is looked whether all is carried, ms. */
const lookAgain = 10;

const arrivals = new Map<string, number>();
const departures = new Map<string, number>();
const waiting = new Map<string, () => void>();

/** When the user was told of a message, ms of the page's clock; and who waits for that. */
const tellings = new Map<string, number>();
const untold = new Map<string, () => void>();

const wordsIn = (text: string): readonly string[] => text.match(/\bw\d+\b/g) ?? [];

/** The first time counts: later ones are echoes. */
const note = (times: Map<string, number>, text: string, at: number): void => {
  for (const word of wordsIn(text)) if (!times.has(word)) times.set(word, at);
};

const watchedFetch = async (request: Request): Promise<Response> => {
  const begun = performance.now();
  if (request.method === 'POST') {
    const words = await request.clone().text();
    note(departures, words, begun);
    for (const word of wordsIn(words)) waiting.get(word)?.();
  }
  const response = await fetch(request);
  if (request.method !== 'GET' || !request.url.includes('/v1.0/')) return response;
  const text = await response.text();
  note(arrivals, text, performance.now());
  return new Response(text, { status: response.status, headers: response.headers });
};

const openSocket: World['openSocket'] = (_account, resume, events) => {
  const url = new URL('/events', location.origin.replace('https:', 'wss:'));
  if (resume) {
    url.searchParams.set('connection_id', resume.connectionId);
    url.searchParams.set('sequence_number', String(resume.sequence));
  }
  const socket = new WebSocket(url);
  socket.onopen = () => events.opened();
  socket.onmessage = ({ data }) => {
    const frame = String(data);
    note(arrivals, frame, performance.now());
    events.frames([frame]);
  };
  socket.onclose = ({ code }) => events.closed({ code, status: null });
  return {
    send: (text) => socket.send(text),
    close: () => {
      socket.onclose = null;
      socket.close();
    },
  };
};

const worldWith = (graphToken: string): World => ({
  now: () => Date.now(),
  after: (ms, work) => {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
  fetch: watchedFetch,
  openSocket,
  accessToken: () => Promise.resolve(succeeded(graphToken)),
  log: (event) => console.log(event),
});

const often: CadenceTable = {
  ...pollingCadence,
  unfocused: { ...pollingCadence.unfocused, kept: 2_000 },
};

const database = new IsthmusDatabase();
let engine: Engine | null = null;

/** Starts the engine, on what an earlier one left. */
const start = async ({ accounts, graphToken }: BenchAccounts, pace: BenchPace): Promise<void> => {
  const limited = pace === 'considerate';
  engine = new Engine({
    world: worldWith(graphToken),
    database,
    accounts: () =>
      Promise.resolve(
        accounts.map((known) => {
          const account = engineAccount(known, location.origin);
          const connect = (world: World) => account.connect(world, null);
          return limited
            ? { ...account, connect }
            : { ...account, connect: (world: World) => ({ ...connect(world), limits: [] }) };
        }),
      ),
    ...(limited
      ? {}
      : { cadence: ({ service }: { service: string }) => (service === 'teams' ? often : pushedCadence) }),
    days: null,
    onRemoved: () => undefined,
    noticeBoard: {
      show: (notice) => {
        if (notice.kind === 'message') note(tellings, notice.text, performance.now());
        for (const word of notice.kind === 'message' ? wordsIn(notice.text) : []) untold.get(word)?.();
        return Promise.resolve(null);
      },
      close: () => undefined,
    },
  });
  await engine.start();
};

const stop = async (): Promise<void> => {
  await engine?.stop();
  engine = null;
};

/** The user's window is open all the while. */
const attention = createAttention(
  database,
  () => Date.now(),
  // As a log: of the page's errors the benchmark tells nothing, they are refused requests.
  (place) => (error) => console.log(place, error),
);
attention.renew();
setInterval(attention.renew, renewEvery);

/** The user looks at the Teams side of this link, or away: Teams is asked at once for what is looked at. */
const attend = async (link: string | null): Promise<void> => {
  const row = link === null ? undefined : await database.links.filter(({ name }) => name === link).first();
  attention.set({ conversationId: row?.teams ?? null, focused: true });
};

/** Resolves when this message leaves. */
const departed = (word: string): Promise<void> =>
  new Promise((resolve) => {
    if (departures.has(word)) resolve();
    else waiting.set(word, resolve);
  });

const countDeparted = (words: readonly string[]): number =>
  words.filter((word) => departures.has(word)).length;

/** How long after its arrival the user was told of a message, ms; resolves when they are. */
const told = async (word: string): Promise<number> => {
  if (!tellings.has(word)) await new Promise<void>((resolve) => void untold.set(word, resolve));
  return (tellings.get(word) ?? NaN) - (arrivals.get(word) ?? NaN);
};

/** Resolves when the mirrors of both accounts are complete and up to date. */
const current = async (): Promise<void> => {
  for (;;) {
    const accounts = await database.accounts.toArray();
    const isCurrent = accounts.every(
      ({ state, progress: { conversations } }) =>
        state.kind === 'live' && conversations.complete === conversations.total,
    );
    if (accounts.length === 2 && isCurrent) return;
    await new Promise((resolve) => setTimeout(resolve, lookAgain));
  }
};

/** Resolves when no message is still to be carried, or to be marked as carried. */
const settled = async (): Promise<void> => {
  while ((await database.outbox.count()) > 0) await new Promise((resolve) => setTimeout(resolve, lookAgain));
};

/** Fails when one of the words did not come or did not go. */
const passages = (words: readonly string[]): readonly Passage[] =>
  words.map((word) => {
    const arrived = arrivals.get(word);
    const left = departures.get(word);
    if (arrived === undefined || left === undefined) throw new Error(`${word} was not seen`);
    return { word, arrived, departed: left };
  });

/** Bare requests of the same kind, one after the other in each list, the lists side by side; how long each took, ms. */
const bare = async (
  lists: readonly (readonly BareRequest[])[],
  graphToken: string,
): Promise<readonly number[]> => {
  const times = await Promise.all(
    lists.map(async (requests) => {
      const own: number[] = [];
      for (const { path, body } of requests) {
        const begun = performance.now();
        const headers = { authorization: `Bearer ${graphToken}`, 'content-type': 'application/json' };
        const response = await fetch(path, { method: 'POST', headers, body });
        await response.text();
        if (!response.ok) throw new Error(`a bare request was answered ${response.status}`);
        own.push(performance.now() - begun);
      }
      return own;
    }),
  );
  return times.flat();
};

export interface BareRequest {
  readonly path: string;
  readonly body: string;
}

const bench = { start, stop, attend, departed, countDeparted, settled, passages, bare, told, current };
export type CarryBench = typeof bench;
Object.assign(globalThis, { bench });
