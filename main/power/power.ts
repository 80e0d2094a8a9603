/** Tells the engine when the machine sleeps, wakes, locks or unlocks, and when its network comes or goes. */
import type { Telling } from '../../preload/contract/index.ts';

type PowerState = Telling<'power:changed'>['state'];

/** The part of Electron's powerMonitor that is used. */
export interface PowerMonitor {
  on(event: 'suspend' | 'resume' | 'lock-screen' | 'unlock-screen', happened: () => void): unknown;
}

/** The surroundings of the watch. */
export interface PowerSurroundings {
  readonly monitor: PowerMonitor;
  readonly isOnline: () => boolean;
  /** Runs `work` every `ms` milliseconds. */
  readonly every: (ms: number, work: () => void) => void;
  readonly tell: (state: PowerState) => void;
}

/** The state of the machine. */
export interface Power {
  now(): { readonly asleep: boolean; readonly locked: boolean };
}

/** How often to ask for the network, in milliseconds. Electron has no event for it, and asking is cheap. */
const onlineEveryMs = 3_000;

const stateOf = {
  suspend: 'suspend',
  resume: 'resume',
  'lock-screen': 'lock',
  'unlock-screen': 'unlock',
} as const;

/** Watches from now on and tells every change. */
export function watchPower({ monitor, isOnline, every, tell }: PowerSurroundings): Power {
  let asleep = false;
  let locked = false;
  let online = isOnline();
  const become = (state: PowerState): void => {
    if (state === 'suspend' || state === 'resume') asleep = state === 'suspend';
    if (state === 'lock' || state === 'unlock') locked = state === 'lock';
    tell(state);
  };
  for (const event of Object.keys(stateOf) as (keyof typeof stateOf)[])
    monitor.on(event, () => become(stateOf[event]));
  every(onlineEveryMs, () => {
    const isNow = isOnline();
    if (isNow === online) return;
    online = isNow;
    become(isNow ? 'online' : 'offline');
  });
  return { now: () => ({ asleep, locked }) };
}
