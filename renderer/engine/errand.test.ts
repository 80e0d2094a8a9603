import { expect, it } from 'vitest';
import { VirtualTime } from '../../test/support/virtual-time.ts';
import { Errand } from './errand.ts';

const makeErrand = (run: () => Promise<void>) => {
  const time = new VirtualTime(1_000_000);
  const logged: string[] = [];
  const world = { now: time.now, after: time.after, log: (event: string) => void logged.push(event) };
  return { time, logged, errand: new Errand(world, 100, run) };
};

it('an errand runs once for many wishes, and once more for a wish that came meanwhile', async () => {
  let runs = 0;
  let wishAgain = (): void => undefined;
  const { time, errand } = makeErrand(() => {
    runs += 1;
    if (runs === 1) wishAgain();
    return Promise.resolve();
  });
  wishAgain = () => errand.want();
  errand.want();
  errand.want();
  await time.pass(1_000);
  expect(runs).toBe(2);
  expect(errand.pending).toBe(false);
});

it('an errand that fails is logged, stops, and can be wished for again', async () => {
  let runs = 0;
  const { time, logged, errand } = makeErrand(() => {
    runs += 1;
    return runs === 1 ? Promise.reject(new Error('the disk is full')) : Promise.resolve();
  });
  errand.want();
  await time.pass(1_000);
  await errand.idle();
  expect({ pending: errand.pending, logged }).toEqual({ pending: false, logged: ['caught-errand-error'] });
  errand.want();
  await time.pass(1_000);
  expect(runs).toBe(2);
});
