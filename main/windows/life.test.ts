// Windows and pages with faults: never ready, in full screen, hanging, activated by the system.
import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { asksForWindow } from './activation.ts';
import { hideWindow } from './hide.ts';
import { untilShowable } from './showable.ts';
import { endWhenHanging } from './unresponsive.ts';

/** One timer, that runs when the test says so. */
function makeTimer() {
  let waiting: { readonly ms: number; readonly work: () => void } | null = null;
  return {
    after: (ms: number, work: () => void) => {
      waiting = { ms, work };
      return () => (waiting = null);
    },
    waits: () => waiting?.ms ?? null,
    pass: () => waiting?.work(),
  };
}

class FakeContents extends EventEmitter {
  crashes = 0;
  isDestroyed = (): boolean => false;
  forcefullyCrashRenderer = (): void => void (this.crashes += 1);
}
class FakeWindow extends EventEmitter {
  readonly webContents = new FakeContents();
  readonly did: string[] = [];
  #fullScreen = false;
  isDestroyed = (): boolean => false;
  isFullScreen = (): boolean => this.#fullScreen;
  setFullScreen = (flag: boolean): void => {
    this.did.push(flag ? 'enter' : 'leave');
    this.#fullScreen = flag;
  };
  hide = (): void => void this.did.push('hide');
}

describe('a hidden window may be shown', () => {
  it.each([
    ['ready', (window: FakeWindow) => window.emit('ready-to-show')],
    ['loaded', (window: FakeWindow) => window.webContents.emit('did-finish-load')],
    [
      'failed',
      (window: FakeWindow) =>
        window.webContents.emit('did-fail-load', {}, -2, 'ERR_FAILED', 'https://x.example/', true),
    ],
    ['closed', (window: FakeWindow) => window.emit('closed')],
  ] as const)('when it is %s', async (outcome, happen) => {
    const window = new FakeWindow();
    const timer = makeTimer();
    const showable = untilShowable(window, timer.after);
    expect(timer.waits()).toBe(2_000);
    happen(window);
    expect([await showable, timer.waits()]).toEqual([outcome, null]);
  });
  it('after two seconds in any case: on Wayland ready-to-show may never come', async () => {
    const timer = makeTimer();
    const window = new FakeWindow();
    const showable = untilShowable(window, timer.after);
    // A frame within the page that fails is not the page.
    window.webContents.emit('did-fail-load', {}, -2, 'ERR_FAILED', 'https://x.example/', false);
    timer.pass();
    expect(await showable).toBe('waited');
  });
});

describe('hiding', () => {
  it('happens at once', () => {
    const window = new FakeWindow();
    hideWindow(window);
    expect(window.did).toEqual(['hide']);
  });
  it('waits until a window in full screen has left it', () => {
    const window = new FakeWindow();
    window.setFullScreen(true);
    hideWindow(window);
    expect(window.did).toEqual(['enter', 'leave']);
    window.emit('leave-full-screen');
    expect(window.did).toEqual(['enter', 'leave', 'hide']);
  });
});

describe('an activation', () => {
  it.each([
    ['of an app started openly', false, -5, true],
    ['that comes before the app is ready', true, -5, false],
    ['that comes with a hidden start', true, 40, false],
    ['of an app that runs hidden', true, 60_000, true],
  ] as const)('%s', (_what, hidden, sinceReady, asks) => {
    expect(asksForWindow(hidden, sinceReady)).toBe(asks);
  });
});

describe('a page that hangs', () => {
  const watched = () => {
    const window = new FakeWindow();
    const timer = makeTimer();
    const said: string[] = [];
    endWhenHanging(window, timer.after, () => said.push('hangs'));
    return { window, timer, said };
  };
  it('is ended if it does not recover', () => {
    const { window, timer, said } = watched();
    window.emit('unresponsive');
    expect([said, timer.waits(), window.webContents.crashes]).toEqual([['hangs'], 30_000, 0]);
    timer.pass();
    expect(window.webContents.crashes).toBe(1);
  });
  it.each(['responsive', 'closed'] as const)('is not ended once it is %s', (event) => {
    const { window, timer } = watched();
    window.emit('unresponsive');
    window.emit(event);
    expect(timer.waits()).toBeNull();
  });
});
