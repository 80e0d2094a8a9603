/** The page side of `npm run bench -- mirror`: the real engine and connectors over loopback, and the floor they are measured against. */
import './like-the-app.ts';
import type { World } from '../../renderer/connectors/world.ts';
import { engineAccount } from '../../renderer/engine/connect.ts';
import { Engine } from '../../renderer/engine/engine.ts';
import { succeeded } from '../../renderer/model/index.ts';
import { databaseName, IsthmusDatabase, readTimeline } from '../../renderer/store/index.ts';
import type { BenchAccounts } from './bench-accounts.ts';

export interface MirrorMeasured {
  readonly messages: number;
  readonly seconds: number;
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Answers of the first pass, by request: the second takes them from memory, so that the sandbox's own speed is not measured. */
const recorded = new Map<
  string,
  { readonly body: ArrayBuffer; readonly status: number; readonly headers: [string, string][] }
>();

const recordedFetch = async (request: Request): Promise<Response> => {
  const key = `${request.method} ${request.url} ${request.body === null ? '' : await request.clone().text()}`;
  const held = recorded.get(key);
  if (held)
    return new Response(held.status === 204 ? null : held.body, {
      status: held.status,
      headers: held.headers,
    });
  const response = await fetch(request);
  const body = await response.arrayBuffer();
  const headers = [...response.headers].filter(
    ([name]) => name !== 'content-encoding' && name !== 'content-length',
  );
  recorded.set(key, { body, status: response.status, headers });
  return new Response(response.status === 204 ? null : body, { status: response.status, headers });
};

const worldWith = (graphToken: string): World => ({
  now: () => Date.now(),
  after: (ms, work) => {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
  fetch: recordedFetch,
  // Ingest is measured, not events: the socket never opens.
  openSocket: () => ({ send: () => undefined, close: () => undefined }),
  accessToken: () => Promise.resolve(succeeded(graphToken)),
  log: () => undefined,
});

/** Mirrors everything; the clock runs from the first request to the last commit. The services' limits do not hold here. */
const mirror = async ({ accounts, graphToken }: BenchAccounts, goOn: boolean): Promise<MirrorMeasured> => {
  const database = new IsthmusDatabase();
  const begun = performance.now();
  const engine = new Engine({
    world: worldWith(graphToken),
    database,
    accounts: () =>
      Promise.resolve(
        accounts.map((known) => {
          const account = engineAccount(known, location.origin);
          return { ...account, connect: (world: World) => ({ ...account.connect(world, null), limits: [] }) };
        }),
      ),
    days: null,
    onRemoved: () => undefined,
    noticeBoard: null,
  });
  await engine.start();
  for (;;) {
    const cursors = await database.cursors.toArray();
    const rows = await database.accounts.toArray();
    const overviews =
      rows.length === accounts.length && rows.every(({ progress }) => progress.conversations.total > 0);
    if (overviews && cursors.every(({ history }) => history.kind === 'complete')) break;
    await sleep(50);
  }
  const seconds = (performance.now() - begun) / 1_000;
  const messages = (await database.accounts.toArray()).reduce(
    (sum, { progress }) => sum + progress.messages,
    0,
  );
  if (!goOn) {
    await engine.stop();
    database.close();
  }
  return { messages, seconds };
};

const settled = <Value>(request: IDBRequest<Value>): Promise<Value> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB refused'));
  });

/** The floor: the same rows put raw into a database without any index, 2,000 a transaction. Only the puts are timed. */
const raw = async (): Promise<MirrorMeasured> => {
  const source = new IsthmusDatabase();
  await source.open();
  const opening = indexedDB.open('floor');
  opening.onupgradeneeded = () => void opening.result.createObjectStore('messages', { keyPath: 'id' });
  const floor = await settled(opening);
  let ms = 0;
  let messages = 0;
  for (let after = ''; ;) {
    const rows = await source.messages.where('id').above(after).limit(2_000).toArray();
    const last = rows.at(-1);
    if (!last) break;
    after = last.id;
    const begun = performance.now();
    await new Promise<void>((resolve, reject) => {
      const transaction = floor.transaction('messages', 'readwrite', { durability: 'relaxed' });
      const store = transaction.objectStore('messages');
      for (const row of rows) store.put(row);
      transaction.oncomplete = () => resolve();
      transaction.onerror = () => reject(transaction.error ?? new Error('IndexedDB refused'));
    });
    ms += performance.now() - begun;
    messages += rows.length;
  }
  floor.close();
  source.close();
  await settled(indexedDB.deleteDatabase('floor'));
  return { messages, seconds: ms / 1_000 };
};

/** Opens `samples` conversations, one after the other: the newest 50 of each. Milliseconds, sorted. */
const open = async (samples: number): Promise<number[]> => {
  const database = new IsthmusDatabase();
  const conversations = await database.conversations.toArray();
  const times: number[] = [];
  for (let at = 0; at < samples; at += 1) {
    const conversation = conversations[(at * 7) % conversations.length];
    if (!conversation) break;
    const begun = performance.now();
    await readTimeline(database, conversation.id, '', 50);
    times.push(performance.now() - begun);
  }
  database.close();
  return times.sort((a, b) => a - b);
};

/** Mirrors once to record the answers, and leaves no database behind. */
const record = async (accounts: BenchAccounts): Promise<void> => {
  await mirror(accounts, false);
  await settled(indexedDB.deleteDatabase(databaseName));
};

/** Mirrors once more from the recorded answers into an empty database: this is what is measured. */
const ingest = async (accounts: BenchAccounts): Promise<MirrorMeasured> => {
  // The engine goes on running, as it does in its page: its memory is measured afterwards.
  const measured = await mirror(accounts, true);
  recorded.clear();
  return measured;
};

const bench = { record, ingest, raw, open };
export type Bench = typeof bench;
Object.assign(globalThis, { bench });
