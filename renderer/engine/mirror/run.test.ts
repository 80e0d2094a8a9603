import { expect, it } from 'vitest';
import { MirrorRun } from './run.ts';

it('what is under way ends when it is let go, and what begins then goes on', () => {
  const run = new MirrorRun();
  expect([run.isOn(), run.signal.aborted]).toEqual([false, true]);
  run.begin();
  const { signal } = run;
  run.letGo();
  expect([run.isOn(), signal.aborted, run.signal.aborted]).toEqual([true, true, false]);
});

it('what is under way ends with the mirror, and nothing begins any more', () => {
  const run = new MirrorRun();
  run.begin();
  const { signal } = run;
  run.end();
  expect([run.isOn(), signal.aborted, run.signal.aborted]).toEqual([false, true, true]);
  run.letGo();
  expect(run.isOn()).toBe(false);
});
