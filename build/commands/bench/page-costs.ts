/** The costs of a page: the CPU time of its main thread, and its heap. */
import type { CDPSession, Page } from 'playwright';

export class PageCosts {
  private constructor(private readonly session: CDPSession) {}

  static async of(page: Page): Promise<PageCosts> {
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    return new PageCosts(session);
  }

  /** CPU time of the main thread so far, ms. Clock time would include other work on the machine. */
  async cpuMs(): Promise<number> {
    const { metrics } = await this.session.send('Performance.getMetrics');
    const time = metrics.find(({ name }) => name === 'ThreadTime')?.value;
    if (time === undefined) throw new Error('This Chromium does not tell the CPU time of a page.');
    return time * 1_000;
  }

  /** Bytes of JavaScript heap in use after a collection. */
  async heap(): Promise<number> {
    await this.session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await this.session.send('Runtime.getHeapUsage');
    return usedSize;
  }
}

/** The 95th percentile. */
export const p95 = (values: readonly number[]): number => {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN;
};

/** The middle value. */
export const median = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
