/**
 * The user writes in the app on both services, and the app is killed (SIGKILL) at each step of sending: between the writes to the disk, the
 * service's act and the record of its result. After a new start each message is once on the service and once in the page, in order. A
 * delayed answer of the sandbox, or a stopped engine, holds a step.
 */
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { isComplete } from '../../build/commands/progress.ts';
import type { RunningApp } from '../../build/commands/sandboxed-app.ts';
import { signInSampleUser } from '../../build/commands/sign-in.ts';
import type { AttemptRow, IntentRow } from '../../renderer/store/index.ts';
import { openByName } from './fixtures/reading.ts';
import { startWholeApp, until, type WholeApp } from './whole-app.ts';

const places = { microsoft: 'Lock gates', mattermost: 'Sluice works' } as const;
type On = keyof typeof places;

let whole: WholeApp;
let running: RunningApp;
let page: Page;
const ids: Record<On, string> = { microsoft: '', mattermost: '' };

beforeAll(async () => {
  whole = await startWholeApp({ seed: 34, messages: 60, throttling: false });
  const { organisation, microsoft, mattermost } = whole.sandbox;
  const { sampleUser, people } = organisation;
  const other = people.find((one) => one.key !== sampleUser && one.microsoft && one.mattermost);
  const teamId = mattermost.acts.conversations().find((one) => one.teamId !== null)?.teamId;
  if (!other || teamId === undefined || teamId === null) throw new Error('the organisation is too small');
  ids.microsoft = microsoft.acts.createChat([sampleUser, other.key], places.microsoft);
  ids.mattermost = mattermost.acts.createChannel(sampleUser, teamId, places.mattermost, false);
  running = await whole.launch();
  page = await running.page('app');
  await signInSampleUser(page, whole.sandbox);
  await until(page, (accounts) => isComplete(accounts, 2));
});

afterAll(async () => {
  await running.close();
  await whole.close();
});

/** Each of the user's messages is such a word and a number, and each is unique, so that the test finds it. */
const written = /(?:heron|gannet|puffin|curlew|dunlin) \d/;
const wordsIn = (text: string): string => written.exec(text.replace(/<[^>]*>/g, ''))?.[0] ?? text;

/** The texts of the conversation on the service, in its order. */
const onService = (on: On): readonly { words: string; files: number; reactions: number }[] => {
  const { messages, me } = whole.sandbox.truth()[on];
  return messages
    .filter((one) => one.conversationId === ids[on] && one.authorId === me && !one.deleted)
    .filter(({ content }) => written.test(content))
    .sort((one, other) => one.createdAt - other.createdAt)
    .map(({ content, files, reactions }) => ({
      words: wordsIn(content),
      files: files.length,
      reactions: reactions.length,
    }));
};

/** The rows of the page with the user's messages, in their order. */
const inPage = async (): Promise<string[]> => {
  const rows = await page.getByTestId('message').allTextContents();
  return rows.filter((text) => written.test(text)).map(wordsIn);
};

const becomes = <Value>(read: () => Promise<Value> | Value, expected: Value): Promise<void> =>
  vi.waitFor(async () => expect(await read()).toEqual(expected), {
    timeout: 120_000,
    interval: 50,
  });

/** Reads a table from a page beside the app page. */
const rowsOf = <Row>(name: 'attempts' | 'intents'): Promise<Row[]> =>
  page.evaluate(
    (table) =>
      new Promise<Row[]>((resolve, reject) => {
        const opening = indexedDB.open('isthmus');
        opening.onerror = () => reject(new Error('no database'));
        opening.onsuccess = () => {
          const all = opening.result.transaction(table).objectStore(table).getAll();
          all.onsuccess = () => {
            opening.result.close();
            resolve(all.result as Row[]);
          };
          all.onerror = () => reject(new Error('not to be read'));
        };
      }),
    name,
  );
const attempts = (): Promise<AttemptRow[]> => rowsOf('attempts');
/** The user's intents for messages that the engine has not taken. */
const intents = async (): Promise<string[]> =>
  (await rowsOf<IntentRow>('intents')).map(({ kind }) => kind).filter((kind) => kind !== 'read');
const states = async (): Promise<string[]> => (await attempts()).map(({ state }) => state.kind).sort();

/** Whether the page may write to its database within two seconds. An open transaction of a stopped engine would block the page for good. */
const mayWrite = (): Promise<boolean> =>
  page.evaluate(
    () =>
      new Promise<boolean>((resolve, reject) => {
        const opening = indexedDB.open('isthmus');
        opening.onerror = () => reject(new Error('no database'));
        opening.onsuccess = () => {
          const database = opening.result;
          const trying = database.transaction([...database.objectStoreNames], 'readwrite');
          const patience = setTimeout(() => {
            database.close();
            resolve(false);
          }, 2_000);
          trying.oncomplete = () => {
            clearTimeout(patience);
            database.close();
            resolve(true);
          };
        };
      }),
  );

/** The engine stops before its next statement, until the app dies. It is not stopped while it holds the database. */
const stopEngine = async (): Promise<void> => {
  const engine = await running.page('engine');
  const session = await engine.context().newCDPSession(engine);
  await session.send('Debugger.enable');
  await session.send('Debugger.pause');
  while (!(await mayWrite())) {
    await session.send('Debugger.resume');
    await vi.waitUntil(mayWrite, { timeout: 60_000 });
    await session.send('Debugger.pause');
  }
};

type Requests = (request: Request) => boolean;
const ask =
  (method: string, path: RegExp): Requests =>
  (request) =>
    request.method === method && path.test(new URL(request.url).pathname);
const requests: Record<On, { readonly send: Requests; readonly piece: Requests; readonly store: Requests }> =
  {
    microsoft: {
      send: ask('POST', /\/messages$/),
      piece: ask('PUT', /\/upload\/[^/]+$/),
      store: ask('PUT', /\/content$/),
    },
    mattermost: {
      send: ask('POST', /\/posts$/),
      piece: ask('POST', /\/uploads\/[^/]+$/),
      store: ask('POST', /\/uploads\/[^/]+$/),
    },
  };

const signal = () => {
  let give = (): void => undefined;
  const given = new Promise<void>((resolve) => (give = resolve));
  return { given, give: () => give() };
};

/** Holds the first such request back, before the service has it or when the service has `done` it. */
const hold = (on: On, matches: Requests, when: 'asked' | 'done') => {
  const reached = signal();
  const released = signal();
  whole.sandbox.faults[on].add({
    matches,
    times: 1,
    fault: {
      kind: 'answer',
      answer: async (_request, right) => {
        const answer = when === 'done' ? await right() : null;
        reached.give();
        await released.given;
        return answer ?? right();
      },
    },
  });
  return { reached: reached.given, release: released.give };
};

const box = (): Locator => page.locator('[data-composer] [role=textbox]').first();

/** Writes a message and sends it with the key. */
const write = async (
  text: string,
  file?: { readonly name: string; readonly size: number },
): Promise<void> => {
  await box().click();
  await page.keyboard.type(text);
  if (file) {
    const buffer = Buffer.alloc(file.size, 'low water at noon ');
    await page
      .locator('[data-composer] input[type=file]')
      .setInputFiles({ name: file.name, mimeType: 'text/plain', buffer });
    await page.locator('[data-composer]').getByText(file.name).first().waitFor();
  }
  await page.keyboard.press('Enter');
};

describe.each(['microsoft', 'mattermost'] as const)('on %s', (on) => {
  const sent: { words: string; files: number; reactions: number }[] = [];
  const said = (words: string, files = 0): void => void sent.push({ words, files, reactions: 0 });

  /** The app dies, and is started again to complete its work. */
  const dieAndLive = async (): Promise<void> => {
    await running.kill();
    whole.sandbox.faults[on].clear();
    running = await whole.launch();
    page = await running.page('app');
    await openByName(page, places[on]);
    await becomes(() => onService(on), sent);
    await becomes(attempts, []);
    await becomes(
      inPage,
      sent.map(({ words }) => words),
    );
    await becomes(() => page.getByTestId('outgoing').count(), 0);
  };

  beforeAll(() => openByName(page, places[on]));

  it('a kill after the message is stored, before the engine has taken it', async () => {
    await stopEngine();
    await write('heron 1');
    said('heron 1');
    await becomes(intents, ['send']);
    expect(await attempts()).toEqual([]);
    expect(onService(on)).toEqual([]);
    await dieAndLive();
  });

  it('a kill after a part of a large file is there, while the next is being sent', async () => {
    let pieces = 0;
    const next = hold(on, (request) => requests[on].piece(request) && (pieces += 1) > 1, 'asked');
    await write('gannet 1', { name: 'tides.log', size: 9_000_000 });
    said('gannet 1', 1);
    await next.reached;
    await write('gannet 2');
    said('gannet 2');
    await becomes(states, ['queued', 'uploading']);
    await dieAndLive();
  });

  it('a kill after the file is stored, while its answer is held back', async () => {
    const file = hold(on, requests[on].store, 'done');
    await write('puffin 1', { name: 'buoys.log', size: 20_000 });
    said('puffin 1', 1);
    await file.reached;
    expect(await states()).toEqual(['uploading']);
    await dieAndLive();
  });

  it('a kill after the message is requested, before the service has it', async () => {
    const message = hold(on, requests[on].send, 'asked');
    await write('curlew 1');
    said('curlew 1');
    await message.reached;
    await write('curlew 2');
    said('curlew 2');
    await becomes(states, ['queued', 'sending']);
    expect(onService(on)).toEqual(sent.slice(0, -2));
    await dieAndLive();
  });

  it('a kill after the service has the message, while the answer is held back', async () => {
    const message = hold(on, requests[on].send, 'done');
    await write('dunlin 1', { name: 'locks.log', size: 20_000 });
    said('dunlin 1', 1);
    await message.reached;
    expect(onService(on)).toEqual(sent);
    await write('dunlin 2');
    said('dunlin 2');
    await becomes(states, ['queued', 'sending']);
    await dieAndLive();
  });
});
