import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { watchPower } from './power.ts';

const watch = () => {
  const monitor = new EventEmitter();
  const told: string[] = [];
  let online = true;
  let ask = (): void => undefined;
  const power = watchPower({
    monitor,
    isOnline: () => online,
    every: (_ms, work) => (ask = work),
    tell: (state) => void told.push(state),
  });
  return {
    monitor,
    told,
    power,
    become: (value: boolean) => {
      online = value;
      ask();
    },
  };
};

it('sleep and lock are reported, and remembered for an engine that starts later', () => {
  const { monitor, told, power } = watch();
  monitor.emit('lock-screen');
  monitor.emit('suspend');
  expect(power.now()).toEqual({ asleep: true, locked: true });
  monitor.emit('resume');
  expect(power.now()).toEqual({ asleep: false, locked: true });
  monitor.emit('unlock-screen');
  expect(power.now()).toEqual({ asleep: false, locked: false });
  expect(told).toEqual(['lock', 'suspend', 'resume', 'unlock']);
});

it('the loss and return of the network are reported once each', () => {
  const { told, become } = watch();
  for (const online of [true, false, false, true, true]) become(online);
  expect(told).toEqual(['offline', 'online']);
});
