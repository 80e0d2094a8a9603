import { expect, it } from 'vitest';
import { MirrorRun } from './run.ts';

it('running work ends when it is cancelled, and work that begins afterwards continues', () => {
  const run = new MirrorRun();
  expect([run.isOn(), run.signal.aborted]).toEqual([false, true]);
  run.begin();
  const { signal } = run;
  run.letGo();
  expect([run.isOn(), signal.aborted, run.signal.aborted]).toEqual([true, true, false]);
});

it('running work ends with the mirror, and no more work begins', () => {
  const run = new MirrorRun();
  run.begin();
  const { signal } = run;
  run.end();
  expect([run.isOn(), signal.aborted, run.signal.aborted]).toEqual([false, true, true]);
  run.letGo();
  expect(run.isOn()).toBe(false);
});
