// powerMonitor and powerSaveBlocker: nothing sleeps here; tests emit 'suspend', 'resume', 'lock-screen', 'unlock-screen'.
import { EventEmitter } from 'node:events';
import { like } from '../like.ts';
import { desktop } from '../recorder.ts';

export const powerMonitor = Object.assign(
  new EventEmitter(),
  like<Electron.PowerMonitor>()({
    getSystemIdleTime: () => desktop.idleSeconds,
    getSystemIdleState: (threshold: number) =>
      desktop.idleSeconds >= threshold ? ('idle' as const) : ('active' as const),
    getCurrentThermalState: () => 'unknown' as const,
    isOnBatteryPower: () => false,
    onBatteryPower: false,
  }),
);

const blockers = new Set<number>();
let lastBlocker = 0;

export const powerSaveBlocker = like<Electron.PowerSaveBlocker>()({
  start: () => {
    lastBlocker += 1;
    blockers.add(lastBlocker);
    return lastBlocker;
  },
  stop: (id: number) => blockers.delete(id),
  isStarted: (id: number) => blockers.has(id),
});
