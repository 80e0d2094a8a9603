/**
 * The built app page in a bare Chromium, over a large mirror. Measures CPU time of its main thread for typical gestures, the time until they
 * are drawn, and the reads of the database. A page of bare rows over the same database is measured in the same run
 * (`test/bench/app-floor.ts`).
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { BrowserContext, Page } from 'playwright';
import type { BesidePage } from '../../../test/bench/app-beside.ts';
import { watchPage, type WatchedPage } from '../../../test/bench/watched-page.ts';
import { busy, busyName, largeMessage, teams } from '../../../test/support/large-mirror.ts';
import { countPageReads, type CountingPage, type PageReads } from '../../../test/support/pages/page-reads.ts';
import { servePages } from '../../../test/support/pages/serve-pages.ts';
import type { ConversationId } from '../../../renderer/model/index.ts';
import { projectRoot } from '../browser.ts';
import { installQuietDoor } from './app-door.ts';
import { launchBenchBrowser, startProfile } from './bare-browser.ts';
import { benchNotify } from './notify.ts';
import { measureGestures, type GestureCosts } from './gestures.ts';

declare const beside: BesidePage['beside'];
declare const watched: WatchedPage['watched'];
declare const pageReads: CountingPage['pageReads'];

export interface AppFigures extends GestureCosts {
  readonly messages: number;
  /** From the start of the page until the first row of the list is drawn; the median of several starts. */
  readonly startToListMs: number;
  /** The rows that the page reads for a message outside of the open conversation. */
  readonly messageElsewhereRows: number;
  /** The requests for a message in the open conversation. */
  readonly messageOpenRequests: number;
  /** From the arrival of a pushed message until its notification is decided and passed on. Three seconds of it are intended. */
  readonly notifyP95Ms: number;
  /** The same for bare rows. */
  readonly floor: GestureCosts & { readonly startToListMs: number };
}

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const starts = 5;
/** So many steps of the wheel that a collection of garbage in a few of them does not decide the 95th percentile alone (decision 0035). */
const gestures = { conversations: 40, steps: 120, idleSeconds: 15 };

/** Runs the benchmark. `args`: `--messages N`, `--conversations N`, `--json` (one JSON line in place of a table), `--profile FOLDER`. */
export const benchApp = async (args: readonly string[]): Promise<AppFigures> => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      messages: { type: 'string', default: '50000' },
      conversations: { type: 'string', default: '1000' },
      json: { type: 'boolean', default: false },
      /** A folder for CPU profiles, one for each kind of gesture (.cpuprofile, for a browser's performance panel). */
      profile: { type: 'string' },
    },
  });
  const large = {
    conversations: wholeNumber('conversations', values.conversations, 100, 10_000),
    messages: wholeNumber('messages', values.messages, 10_000, 1_000_000),
    now: Date.now(),
  };
  const server = await servePages(join(projectRoot, 'dist/renderer'), join(projectRoot, 'dist/bench'));
  const browser = await launchBenchBrowser();
  try {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      locale: 'en-GB',
      reducedMotion: 'reduce',
    });
    const writer = await context.newPage();
    await writer.goto(`${server.url}/app-beside.html`);
    await writer.waitForFunction(() => 'beside' in globalThis);
    const messages = await writer.evaluate((options) => beside.fill(options), large);
    say(`The mirror holds ${messages} messages in ${large.conversations} conversations.`);

    const floorStart = await startOf(context, `${server.url}/app-floor.html`);
    const floor = await measureGestures(floorStart.page, gestures);
    await floorStart.page.close();
    say('The floor is measured.');

    const { page, startToListMs } = await startOf(context, `${server.url}/app/index.html`);
    const { profile } = values;
    const measured = await measureGestures(
      page,
      gestures,
      profile === undefined
        ? undefined
        : async (kind, work) => {
            const profiled = await startProfile(page);
            const costs = await work();
            await mkdir(profile, { recursive: true });
            await writeFile(join(profile, `${kind}.cpuprofile`), await profiled());
            say(`${kind}, ms of CPU each: ${costs.map((cost) => cost.toFixed(0)).join(' ')}`);
          },
    );
    await page.close();
    say('The app page is measured.');

    const notifyP95Ms = rounded(await benchNotify(browser));
    say('Being told is measured.');

    const reads = await readsOfMessages(context, writer, `${server.url}/app/index.html`, large.now);
    return {
      messages,
      startToListMs: rounded(startToListMs),
      ...roundedCosts(measured),
      ...reads,
      notifyP95Ms,
      floor: { startToListMs: rounded(floorStart.startToListMs), ...roundedCosts(floor) },
    };
  } finally {
    await browser.close();
    await server.close();
  }
};

const rounded = (value: number): number => Number(value.toFixed(value < 10 ? 2 : 1));

const roundedCosts = (costs: GestureCosts): GestureCosts => ({
  switchCpuP95Ms: rounded(costs.switchCpuP95Ms),
  switchPaintedP95Ms: rounded(costs.switchPaintedP95Ms),
  keyCpuP95Ms: rounded(costs.keyCpuP95Ms),
  composeKeyCpuP95Ms: rounded(costs.composeKeyCpuP95Ms),
  sendToShownP95Ms: rounded(costs.sendToShownP95Ms),
  scrollCpuP95Ms: rounded(costs.scrollCpuP95Ms),
  nothingCpuMs: rounded(costs.nothingCpuMs),
  heapMb: rounded(costs.heapMb),
  idleCpuPercent: rounded(costs.idleCpuPercent),
});

const wholeNumber = (name: string, given: string, least: number, most: number): number => {
  const value = Number(given);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new Error(`--${name} takes a whole number from ${least} to ${most}, not “${given}”.`);
};

const openPage = async (context: BrowserContext, url: string): Promise<Page> => {
  const page = await context.newPage();
  page.on('pageerror', (error) => say(`page: ${error.message}`));
  await installQuietDoor(page);
  await page.addInitScript(watchPage);
  await page.goto(url);
  return page;
};

/** Starts the page at `url` several times. The last page stays open. */
const startOf = async (
  context: BrowserContext,
  url: string,
): Promise<{ readonly page: Page; readonly startToListMs: number }> => {
  const times: number[] = [];
  for (;;) {
    const page = await openPage(context, url);
    times.push(await page.evaluate(() => watched.listDrawn()));
    await page.evaluate(() => watched.rested());
    if (times.length === starts)
      return { page, startToListMs: times.sort((one, other) => one - other)[Math.floor(starts / 2)] ?? NaN };
    await page.close();
  }
};

/** Counts in the browser the reads of the page for a message elsewhere and for one in the open conversation. */
const readsOfMessages = async (context: BrowserContext, writer: Page, url: string, now: number) => {
  const page = await context.newPage();
  await installQuietDoor(page);
  await page.addInitScript(countPageReads);
  await page.goto(url);
  await page.getByRole('searchbox').first().fill(busyName);
  await page.getByRole('treeitem', { name: new RegExp(busyName) }).click();
  await page.getByTestId('message').last().waitFor();
  await page.getByRole('searchbox').first().fill('');
  const readBy = async (id: ConversationId, words: string, later: number): Promise<PageReads> => {
    await page.evaluate(() => document.querySelector('[data-region=list]')?.scrollTo(0, 0));
    await page.evaluate(() => pageReads.settled());
    await page.evaluate(() => pageReads.begin());
    const message = largeMessage(id, words, now + later, {
      plain: words,
      body: { format: 'markdown', content: words },
    });
    await writer.evaluate(([account, told]) => beside.tell(account, [{ kind: 'message', message: told }]), [
      message.accountId,
      message,
    ] as const);
    await page.getByText(words).first().waitFor();
    return page.evaluate(() => pageReads.settled());
  };
  const elsewhere = await readBy(`${teams}/chat/channel-3` as ConversationId, 'Said elsewhere', 60_000);
  const inOpen = await readBy(busy, 'Said in here', 120_000);
  return { messageElsewhereRows: elsewhere.rows, messageOpenRequests: inOpen.requests };
};
