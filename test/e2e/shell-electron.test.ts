// The stand-in shell: what Electron does that surprises, and on which main must not trip.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchIsthmus, type RunningIsthmus } from './electron.ts';
import { buildShell } from './fixtures/build-shell.ts';
import type {} from './fixtures/shell-app/types.ts';

/** Polls with patience: the machine may be busy. */
const eventually = <T>(look: () => T): ReturnType<typeof expect.poll<T>> =>
  expect.poll(look, { timeout: 120_000, interval: 25 });

const root = join(import.meta.dirname, 'fixtures', 'shell-app');
const project = join(import.meta.dirname, '..', '..');
let folder: string;
let running: RunningIsthmus;
let page: Page;

const start = async (name: string, env: Readonly<Record<string, string>> = {}): Promise<RunningIsthmus> =>
  launchIsthmus({
    userDataDir: join(folder, name),
    root,
    env: { ISTHMUS_RUNTIME: 'stand-in', ISTHMUS_SHELL: await buildShell(project), ...env },
  });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'isthmus-shell-'));
  running = await start('plain');
  page = await running.page('app');
  await page.waitForLoadState();
});
afterAll(async () => {
  await running.close();
  await rm(folder, { recursive: true, force: true });
});

const noted = (name: string): Promise<unknown[][]> =>
  running.app.evaluate(
    (_electron, wanted) => globalThis.events.filter(([event]) => event === wanted).map((event) => [...event]),
    name,
  );

describe('the handler of https', () => {
  it.each(['graph.example', 'localhost:4433', '127.0.0.1:4434'])(
    'is asked about every host of the session: %s',
    async (host) => {
      const text = await page
        .evaluate(
          async (one) => (await fetch(`https://${one}/v1.0/me`, { method: 'POST', body: 'x' })).text(),
          host,
        )
        .catch((reason: unknown) => String(reason));
      expect(text).toBe(`main for ${host}`);
      expect(await noted('foreign')).toContainEqual(['foreign', host, 'POST']);
    },
  );
  it('is not told that the page has given up; its body is no longer read', async () => {
    await page.evaluate(async () => {
      const stop = new AbortController();
      const answer = await fetch('https://graph.example/endless', { signal: stop.signal });
      await answer.body?.getReader().read();
      stop.abort();
    });
    await eventually(() => running.app.evaluate(() => globalThis.reading.get('/endless'))).toBe('cancelled');
    expect(await noted('aborted')).toEqual([]);
  });
});
