import { describe, expect, it } from 'vitest';
import { appOrigin, signInOrigin } from '../../preload/contract/index.ts';
import { mayUse } from './guard.ts';
import { externalAddress } from './links.ts';
import { placeOn, readPlacement, smallest } from './placement.ts';
import { createReviver, reviveDelay } from './revive.ts';

describe('links', () => {
  it.each(['https://example.org/a?b=c#d', 'http://example.org/', 'mailto:ada@example.org'])(
    '%s opens in the system',
    (url) => {
      expect(externalAddress(url)).toBe(url);
    },
  );
  it.each([
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,x',
    'ms-msdt:/id',
    'smb://server/share',
    'https://bank.example@evil.example/',
    '',
    '/app',
    `https://example.org/${'x'.repeat(9_000)}`,
  ])('%s does not open', (url) => {
    expect(externalAddress(url)).toBeNull();
  });
});

describe('permissions', () => {
  it('are given for copying and for keeping the database, to the app’s origin', () => {
    expect(mayUse('clipboard-sanitized-write', `${appOrigin}/app/index.html`)).toBe(true);
    expect(mayUse('persistent-storage', appOrigin)).toBe(true);
  });
  it.each([
    ['media', appOrigin],
    ['geolocation', appOrigin],
    ['clipboard-read', appOrigin],
    ['notifications', appOrigin],
    ['openExternal', appOrigin],
    ['clipboard-sanitized-write', signInOrigin],
    ['persistent-storage', 'https://example.org'],
    ['persistent-storage', ''],
  ])('%s for %s is denied', (permission, origin) => {
    expect(mayUse(permission, origin)).toBe(false);
  });
});

describe('the app window’s place', () => {
  const primary = { x: 0, y: 25, width: 1920, height: 1055 };
  const second = { x: 1920, y: 0, width: 1280, height: 1024 };
  it('is in the middle of the primary display the first time', () => {
    expect(placeOn(null, [primary])).toEqual({ x: 370, y: 163, width: 1180, height: 780, maximized: false });
  });
  it('is the last one', () => {
    const saved = { x: 2000, y: 100, width: 900, height: 700, maximized: true };
    expect(placeOn(saved, [primary, second])).toEqual(saved);
  });
  it('is moved as a whole onto an existing display', () => {
    expect(placeOn({ x: 2000, y: 100, width: 900, height: 700, maximized: false }, [primary])).toEqual({
      x: 1020,
      y: 100,
      width: 900,
      height: 700,
      maximized: false,
    });
    expect(
      placeOn({ x: -5000, y: -5000, width: 4000, height: 3000, maximized: false }, [primary, second]),
    ).toEqual({ ...primary, maximized: false });
  });
  it('is never smaller than the window can be', () => {
    expect(placeOn({ x: 0, y: 25, width: 10, height: 10, maximized: false }, [primary])).toMatchObject(
      smallest,
    );
  });
  it.each([null, '', '{', '{"x":1}', '{"x":0.5,"y":0,"width":1,"height":1,"maximized":false}', '[]'])(
    'is forgotten if it cannot be read: %s',
    (text) => {
      expect(readPlacement(text)).toBeNull();
    },
  );
});

describe('a page that dies', () => {
  it('opens again soon the first time, and later each time it dies again', () => {
    const minute = 60_000;
    expect(reviveDelay([0], 0)).toBe(250);
    expect(reviveDelay([0, 1, 2], 2)).toBe(4_000);
    expect(
      reviveDelay(
        Array.from({ length: 50 }, () => 0),
        0,
      ),
    ).toBe(minute);
    expect(reviveDelay([0, 11 * minute], 11 * minute)).toBe(250);
  });
  it('opens again each time', () => {
    let now = 0;
    const waits: number[] = [];
    let opened = 0;
    const reviver = createReviver(
      () => now,
      (ms, work) => {
        waits.push(ms);
        work();
      },
      () => (opened += 1),
    );
    for (; now < 3; now += 1) reviver.died();
    expect([waits, opened]).toEqual([[250, 1_000, 4_000], 3]);
  });
});
