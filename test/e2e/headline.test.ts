/**
 * The headline test in a real Chromium: the app is stopped, 500 acts happen on both services, it starts again, and its mirror equals the
 * servers exactly (except conversations that were just removed, which stay for some minutes). The same with SIGKILL in the middle of the
 * first fill and in the middle of catching up, ten times each.
 */
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { isComplete } from '../../build/commands/progress.ts';
import { readAccountRows } from '../../build/commands/read-mirror.ts';
import type { RunningApp } from '../../build/commands/sandboxed-app.ts';
import { signInSampleUser } from '../../build/commands/sign-in.ts';
import { doFiveHundredThings } from '../../sandbox/headline.ts';
import { seededRandom } from '../../sandbox/world.ts';
import { startWholeApp, storedMessages as stored, until, untilCurrent, type WholeApp } from './whole-app.ts';

const kills = 10;
const random = seededRandom(5);
let whole: WholeApp;

/** How often the app has asked the services so far. */
let asked = 0;

beforeAll(async () => {
  whole = await startWholeApp({ seed: 5, messages: 1_500, throttling: true });
  const matches = (): boolean => {
    asked += 1;
    return false;
  };
  for (const faults of Object.values(whole.sandbox.faults)) faults.add({ matches, fault: { kind: 'never' } });
});

afterAll(() => whole.close());

const launch = (): Promise<RunningApp> => whole.launch();

/** A life that is killed needs no window, whose page costs as much as the engine's: its mirror is read in the engine page. */
const launchHidden = async (): Promise<{ readonly running: RunningApp; readonly page: Page }> => {
  const running = await whole.launch(['--hidden']);
  return { running, page: await running.page('engine') };
};

/** Everything that the services ever listed, because recently removed objects may still be in the mirror. */
const listedOnce = new Set<string>();

const things = (count: number): void => {
  const { sandbox } = whole;
  for (const id of whole.listed()) listedOnce.add(id);
  const acts = { microsoft: sandbox.microsoft.acts, mattermost: sandbox.mattermost.acts };
  doFiveHundredThings({ acts, organisation: sandbox.organisation, random, count });
};

/** Each test starts the app ten times or needs the mirror of the one before: a second try would begin in the middle. */
const long = { timeout: 600_000, retry: 0 };

it(
  'an app that is killed ten times in the first fill continues, and ends equal to the services',
  long,
  async () => {
    let running = await launch();
    let page = await running.page('app');
    await signInSampleUser(page, whole.sandbox);
    for (let killed = 0; killed < kills; killed += 1) {
      if (killed > 0) ({ running, page } = await launchHidden());
      const before = stored(await readAccountRows(page));
      const more = 20 + Math.floor(random() * 60);
      await until(page, (accounts) => stored(accounts) >= before + more || isComplete(accounts, 2));
      await running.kill();
    }
    running = await launch();
    page = await running.page('app');
    await until(page, (accounts) => isComplete(accounts, 2));
    expect(await whole.differences(page)).toEqual([]);
    await running.close();
  },
);

it('after 500 changes while the app was stopped, the mirror equals the services', async () => {
  things(500);
  const since = Date.now();
  const running = await launch();
  const page = await running.page('app');
  await untilCurrent(page, since);
  expect(await whole.differences(page, listedOnce)).toEqual([]);
  await running.close();
});

it(
  'an app that is killed ten times while it reads missed changes ends equal to the services',
  long,
  async () => {
    for (let killed = 0; killed < kills; killed += 1) {
      things(50);
      // A start of this organisation asks more than a hundred times, so it is in the middle of that.
      const enough = asked + 5 + Math.floor(random() * 60);
      const running = await whole.startUnseen();
      await vi.waitUntil(() => asked >= enough, { timeout: 200_000, interval: 10 });
      await running.kill();
    }
    const since = Date.now();
    const running = await launch();
    const page = await running.page('app');
    await untilCurrent(page, since);
    expect(await whole.differences(page, listedOnce)).toEqual([]);
    await running.close();
  },
);
