import { beforeEach, expect, it } from 'vitest';
import { VirtualTime } from '../../../../test/support/virtual-time.ts';
import type { CarryPause } from '../../../model/index.ts';
import { CarryPauseClock } from './carry-pause.ts';

let time: VirtualTime;
let kept: CarryPause[];
let changes: number;
let disk: 'takes' | 'refuses';
let logged: string[];
const clock = (): CarryPauseClock =>
  new CarryPauseClock({
    world: { now: time.now, after: time.after, log: (event) => void logged.push(event) },
    keep: (pause) => {
      if (disk === 'refuses') return Promise.reject(new Error('full'));
      kept.push(pause);
      return Promise.resolve();
    },
    onChanged: () => {
      changes += 1;
    },
  });
beforeEach(() => {
  time = new VirtualTime(1_000_000);
  kept = [];
  changes = 0;
  disk = 'takes';
  logged = [];
});

const hour = 3_600_000;
const forAnHour = (): CarryPause => ({ kind: 'until', until: time.now() + hour });

it('a pause ends by itself when its time has come, and says so', async () => {
  const pause = clock();
  await pause.start({ kind: 'none' });
  expect([pause.isPaused, changes]).toEqual([false, 0]);
  await pause.set(forAnHour());
  await time.pass(hour - 1);
  expect([pause.isPaused, changes]).toEqual([true, 1]);
  await time.pass(1);
  expect([pause.isPaused, changes, kept.at(-1)]).toEqual([false, 2, { kind: 'none' }]);
});

it('a pause without an end lasts until the user ends it', async () => {
  const pause = clock();
  await pause.set({ kind: 'until-ended' });
  await time.pass(100 * hour);
  expect(pause.isPaused).toBe(true);
  await pause.set({ kind: 'none' });
  expect(pause.isPaused).toBe(false);
});

it('a stored pause holds at the start for the rest of its time; one that has passed is taken away', async () => {
  const pause = clock();
  await pause.start(forAnHour());
  expect([pause.isPaused, kept]).toEqual([true, []]);
  await time.pass(hour);
  expect(pause.isPaused).toBe(false);
  const later = clock();
  await later.start({ kind: 'until', until: time.now() - 1 });
  expect([later.isPaused, kept.at(-1)]).toEqual([false, { kind: 'none' }]);
});

it('a later pause replaces the one before', async () => {
  const pause = clock();
  await pause.set(forAnHour());
  await time.pass(hour / 2);
  await pause.set(forAnHour());
  await time.pass(hour / 2);
  expect(pause.isPaused).toBe(true);
});

it('what the disk refuses does not hold; a pause ends all the same', async () => {
  const pause = clock();
  await pause.set(forAnHour());
  disk = 'refuses';
  await expect(pause.set({ kind: 'until-ended' })).rejects.toThrow();
  await time.pass(hour);
  expect([pause.isPaused, changes]).toEqual([false, 2]);
  expect(logged).toHaveLength(1);
});
