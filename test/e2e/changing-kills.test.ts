/**
 * The user changes messages that are there and writes into linked pairs, and the app is killed (SIGKILL) at each step of it: seven times, each
 * time at steps on Teams and on Mattermost, which is 28 steps (`fixtures/writing/killed-app.ts` says how). What is written into one
 * conversation goes in order, so the steps of one kill are in different conversations. Steps of sending are in `sending-kills.test.ts`.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { otherThan, type On } from './fixtures/writing/act-requests.ts';
import { becomes, onBoth, startKilledApp, type KilledApp, type Step } from './fixtures/writing/killed-app.ts';

let app: KilledApp;

const threeOf = (bird: string): string[] => [1, 2, 3].map((one) => `${bird} ${one}`);

beforeAll(async () => {
  app = await startKilledApp([...threeOf('robin'), ...threeOf('stork')], threeOf('finch'));
});

afterAll(async () => {
  await app.close();
});

type When = Step['when'];

/** In the box, one of them gets another text. */
const edit = async (on: On, at: number): Promise<void> => {
  const [words, to] = [`robin ${at}`, `robin ${at + 10}`];
  await app.beside.evaluate((it, [place, from, text]) => it.edit(place, from, text), [
    app.places[on].box,
    words,
    to,
  ] as const);
  app.changed(on, words, to);
};
/** In the box, one of them is deleted. */
const remove = async (on: On, at: number): Promise<void> => {
  const words = `stork ${at}`;
  await app.beside.evaluate((it, [place, text]) => it.remove(place, text), [
    app.places[on].box,
    words,
  ] as const);
  app.changed(on, words, null);
};
/** In the channel with a thread, one of them gets a reaction, or loses it. */
const react = async (on: On, at: number, set = true): Promise<void> => {
  const words = `finch ${at}`;
  const emoji = { microsoft: '🚀', mattermost: 'rocket' }[on];
  await app.beside.evaluate((it, [place, text, name, isSet]) => it.react(place, text, '🚀', name, isSet), [
    app.places[on].thread,
    words,
    emoji,
    set,
  ] as const);
  if (set) app.changed(on, words, `${words}, reaction`, app.inThreads);
  else app.changed(on, `${words}, reaction`, words, app.inThreads);
};

const pairOf: Record<On, number> = { microsoft: 0, mattermost: 1 };
const wanted: Record<On, string[]> = { microsoft: [], mattermost: [] };
/** Into a linked pair, a new message. */
const write = async (on: On, words: string): Promise<void> => {
  const place = app.places[on].pairs[pairOf[on]] ?? '';
  await app.beside.evaluate((it, [where, text]) => it.send(where, text), [place, words] as const);
  wanted[on].push(words);
};
/** It stands where it was written, and in its copy. */
const carriedOnce = async (): Promise<void> => {
  const standsOn = (on: On, there: On): string[] =>
    app.said(there, app.places[there].pairs[pairOf[on]] ?? '');
  await onBoth(async (on) => {
    await becomes(() => standsOn(on, on), wanted[on]);
    await becomes(() => standsOn(on, otherThan(on)), wanted[on]);
  });
  await becomes(() => app.rows('outbox'), []);
};
/** The copy of a new message in a linked pair is sent. */
const copying = (when: When): Step => {
  const words = { microsoft: `godwit ${when.length}`, mattermost: `bittern ${when.length}` };
  return {
    ...{ asked: 'send', when, deed: (on) => write(on, words[on]) },
    says: { microsoft: words.mattermost, mattermost: words.microsoft },
  };
};

it.each(['asked', 'done'] as const)(
  'a message gets another text, one gets a reaction, one is new in a linked pair: %s',
  async (when) => {
    const at = when === 'asked' ? 1 : 2;
    await app.reach({ asked: 'edit', when, deed: (on) => edit(on, at) });
    await app.reach({ asked: 'react', when, deed: (on) => react(on, at) });
    await app.reach({ asked: 'send', when, deed: (on) => write(on, `wren ${at}`) });
    await app.kill(3);
    await app.live();
    await carriedOnce();
  },
);

it('a message gets another text: being stored in Mattermost', async () => {
  await app.killAtStoring('mattermost', 'edit', (on) => edit(on, 3));
  await app.live();
});

it('a reaction is being stored in Mattermost, and a message is deleted: asked', async () => {
  const removing: Step = { asked: 'remove', when: 'asked', deed: (on) => remove(on, 1) };
  await app.killAtStoring('mattermost', 'react', (on) => react(on, 3), [removing]);
  await app.live();
});

it('a message is deleted: done, and one in a linked pair has a copy that is asked', async () => {
  await app.reach({ asked: 'remove', when: 'done', deed: (on) => remove(on, 2) });
  await app.reach(copying('asked'));
  await app.kill(2);
  await app.live();
  await carriedOnce();
});

it('a message in a linked pair has a copy that is done', async () => {
  await app.reach(copying('done'));
  await app.kill();
  await app.live();
  await carriedOnce();
});

it('a deletion is being stored in Teams, and a message loses a reaction: done', async () => {
  const losing: Step = { asked: 'unreact', when: 'done', deed: (on) => react(on, 3, false) };
  await app.killAtStoring('microsoft', 'remove', (on) => remove(on, 3), [losing]);
  await app.look();
});

it('a life ended at each of 28 steps', () => {
  expect(app.steps).toBe(28);
});
