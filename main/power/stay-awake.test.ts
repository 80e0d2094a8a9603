import { expect, it } from 'vitest';
import type { PowerSaveBlocker } from 'electron';
import { powerSaveBlocker as standIn } from '../../shell/system/power.ts';
import { createStayAwake } from './stay-awake.ts';

/** The stand-in, by Electron's own type. */
const powerSaveBlocker: Pick<PowerSaveBlocker, 'start' | 'stop' | 'isStarted'> = standIn;

it('the machine is kept awake once, until it need not be any more, and again', () => {
  const started: number[] = [];
  const stayAwake = createStayAwake({
    start: (type) => {
      started.push(powerSaveBlocker.start(type));
      return started.at(-1) ?? 0;
    },
    stop: (id) => powerSaveBlocker.stop(id),
  });
  const awake = () => started.map((id) => powerSaveBlocker.isStarted(id));
  stayAwake(false);
  expect(awake()).toEqual([]);
  stayAwake(true);
  stayAwake(true);
  expect(awake()).toEqual([true]);
  stayAwake(false);
  stayAwake(false);
  expect(awake()).toEqual([false]);
  stayAwake(true);
  expect(awake()).toEqual([false, true]);
});
