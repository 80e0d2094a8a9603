// The window around a page: Chromium's own if there is a display, else only remembered.
import { runtime } from '../runtime.ts';
import type { PageTarget } from './target.ts';

/** Where a window is, in screen pixels. */
export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

type State = 'normal' | 'minimized' | 'maximized' | 'fullscreen';

/** Moves and shows the window of a target. */
export class NativeWindow {
  readonly #target: () => Promise<PageTarget>;

  constructor(target: () => Promise<PageTarget>) {
    this.#target = target;
  }

  #run(act: (target: PageTarget, windowId: number) => Promise<unknown>): void {
    const whole = async (): Promise<void> => {
      const { connection } = await runtime.chromium;
      const target = await this.#target();
      const { windowId } = await connection.browser.send('Browser.getWindowForTarget', {
        targetId: target.targetId,
      });
      await act(target, windowId);
    };
    whole().catch(() => undefined); // closed meanwhile
  }

  /** Gives the window (without a display: the page) its size. */
  setBounds(bounds: Bounds): void {
    const { width, height } = bounds;
    if (runtime.headless) {
      this.#run(({ session }) =>
        session.send('Emulation.setDeviceMetricsOverride', {
          width,
          height,
          deviceScaleFactor: 0,
          mobile: false,
        }),
      );
      return;
    }
    this.#run(async (_target, windowId) =>
      (await runtime.chromium).connection.browser.send('Browser.setWindowBounds', {
        windowId,
        bounds: { left: bounds.x, top: bounds.y, width, height },
      }),
    );
  }

  /** A hidden window is minimized, because Chromium cannot hide one. Our switches keep a minimized page awake. */
  setState(windowState: State): void {
    if (runtime.headless) return;
    this.#run(async (_target, windowId) =>
      (await runtime.chromium).connection.browser.send('Browser.setWindowBounds', {
        windowId,
        bounds: { windowState },
      }),
    );
  }

  /** Brings the window to the front. */
  raise(): void {
    if (!runtime.headless) this.#run(({ session }) => session.send('Page.bringToFront'));
  }
}
