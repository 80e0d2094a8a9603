import { beforeEach, expect, it } from 'vitest';
import { VirtualTime } from '../../../../test/support/virtual-time.ts';
import type { CarryPause } from '../../../model/index.ts';
import { CarryPauseClock } from './carry-pause.ts';

let time: VirtualTime;
let kept: CarryPause[];
let changes: number;
let disk: 'takes' | 'refuses';
let logged: string[];
/** Resolves when the disk has written. */
let written: Promise<void>;
const clock = (): CarryPauseClock =>
  new CarryPauseClock({
    world: { now: time.now, after: time.after, log: (event) => void logged.push(event) },
    keep: async (pause) => {
      if (disk === 'refuses') throw new Error('full');
      kept.push(pause);
      await written;
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
  written = Promise.resolve();
});

/** From now on a pause is stored only when the disk `writes`. */
const slowDisk = (): { readonly writes: () => void } => {
  let writes = (): void => undefined;
  written = new Promise((resolve) => {
    writes = resolve;
  });
  return { writes: () => writes() };
};

const hour = 3_600_000;
const forAnHour = (): CarryPause => ({ kind: 'until', until: time.now() + hour });

it('a pause ends by itself at its time, and the end is reported', async () => {
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

it('a stored pause is valid at the start for the rest of its time; one that has ended is removed', async () => {
  const pause = clock();
  await pause.start(forAnHour());
  expect([pause.isPaused, kept]).toEqual([true, []]);
  await time.pass(hour);
  expect(pause.isPaused).toBe(false);
  const later = clock();
  await later.start({ kind: 'until', until: time.now() - 1 });
  expect([later.isPaused, kept.at(-1)]).toEqual([false, { kind: 'none' }]);
});

it('a later pause replaces the earlier one', async () => {
  const pause = clock();
  await pause.set(forAnHour());
  await time.pass(hour / 2);
  await pause.set(forAnHour());
  await time.pass(hour / 2);
  expect(pause.isPaused).toBe(true);
});

it('a pause that the disk refuses does not begin; an end that it refuses is valid all the same', async () => {
  const pause = clock();
  await pause.set(forAnHour());
  disk = 'refuses';
  await expect(pause.set({ kind: 'until-ended' })).rejects.toThrow();
  await time.pass(hour);
  expect([pause.isPaused, changes]).toEqual([false, 2]);
  expect(logged).toHaveLength(1);
});

it('a pause that ends while a new one is being stored does not end the new one', async () => {
  const pause = clock();
  await pause.set(forAnHour());
  const slow = slowDisk();
  const chosen = pause.set({ kind: 'until-ended' });
  await time.pass(hour);
  slow.writes();
  await chosen;
  await time.pass(hour);
  expect([pause.isPaused, kept.at(-1)]).toEqual([true, { kind: 'until-ended' }]);
});

it('an end that the disk refused is stored as soon as the disk takes it', async () => {
  const pause = clock();
  await pause.set(forAnHour());
  disk = 'refuses';
  await time.pass(hour);
  disk = 'takes';
  await time.pass(60_000);
  expect([logged.length, kept.at(-1)]).toEqual([1, { kind: 'none' }]);
});

it('a pause that is stored while the engine stops is not ended by the stopped engine', async () => {
  const pause = clock();
  const slow = slowDisk();
  const chosen = pause.set(forAnHour());
  pause.stop();
  slow.writes();
  await chosen;
  await time.pass(2 * hour);
  expect(kept.map(({ kind }) => kind)).toEqual(['until']);
});
