/**
 * The user changes messages that are there and writes into linked pairs, and the app is killed (SIGKILL) at each step of it: 14 times, each
 * time at a step on Teams and at one on Mattermost, which is 28 steps (`fixtures/writing/killed-app.ts` says how). Steps of sending are in
 * `sending-kills.test.ts`.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { otherThan, services, type On } from './fixtures/writing/act-requests.ts';
import { becomes, onBoth, startKilledApp, type KilledApp } from './fixtures/writing/killed-app.ts';

let app: KilledApp;

beforeAll(async () => {
  const birds = ['robin', 'stork', 'finch'];
  app = await startKilledApp(birds.flatMap((bird) => [1, 2, 3].map((one) => `${bird} ${one}`)));
});

afterAll(async () => {
  await app.close();
});

describe('a message that is there', () => {
  const edit = async (on: On, words: string, to: string): Promise<void> => {
    await app.beside.evaluate((it, [place, from, text]) => it.edit(place, from, text), [
      app.places[on].box,
      words,
      to,
    ] as const);
    app.changed(on, words, to);
  };
  const remove = async (on: On, words: string): Promise<void> => {
    await app.beside.evaluate((it, [place, text]) => it.remove(place, text), [
      app.places[on].box,
      words,
    ] as const);
    app.changed(on, words, null);
  };
  const react = async (on: On, words: string, set = true): Promise<void> => {
    const emoji = { microsoft: '🚀', mattermost: 'rocket' }[on];
    await app.beside.evaluate((it, [place, text, name, isSet]) => it.react(place, text, '🚀', name, isSet), [
      app.places[on].box,
      words,
      emoji,
      set,
    ] as const);
    if (set) app.changed(on, words, `${words}, reaction`);
    else app.changed(on, `${words}, reaction`, words);
  };

  it.each(['asked', 'done'] as const)('gets another text: %s', async (when) => {
    const at = when === 'asked' ? 1 : 2;
    await app.killAt('edit', when, (on) => edit(on, `robin ${at}`, `robin ${at + 10}`));
    await app.live();
  });
  it('gets another text: being stored in Mattermost', async () => {
    await app.killAtStoring('mattermost', 'edit', (on) => edit(on, 'robin 3', 'robin 13'));
    await app.live();
  });

  it.each(['asked', 'done'] as const)('is deleted: %s', async (when) => {
    await app.killAt('remove', when, (on) => remove(on, when === 'asked' ? 'stork 1' : 'stork 2'));
    await app.live();
  });
  it('is deleted: being stored in Teams', async () => {
    await app.killAtStoring('microsoft', 'remove', (on) => remove(on, 'stork 3'));
    await app.live();
  });

  it.each(['asked', 'done'] as const)('gets a reaction: %s', async (when) => {
    await app.killAt('react', when, (on) => react(on, when === 'asked' ? 'finch 1' : 'finch 2'));
    await app.live();
  });
  it('gets a reaction: being stored in Mattermost', async () => {
    await app.killAtStoring('mattermost', 'react', (on) => react(on, 'finch 3'));
    await app.live();
  });
  it('loses a reaction: done', async () => {
    await app.killAt('unreact', 'done', (on) => react(on, 'finch 3', false));
    await app.look();
  });
});

describe('a message in a linked pair', () => {
  const pairOf: Record<On, number> = { microsoft: 0, mattermost: 1 };
  const wanted: Record<On, string[]> = { microsoft: [], mattermost: [] };
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

  it.each(['asked', 'done'] as const)('is %s', async (when) => {
    await app.killAt('send', when, (on) => write(on, when === 'asked' ? 'wren 1' : 'wren 2'));
    await app.live();
    await carriedOnce();
  });

  it.each(['asked', 'done'] as const)('has a copy that is %s', async (when) => {
    const words = { microsoft: `godwit ${when.length}`, mattermost: `bittern ${when.length}` };
    const held = services.map((on) => app.holds(otherThan(on), 'send', when, words[on]));
    await onBoth((on) => write(on, words[on]));
    await Promise.all(held.map(({ reached }) => reached));
    await app.kill();
    await app.live();
    await carriedOnce();
  });
});

it('a life ended at each of 28 steps', () => {
  expect(app.steps).toBe(28);
});
