/**
 * The user writes on both services, and the app is killed (SIGKILL) at each step of it: 16 times, each time at a step on Teams and at one on
 * Mattermost, or at two, which is 36 steps (`fixtures/writing/killed-app.ts` says how). What happens to messages that are there, and to copies, is in
 * `changing-kills.test.ts`. In the first life the user types in the page; at the end of a group the page is looked at. Kills at random moments,
 * while much is carried, are in `carry-kills.test.ts`.
 */
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IntentRow } from '../../renderer/store/index.ts';
import { openByName } from './fixtures/reading.ts';
import { actRequests, asks, services, type ActRequest, type On } from './fixtures/writing/act-requests.ts';
import { hold } from './fixtures/writing/hold.ts';
import { becomes, boxNames, onBoth, startKilledApp, type KilledApp } from './fixtures/writing/killed-app.ts';
import { stopEngine, stopEngineAtStoring } from './fixtures/writing/stop-engine.ts';

let app: KilledApp;

beforeAll(async () => {
  app = await startKilledApp();
});

afterAll(async () => {
  await app.close();
});

const box = (page: Page): Locator => page.locator('[data-composer] [role=textbox]').first();

describe('a message', () => {
  it('is stored, and the engine has not taken it', async () => {
    const page = await app.page();
    await stopEngine(app.engine, page);
    await onBoth(async (on) => {
      await openByName(page, boxNames[on]);
      await box(page).click();
      await page.keyboard.type('heron 1');
      await page.keyboard.press('Enter');
      await page.getByTestId('outgoing').filter({ hasText: 'heron 1' }).waitFor();
    });
    expect(app.inBoxes()).toEqual(app.standing);
    await app.kill();
    for (const on of services) app.standing[on].push('heron 1');
    await app.live();
  });

  it('waits for the next part of a large file, and an answer in a thread is asked', async () => {
    const parts = { microsoft: asks('PUT', /\/upload\/[^/]+$/), mattermost: actRequests.mattermost.store };
    const next = services.map((on) =>
      hold(app.whole.sandbox.faults[on], { ...parts[on], when: 'asked', after: 1 }),
    );
    await onBoth(async (on) => {
      await app.send(on, 'gannet 1', 9_000_000);
      await app.send(on, 'gannet 2');
    });
    await Promise.all(next.map(({ reached }) => reached));
    await app.reach({ asked: 'reply', when: 'asked', deed: (on) => app.answer(on, 'siskin 1') });
    const pairwise = ['queued', 'sending', 'uploading'].flatMap((state) => [state, state]);
    await becomes(() => app.states(), pairwise);
    await app.kill(2);
    await app.live();
  });

  it('has its file on the service, which has not answered; and an answer in a thread is done', async () => {
    await app.reach({ asked: 'store', when: 'done', deed: (on) => app.send(on, 'puffin 1', 20_000) });
    await app.reach({ asked: 'reply', when: 'done', deed: (on) => app.answer(on, 'siskin 2') });
    await app.kill(2);
    await app.live();
  });

  it('is asked for, and the service does not have it', async () => {
    await app.killAt('send', 'asked', async (on) => {
      await app.send(on, 'curlew 1');
      await app.send(on, 'curlew 2');
    });
    await app.live();
  });

  it('is on the service, which has not answered; and the next life dies while it looks for it', async () => {
    await app.killAt('send', 'done', async (on) => {
      await app.send(on, 'dunlin 1', 20_000);
      await app.send(on, 'dunlin 2');
    });
    expect(app.inBoxes()).not.toEqual(app.standing);
    const looks = services.map((on) => app.holds(on, 'look', 'asked'));
    await app.start(['--hidden']);
    await Promise.all(looks.map(({ reached }) => reached));
    await becomes(() => app.states(), ['queued', 'queued', 'sending', 'sending']);
    await app.kill();
    await app.live();
  });

  it.each(services)('is on both services, and the answer of %s is being stored', async (of) => {
    await app.killAtStoring(of, 'send', (on) => app.send(on, of === 'microsoft' ? 'knot 1' : 'knot 2'));
    await (of === 'mattermost' ? app.look() : app.live());
  });
});

describe('a message that the user changes before it is sent', () => {
  const sendTwo = async (on: On, first: string, second: string): Promise<void> => {
    await app.send(on, first);
    await app.send(on, second);
  };
  const edit = async (on: On, key: string, to: string): Promise<void> => {
    await app.beside.evaluate((it, [place, name, words]) => it.editUnsent(place, name, words), [
      app.places[on].box,
      key,
      to,
    ] as const);
    app.changed(on, key, to);
  };
  const takeBack = async (on: On, key: string): Promise<void> => {
    await app.beside.evaluate((it, [place, name]) => it.removeUnsent(place, name), [
      app.places[on].box,
      key,
    ] as const);
    app.changed(on, key, null);
  };

  it.each(['asked', 'done'] as const)('is edited, and the one before it is %s', async (when) => {
    const at = when === 'asked' ? 1 : 5;
    const held = services.map((on) => app.holds(on, 'send', when));
    await onBoth((on) => sendTwo(on, `plover ${at}`, `plover ${at + 1}`));
    await Promise.all(held.map(({ reached }) => reached));
    // The one that waits, and the one that is on its way.
    await onBoth((on) => edit(on, `plover ${at + 1}`, `plover ${at + 2}`));
    await onBoth((on) => edit(on, `plover ${at}`, `plover ${at + 3}`));
    await becomes(
      async () => (await app.rows<IntentRow>('intents')).filter(({ kind }) => kind === 'edit-unsent'),
      [],
    );
    await app.kill();
    await app.live();
  });

  it.each(['asked', 'done'] as const)('is taken back, and the one before it is %s', async (when) => {
    const at = when === 'asked' ? 1 : 4;
    const held = services.map((on) => app.holds(on, 'send', when));
    await onBoth((on) => sendTwo(on, `avocet ${at}`, `avocet ${at + 1}`));
    await Promise.all(held.map(({ reached }) => reached));
    await onBoth((on) => takeBack(on, `avocet ${at + 1}`));
    await onBoth((on) => takeBack(on, `avocet ${at}`));
    await onBoth((on) => app.send(on, `avocet ${at + 2}`));
    await becomes(
      async () => (await app.rows<IntentRow>('intents')).filter(({ kind }) => kind === 'remove-unsent'),
      [],
    );
    await app.kill();
    await (when === 'done' ? app.look() : app.live());
  });
});

it('an answer in a thread is being stored in Teams', async () => {
  await app.killAtStoring('microsoft', 'reply', (on) => app.answer(on, 'siskin 3'));
  await app.live();
});

describe('a slash command, which is never repeated', () => {
  const execute: ActRequest = asks('POST', /\/commands\/execute$/);
  const command = (words: string): Promise<void> =>
    app.beside.evaluate((it, [place, text]) => it.command(place, text), [
      app.places.mattermost.box,
      `/me greets ${words}`,
    ] as const);
  const outcomes = async (): Promise<(string | null)[]> =>
    (await app.rows<IntentRow>('intents')).flatMap((row) =>
      row.kind === 'run-command' ? [row.outcome?.kind ?? null] : [],
    );

  it.each(['asked', 'done'] as const)('is %s', async (when) => {
    const held = hold(app.whole.sandbox.faults.mattermost, { ...execute, when });
    const sent = app.holds('microsoft', 'send', when);
    await command(`smew ${when.length}`);
    await app.send('microsoft', `smew ${when.length}`);
    await Promise.all([held.reached, sent.reached]);
    await app.kill();
    if (when === 'done') app.standing.mattermost.push(`smew ${when.length}`);
    await app.live();
    await becomes(outcomes, ['perhaps']);
  });

  it('is being stored as executed', async () => {
    const held = hold(app.whole.sandbox.faults.mattermost, { ...execute, when: 'done' });
    const sent = app.holds('microsoft', 'store', 'done');
    await command('smew 9');
    await app.send('microsoft', 'smew 9', 20_000);
    await Promise.all([held.reached, sent.reached]);
    const { stopped } = await stopEngineAtStoring(app.engine, 'command');
    held.release();
    await stopped;
    await app.kill();
    app.standing.mattermost.push('smew 9');
    const page = await app.look();
    await becomes(outcomes, ['perhaps']);
    await page.getByRole('alert').first().waitFor();
  });
});

it('a life ended at each of 36 steps', () => {
  expect(app.steps).toBe(36);
});
