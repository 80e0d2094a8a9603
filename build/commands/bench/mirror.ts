/**
 * Ingest in a bare Chromium: the real engine page's code mirrors a sandbox's answers (parsed, normalised, indexed, committed). A first pass
 * records the answers over loopback, so that the sandbox's own speed is not measured. The result is compared with the raw IndexedDB put rate
 * of the same rows in the same run. Then it measures how fast a conversation opens, and the memory of both pages.
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright';
import type { Bench } from '../../../test/bench/mirror-page.ts';
import { generateOrganisation } from '../../../sandbox/organisation/generate.ts';
import { installQuietDoor } from './app-door.ts';
import { launchBenchBrowser, startProfile } from './bare-browser.ts';
import { startBenchHost } from './host.ts';

declare const bench: Bench;

export interface MirrorFigures {
  readonly messages: number;
  readonly perSecond: number;
  readonly rawPerSecond: number;
  readonly ratio: number;
  /** CPU time of the whole browser for 1,000 messages, ms. It depends less on the machine's other work than clock time. */
  readonly cpuMsPerThousand: number;
  readonly openP95Ms: number;
  readonly heapMb: number;
}

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const seed = 11;

/** Runs the benchmark. `args`: `--messages N`, `--json` (the result is always one JSON line). */
export const benchMirror = async (args: readonly string[]): Promise<MirrorFigures> => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      messages: { type: 'string', default: '100000' },
      json: { type: 'boolean', default: false },
      /** Writes a CPU profile of the ingest (.cpuprofile, for a browser's performance panel). */
      profile: { type: 'string' },
    },
  });
  const browser = await launchBenchBrowser();
  const messages = Number(values.messages);
  const host = await startBenchHost(seed, generateOrganisation({ seed, messages, now: Date.now() }));
  say(`Sandbox with ${values.messages} messages is up.`);
  try {
    const context = await browser.newContext({ ignoreHTTPSErrors: true });
    const page = await context.newPage();
    page.on('console', (message) => say(`page: ${message.text()}`));
    await page.goto(`${host.origin}/bench/mirror.html`);
    await page.waitForFunction(() => 'bench' in globalThis);
    await page.evaluate((accounts) => bench.record(accounts), host.accounts);
    const profiled = values.profile === undefined ? null : await startProfile(page);
    const cpuBefore = await cpuOf(browser);
    const mirrored = await page.evaluate((accounts) => bench.ingest(accounts), host.accounts);
    const cpuMs = (await cpuOf(browser)) - cpuBefore;
    if (profiled && values.profile !== undefined) await writeFile(values.profile, await profiled());
    say(`Mirrored ${mirrored.messages} messages in ${mirrored.seconds.toFixed(1)} s.`);
    const floor = await page.evaluate(() => bench.raw());
    say(`Raw puts of the same rows took ${floor.seconds.toFixed(1)} s.`);
    if (floor.messages !== mirrored.messages)
      throw new Error(
        `The floor has ${floor.messages} rows, the mirror ${mirrored.messages}: they cannot be compared.`,
      );
    const times = await page.evaluate(() => bench.open(300));
    const app = await openAppPage(page, host.origin);
    const heaps = [await heapOf(page), await heapOf(app)];
    say(`Heap: ${heaps.map((bytes) => (bytes / 1_048_576).toFixed(1)).join(' MB engine, ')} MB app page.`);
    const heap = heaps.reduce((sum, bytes) => sum + bytes, 0);
    const perSecond = mirrored.messages / mirrored.seconds;
    const rawPerSecond = floor.messages / floor.seconds;
    return {
      messages: mirrored.messages,
      perSecond: Math.round(perSecond),
      rawPerSecond: Math.round(rawPerSecond),
      ratio: Number((perSecond / rawPerSecond).toFixed(2)),
      cpuMsPerThousand: Math.round((cpuMs / mirrored.messages) * 1_000),
      openP95Ms: Number((times[Math.floor(times.length * 0.95)] ?? Number.NaN).toFixed(1)),
      heapMb: Number((heap / 1_048_576).toFixed(0)),
    };
  } finally {
    await browser.close();
    await host.close();
  }
};

/** The app page as a user opens it, over the mirrored database. Its door only answers the calls of the page's start. */
const openAppPage = async (beside: Page, origin: string): Promise<Page> => {
  const page = await beside.context().newPage();
  await installQuietDoor(page);
  await page.goto(`${origin}/app/index.html`);
  await page.getByTestId('status-line').waitFor();
  return page;
};

/** CPU time that all processes of the browser have used so far, ms. */
const cpuOf = async (browser: Browser): Promise<number> => {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0) * 1_000;
};

/** Bytes of JavaScript heap in use after a collection. */
const heapOf = async (page: Page): Promise<number> => {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize;
};
