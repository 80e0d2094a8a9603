/** Ends a page that hangs, so that it can be opened again. Its state is in the database. */

/** The part of Electron's BrowserWindow that is used. */
export interface HangingWindow {
  on(event: 'unresponsive' | 'responsive' | 'closed', happened: () => void): unknown;
  readonly webContents: { isDestroyed(): boolean; forcefullyCrashRenderer(): void };
}

/** How long a page may hang after Electron has reported it, in milliseconds. A long task may still end. */
const patienceMs = 30_000;

/**
 * Watches a window from now on.
 * @param hangs called each time the page stops answering
 */
export function endWhenHanging(
  window: HangingWindow,
  after: (ms: number, work: () => void) => () => void,
  hangs: () => void,
): void {
  const { webContents } = window;
  let cancel = (): void => undefined;
  window.on('unresponsive', () => {
    hangs();
    cancel();
    cancel = after(patienceMs, () => {
      if (!webContents.isDestroyed()) webContents.forcefullyCrashRenderer();
    });
  });
  for (const event of ['responsive', 'closed'] as const) window.on(event, () => cancel());
}
