import { beforeEach, expect, it } from 'vitest';
import type { DeviceChoices } from '../../preload/contract/index.ts';
import { createTestLog } from '../log/testing/log.ts';
import type { NotificationChoices } from '../notifications/notification-settings.ts';
import type { Shortcut } from '../shortcut/global-shortcut.ts';
import { createDevice } from './device.ts';

let kept: NotificationChoices;
let starts: boolean;
let shortcut: Shortcut;
let told: DeviceChoices[];
beforeEach(() => {
  kept = { pausedUntil: 0, hidesText: false, sound: true };
  starts = false;
  shortcut = { keys: null, state: 'off' };
  told = [];
});

const deviceOf = (over: { readonly byPolicy?: boolean; readonly refusesLogin?: boolean } = {}) => {
  const log = createTestLog();
  const device = createDevice({
    notifications: {
      current: () => kept,
      change: (change) => {
        kept = { ...kept, ...change };
      },
    },
    hidesTextByPolicy: over.byPolicy ?? false,
    atLogin: {
      current: () => starts,
      change: (wanted) => {
        if (over.refusesLogin) return Promise.reject(new Error('no folder'));
        starts = wanted;
        return Promise.resolve();
      },
    },
    shortcut: {
      current: () => shortcut,
      change: (keys) => (shortcut = keys === null ? { keys, state: 'off' } : { keys, state: 'held' }),
    },
    log,
    changed: (choices) => void told.push(choices),
  });
  return { device, log };
};

it('a change stores the choice, reports the valid choices, and keeps the others', async () => {
  const { device } = deviceOf();
  const chosen = await device.change({ hidesText: true, shortcut: 'Control+Alt+I' });
  expect(chosen).toEqual({
    notificationText: 'hidden',
    notificationSound: true,
    startsAtLogin: false,
    shortcut: { keys: 'Control+Alt+I', state: 'held' },
  });
  expect(told).toEqual([chosen]);
  await device.change({ notificationSound: false, startsAtLogin: true });
  expect(device.read()).toEqual({ ...chosen, notificationSound: false, startsAtLogin: true });
  expect((await device.change({ shortcut: null })).shortcut.state).toBe('off');
});

it('text that an administrator has hidden stays hidden', async () => {
  const { device } = deviceOf({ byPolicy: true });
  expect((await device.change({ hidesText: false })).notificationText).toBe('laid-down');
  expect(device.hidesText()).toBe(true);
});

it('a choice that the system refuses stays as it was, and the old value is reported', async () => {
  const { device, log } = deviceOf({ refusesLogin: true });
  expect((await device.change({ startsAtLogin: true })).startsAtLogin).toBe(false);
  expect(log.events[0]).toBe('start-at-login-not-kept');
  expect(told).toHaveLength(1);
});
