/**
 * The user writes on both services, and the app is killed (SIGKILL) at each step of it: 32 times, each time at a step on Teams and at one on
 * Mattermost, which is 64 steps. After each kill (but the one that is followed by a kill while the message is looked for) the app starts
 * again, what was wanted stands on the services once and in order, and no attempt is left. A delayed answer of the sandbox holds a step
 * between a request and its answer; a stopped engine holds the step before it takes an intent, and the one within the transaction that
 * stores an answer, which is one service's in each such kill, while the other's answer is held.
 *
 * In most lives the window stays closed, since that makes a start cheap, and the intents are written beside the engine by the store's own
 * functions. In the first life the user types in the page; at the end of a group the page is looked at. Kills at random moments, while much
 * is carried, are in `carry-kills.test.ts`.
 */
import type { JSHandle, Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { isComplete } from '../../build/commands/progress.ts';
import type { RunningApp } from '../../build/commands/sandboxed-app.ts';
import { signInSampleUser } from '../../build/commands/sign-in.ts';
import type { AttemptRow, IntentRow } from '../../renderer/store/index.ts';
import { type LinkedPair, linkPairs } from '../support/carry/link-pairs.ts';
import { pairsOrganisation } from '../support/carry/pairs-organisation.ts';
import { openByName } from './fixtures/reading.ts';
import type { EngineBeside } from './fixtures/writing/engine-beside.ts';
import { hold, type Held, type HeldRequest } from './fixtures/writing/hold.ts';
import { stopEngine, stopEngineAtStoring } from './fixtures/writing/stop-engine.ts';
import { buildBeside, writeBeside } from './fixtures/writing/write-beside.ts';
import { startWholeApp, until, type WholeApp } from './whole-app.ts';

const services = ['microsoft', 'mattermost'] as const;
type On = (typeof services)[number];
const places: Readonly<Record<On, string>> = { microsoft: 'Lock gates', mattermost: 'Sluice works' };
const otherThan = (on: On): On => (on === 'microsoft' ? 'mattermost' : 'microsoft');

let whole: WholeApp;
let script: string;
let running: RunningApp;
let engine: Page;
let beside: JSHandle<EngineBeside>;
/** By the service's own ids: where the user writes, where they answer in a thread, and in linked pairs. */
const ids: Record<On, { box: string; thread: string; pairs: readonly string[] }> = {
  microsoft: { box: '', thread: '', pairs: [] },
  mattermost: { box: '', thread: '', pairs: [] },
};
let steps = 0;

/** What stands there from before: what is changed. */
const old = [
  'robin 1',
  'robin 2',
  'robin 3',
  'stork 1',
  'stork 2',
  'stork 3',
  'finch 1',
  'finch 2',
  'finch 3',
];
/** What stands in the box's conversation, or shall, in its order. */
const standing: Record<On, string[]> = { microsoft: [...old], mattermost: [...old] };
const answers: Record<On, string[]> = { microsoft: [], mattermost: [] };

const find = (on: On, name: string): string => {
  const found = whole.sandbox.truth()[on].conversations.find((one) => one.name === name);
  if (!found) throw new Error(`there is no conversation “${name}”`);
  return found.id;
};

beforeAll(async () => {
  const counts = { channels: 1, chats: 2 };
  whole = await startWholeApp({
    seed: 34,
    messages: 0,
    throttling: false,
    organisation: (now) => pairsOrganisation(34, now, counts),
  });
  const { organisation, microsoft, mattermost } = whole.sandbox;
  const { sampleUser } = organisation;
  const members = organisation.people.map(({ key }) => key);
  const teamId = mattermost.acts.conversations().find((one) => one.teamId !== null)?.teamId ?? '';
  const pairs: readonly LinkedPair[] = await linkPairs(
    { organisation, microsoft, mattermost: mattermost.server },
    ['Watch 0', 'Watch 1'],
  );
  ids.microsoft.box = microsoft.acts.createChat(members, places.microsoft);
  ids.mattermost.box = mattermost.acts.createChannel(sampleUser, teamId, places.mattermost, false);
  for (const on of services) {
    ids[on].thread = find(on, 'Deck 0');
    ids[on].pairs = pairs.map(({ name }) => find(on, name));
    for (const content of old) {
      // Of one millisecond neither is the earlier.
      const before = whole.sandbox.world.now();
      await vi.waitUntil(() => whole.sandbox.world.now() > before, { interval: 1 });
      whole.sandbox[on].acts.post(sampleUser, ids[on].box, { content });
    }
    whole.sandbox[on].acts.post(sampleUser, ids[on].thread, { content: 'Who has the key?' });
  }
  script = await buildBeside();
  await start();
  const page = await running.page('app');
  await signInSampleUser(page, whole.sandbox);
  await until(page, (accounts) => isComplete(accounts, 2));
});

afterAll(async () => {
  await running.close();
  await whole.close();
});

const start = async (args: readonly string[] = []): Promise<void> => {
  running = await whole.launch(args);
  engine = await running.page('engine');
  beside = await writeBeside(engine, script);
};

const becomes = <Value>(read: () => Promise<Value> | Value, expected: Value): Promise<void> =>
  vi.waitFor(async () => expect(await read()).toEqual(expected), { timeout: 120_000, interval: 50 });

/** What the user writes is such a word and a number, none of them twice, so that it is found again. */
const written =
  /(?:robin|stork|finch|heron|gannet|puffin|curlew|dunlin|knot|plover|avocet|siskin|wren|godwit|bittern|smew) \d+/;
const textOf = (content: string): string => written.exec(content.replace(/<[^>]*>/g, ''))?.[0] ?? content;

/** What the user's messages in a conversation of a service say, in its order, with what hangs on them. */
const said = (on: On, place: string): string[] => {
  const { messages, me } = whole.sandbox.truth()[on];
  return messages
    .filter((one) => one.conversationId === place && one.authorId === me && !one.deleted)
    .filter(({ content }) => written.test(content))
    .sort((one, other) => one.createdAt - other.createdAt)
    .map(({ content, files, reactions, replyTo }) =>
      [
        textOf(content),
        ...files.map(() => 'file'),
        ...reactions.map(() => 'reaction'),
        ...(replyTo === null ? [] : ['answer']),
      ].join(', '),
    );
};
const inBoxes = () => ({
  microsoft: said('microsoft', ids.microsoft.box),
  mattermost: said('mattermost', ids.mattermost.box),
});
const inThreads = () => ({
  microsoft: said('microsoft', ids.microsoft.thread),
  mattermost: said('mattermost', ids.mattermost.thread),
});

const rows = async <Row>(table: string): Promise<readonly Row[]> =>
  (await beside.evaluate((it, name) => it.all(name), table)) as readonly Row[];
const states = async (): Promise<string[]> =>
  (await rows<AttemptRow>('attempts')).map(({ state }) => state.kind).sort();

type Request = Omit<HeldRequest, 'when'>;
const asks = (method: string, path: RegExp): Request => ({ method, path });
const requests: Record<
  On,
  Record<'send' | 'store' | 'edit' | 'remove' | 'react' | 'unreact' | 'reply' | 'look', Request>
> = {
  microsoft: {
    send: asks('POST', /\/messages$/),
    store: asks('PUT', /\/content$/),
    edit: asks('PATCH', /\/messages\/[^/]+$/),
    remove: asks('POST', /\/softDelete$/),
    react: asks('POST', /\/setReaction$/),
    unreact: asks('POST', /\/unsetReaction$/),
    reply: asks('POST', /\/replies$/),
    look: asks('GET', /\/messages$/),
  },
  mattermost: {
    send: asks('POST', /\/posts$/),
    store: asks('POST', /\/uploads\/[^/]+$/),
    edit: asks('PUT', /\/posts\/[^/]+\/patch$/),
    remove: asks('DELETE', /\/posts\/[^/]+$/),
    react: asks('POST', /\/reactions$/),
    unreact: asks('DELETE', /\/reactions\/[^/]+$/),
    reply: asks('POST', /\/posts$/),
    look: asks('GET', /\/channels\/[^/]+\/posts$/),
  },
};
type Asked = keyof (typeof requests)[On];

/** Holds what is asked of a service. `says`: a part of its body. */
const holds = (on: On, asked: Asked, when: HeldRequest['when'], says?: string): Held =>
  hold(whole.sandbox.faults[on], { ...requests[on][asked], when, ...(says === undefined ? {} : { says }) });

/** SIGKILL at one step on each service. */
const kill = async (): Promise<void> => {
  await running.kill();
  for (const on of services) whole.sandbox.faults[on].clear();
  steps += services.length;
};

/** The next life: everything that was wanted comes to its end. */
const live = async (args: readonly string[] = ['--hidden']): Promise<void> => {
  await start(args);
  await becomes(inBoxes, standing);
  await becomes(inThreads, { microsoft: roots('microsoft'), mattermost: roots('mattermost') });
  await becomes(() => rows('attempts'), []);
};
const roots = (on: On): string[] => answers[on].map((words) => `${words}, answer`);

const onBoth = async (work: (on: On) => Promise<void>): Promise<void> => {
  for (const on of services) await work(on);
};

/** The user writes into the box's conversation. `file`: its size in bytes. */
const send = async (on: On, words: string, file: number | null = null): Promise<void> => {
  await beside.evaluate((it, [place, text, size]) => it.send(place, text, { size }), [
    ids[on].box,
    words,
    file,
  ] as const);
  standing[on].push(file === null ? words : `${words}, file`);
};
const changed = (on: On, words: string, to: string | null): void => {
  const at = standing[on].indexOf(words);
  expect(at).toBeGreaterThanOrEqual(0);
  standing[on].splice(at, 1, ...(to === null ? [] : [to]));
};

type Deed = (on: On) => Promise<void>;

/** Kills while `deed` is asked for on both services, or done there and not answered. */
const killAt = async (asked: Asked, when: HeldRequest['when'], deed: Deed): Promise<void> => {
  const held = services.map((on) => holds(on, asked, when));
  await onBoth(deed);
  await Promise.all(held.map(({ reached }) => reached));
  await kill();
};

/** Kills while the engine stores the answer of one service, and that of the other is held. */
const killAtStoring = async (of: On, asked: Asked, deed: Deed): Promise<void> => {
  const held = {
    microsoft: holds('microsoft', asked, 'done'),
    mattermost: holds('mattermost', asked, 'done'),
  };
  await onBoth(deed);
  await Promise.all([held.microsoft.reached, held.mattermost.reached]);
  const { stopped } = await stopEngineAtStoring(engine, 'attempt');
  held[of].release();
  await stopped;
  await kill();
};

/** Opens the window of the next life, and looks at both conversations. */
const look = async (): Promise<Page> => {
  await live([]);
  const page = await running.page('app');
  await onBoth(async (on) => {
    await openByName(page, places[on]);
    const shown = async (): Promise<string[]> => {
      const texts = await page.getByTestId('message').allTextContents();
      return texts.filter((text) => written.test(text)).map(textOf);
    };
    // The list draws as many as fit.
    const last = standing[on].slice(-6).map(textOf);
    await becomes(async () => (await shown()).slice(-6), last);
    await becomes(() => page.getByTestId('outgoing').count(), 0);
  });
  return page;
};

const box = (page: Page): Locator => page.locator('[data-composer] [role=textbox]').first();

describe('a message', () => {
  it('is stored, and the engine has not taken it', async () => {
    const page = await running.page('app');
    await stopEngine(engine, page);
    await onBoth(async (on) => {
      await openByName(page, places[on]);
      await box(page).click();
      await page.keyboard.type('heron 1');
      await page.keyboard.press('Enter');
      await page.getByTestId('outgoing').filter({ hasText: 'heron 1' }).waitFor();
    });
    expect(inBoxes()).toEqual(standing);
    await kill();
    for (const on of services) standing[on].push('heron 1');
    await live();
  });

  it('waits for the next part of a large file', async () => {
    const parts = { microsoft: asks('PUT', /\/upload\/[^/]+$/), mattermost: requests.mattermost.store };
    const next = services.map((on) =>
      hold(whole.sandbox.faults[on], { ...parts[on], when: 'asked', after: 1 }),
    );
    await onBoth(async (on) => {
      await send(on, 'gannet 1', 9_000_000);
      await send(on, 'gannet 2');
    });
    await Promise.all(next.map(({ reached }) => reached));
    await becomes(states, ['queued', 'queued', 'uploading', 'uploading']);
    await kill();
    await live();
  });

  it('has its file on the service, which has not answered', async () => {
    await killAt('store', 'done', (on) => send(on, 'puffin 1', 20_000));
    await live();
  });

  it('is asked for, and the service does not have it', async () => {
    await killAt('send', 'asked', async (on) => {
      await send(on, 'curlew 1');
      await send(on, 'curlew 2');
    });
    await live();
  });

  it('is on the service, which has not answered; and the next life dies while it looks for it', async () => {
    await killAt('send', 'done', async (on) => {
      await send(on, 'dunlin 1', 20_000);
      await send(on, 'dunlin 2');
    });
    expect(inBoxes()).not.toEqual(standing);
    const looks = services.map((on) => holds(on, 'look', 'asked'));
    await start(['--hidden']);
    await Promise.all(looks.map(({ reached }) => reached));
    await becomes(states, ['queued', 'queued', 'sending', 'sending']);
    await kill();
    await live();
  });

  it.each(services)('is on both services, and the answer of %s is being stored', async (of) => {
    await killAtStoring(of, 'send', (on) => send(on, of === 'microsoft' ? 'knot 1' : 'knot 2'));
    await (of === 'mattermost' ? look() : live());
  });
});

describe('a message that the user changes before it is sent', () => {
  const sendTwo = async (on: On, first: string, second: string): Promise<void> => {
    await send(on, first);
    await send(on, second);
  };
  const edit = async (on: On, key: string, to: string): Promise<void> => {
    await beside.evaluate((it, [place, name, words]) => it.editUnsent(place, name, words), [
      ids[on].box,
      key,
      to,
    ] as const);
    changed(on, key, to);
  };
  const takeBack = async (on: On, key: string): Promise<void> => {
    await beside.evaluate((it, [place, name]) => it.removeUnsent(place, name), [ids[on].box, key] as const);
    changed(on, key, null);
  };

  it.each(['asked', 'done'] as const)('is edited, and the one before it is %s', async (when) => {
    const at = when === 'asked' ? 1 : 5;
    const held = services.map((on) => holds(on, 'send', when));
    await onBoth((on) => sendTwo(on, `plover ${at}`, `plover ${at + 1}`));
    await Promise.all(held.map(({ reached }) => reached));
    // The one that waits, and the one that is on its way.
    await onBoth((on) => edit(on, `plover ${at + 1}`, `plover ${at + 2}`));
    await onBoth((on) => edit(on, `plover ${at}`, `plover ${at + 3}`));
    await becomes(
      async () => (await rows<IntentRow>('intents')).filter(({ kind }) => kind === 'edit-unsent'),
      [],
    );
    await kill();
    await live();
  });

  it.each(['asked', 'done'] as const)('is taken back, and the one before it is %s', async (when) => {
    const at = when === 'asked' ? 1 : 4;
    const held = services.map((on) => holds(on, 'send', when));
    await onBoth((on) => sendTwo(on, `avocet ${at}`, `avocet ${at + 1}`));
    await Promise.all(held.map(({ reached }) => reached));
    await onBoth((on) => takeBack(on, `avocet ${at + 1}`));
    await onBoth((on) => takeBack(on, `avocet ${at}`));
    await onBoth((on) => send(on, `avocet ${at + 2}`));
    await becomes(
      async () => (await rows<IntentRow>('intents')).filter(({ kind }) => kind === 'remove-unsent'),
      [],
    );
    await kill();
    await (when === 'done' ? look() : live());
  });
});

describe('an answer in a thread', () => {
  const answer = async (on: On, words: string): Promise<void> => {
    await beside.evaluate((it, [place, text]) => it.send(place, text, { answers: 'Who has the key?' }), [
      ids[on].thread,
      words,
    ] as const);
    answers[on].push(words);
  };

  it.each(['asked', 'done'] as const)('is %s', async (when) => {
    await killAt('reply', when, (on) => answer(on, when === 'asked' ? 'siskin 1' : 'siskin 2'));
    await live();
  });

  it('is being stored in Teams', async () => {
    await killAtStoring('microsoft', 'reply', (on) => answer(on, 'siskin 3'));
    await live();
  });
});

describe('a message that is there', () => {
  const edit = async (on: On, words: string, to: string): Promise<void> => {
    await beside.evaluate((it, [place, from, text]) => it.edit(place, from, text), [
      ids[on].box,
      words,
      to,
    ] as const);
    changed(on, words, to);
  };
  const remove = async (on: On, words: string): Promise<void> => {
    await beside.evaluate((it, [place, text]) => it.remove(place, text), [ids[on].box, words] as const);
    changed(on, words, null);
  };
  const react = async (on: On, words: string, set = true): Promise<void> => {
    const emoji = { microsoft: '🚀', mattermost: 'rocket' }[on];
    await beside.evaluate((it, [place, text, name, isSet]) => it.react(place, text, '🚀', name, isSet), [
      ids[on].box,
      words,
      emoji,
      set,
    ] as const);
    if (set) changed(on, words, `${words}, reaction`);
    else changed(on, `${words}, reaction`, words);
  };

  it.each(['asked', 'done'] as const)('gets another text: %s', async (when) => {
    const at = when === 'asked' ? 1 : 2;
    await killAt('edit', when, (on) => edit(on, `robin ${at}`, `robin ${at + 10}`));
    await live();
  });
  it('gets another text: being stored in Mattermost', async () => {
    await killAtStoring('mattermost', 'edit', (on) => edit(on, 'robin 3', 'robin 13'));
    await live();
  });

  it.each(['asked', 'done'] as const)('is deleted: %s', async (when) => {
    await killAt('remove', when, (on) => remove(on, when === 'asked' ? 'stork 1' : 'stork 2'));
    await live();
  });
  it('is deleted: being stored in Teams', async () => {
    await killAtStoring('microsoft', 'remove', (on) => remove(on, 'stork 3'));
    await live();
  });

  it.each(['asked', 'done'] as const)('gets a reaction: %s', async (when) => {
    await killAt('react', when, (on) => react(on, when === 'asked' ? 'finch 1' : 'finch 2'));
    await live();
  });
  it('gets a reaction: being stored in Mattermost', async () => {
    await killAtStoring('mattermost', 'react', (on) => react(on, 'finch 3'));
    await live();
  });
  it('loses a reaction: done', async () => {
    await killAt('unreact', 'done', (on) => react(on, 'finch 3', false));
    await look();
  });
});

describe('a message in a linked pair', () => {
  const pairOf: Record<On, number> = { microsoft: 0, mattermost: 1 };
  const wanted: Record<On, string[]> = { microsoft: [], mattermost: [] };
  const write = async (on: On, words: string): Promise<void> => {
    const place = ids[on].pairs[pairOf[on]] ?? '';
    await beside.evaluate((it, [where, text]) => it.send(where, text), [place, words] as const);
    wanted[on].push(words);
  };
  /** It stands where it was written, and in its copy. */
  const carriedOnce = async (): Promise<void> => {
    const standsOn = (on: On, there: On): string[] => said(there, ids[there].pairs[pairOf[on]] ?? '');
    await onBoth(async (on) => {
      await becomes(() => standsOn(on, on), wanted[on]);
      await becomes(() => standsOn(on, otherThan(on)), wanted[on]);
    });
    await becomes(() => rows('outbox'), []);
  };

  it.each(['asked', 'done'] as const)('is %s', async (when) => {
    await killAt('send', when, (on) => write(on, when === 'asked' ? 'wren 1' : 'wren 2'));
    await live();
    await carriedOnce();
  });

  it.each(['asked', 'done'] as const)('has a copy that is %s', async (when) => {
    const words = { microsoft: `godwit ${when.length}`, mattermost: `bittern ${when.length}` };
    const held = services.map((on) => holds(otherThan(on), 'send', when, words[on]));
    await onBoth((on) => write(on, words[on]));
    await Promise.all(held.map(({ reached }) => reached));
    await kill();
    await live();
    await carriedOnce();
  });
});

describe('a slash command, which is never repeated', () => {
  const execute: Request = asks('POST', /\/commands\/execute$/);
  const command = (words: string): Promise<void> =>
    beside.evaluate((it, [place, text]) => it.command(place, text), [
      ids.mattermost.box,
      `/me greets ${words}`,
    ] as const);
  const outcomes = async (): Promise<(string | null)[]> =>
    (await rows<IntentRow>('intents')).flatMap((row) =>
      row.kind === 'run-command' ? [row.outcome?.kind ?? null] : [],
    );

  it.each(['asked', 'done'] as const)('is %s', async (when) => {
    const held = hold(whole.sandbox.faults.mattermost, { ...execute, when });
    const sent = holds('microsoft', 'send', when);
    await command(`smew ${when.length}`);
    await send('microsoft', `smew ${when.length}`);
    await Promise.all([held.reached, sent.reached]);
    await kill();
    if (when === 'done') standing.mattermost.push(`smew ${when.length}`);
    await live();
    await becomes(outcomes, ['perhaps']);
  });

  it('is being stored as executed', async () => {
    const held = hold(whole.sandbox.faults.mattermost, { ...execute, when: 'done' });
    const sent = holds('microsoft', 'store', 'done');
    await command('smew 9');
    await send('microsoft', 'smew 9', 20_000);
    await Promise.all([held.reached, sent.reached]);
    const { stopped } = await stopEngineAtStoring(engine, 'command');
    held.release();
    await stopped;
    await kill();
    standing.mattermost.push('smew 9');
    const page = await look();
    await becomes(outcomes, ['perhaps']);
    await page.getByRole('alert').first().waitFor();
  });
});

it('a life ended at each of more than fifty steps', () => {
  expect(steps).toBeGreaterThanOrEqual(50);
});
