/**
 * How soon a user is told, in a bare Chromium with a real clock: from the arrival of a pushed message at the engine until its notification
 * is passed on to be shown. It includes the three seconds for which a message must stay unread.
 */
import type { Browser } from 'playwright';
import type { CarryBench } from '../../../test/bench/carry-page.ts';
import { pairsOrganisation } from '../../../test/support/carry/pairs-organisation.ts';
import { startBenchHost } from './host.ts';
import { p95 } from './page-costs.ts';

declare const bench: CarryBench;

const seed = 17;
/** One message for each, because messages of one conversation at the same time make one notification. */
const conversations = 20;
/** Between two messages, ms, because people do not all write at once. */
const apart = 150;

/** The 95th percentile of twenty messages that mention the user, each in a channel of its own, ms. */
export const benchNotify = async (browser: Browser): Promise<number> => {
  const organisation = pairsOrganisation(seed, Date.now(), { channels: 0, chats: conversations });
  const host = await startBenchHost(seed, organisation);
  try {
    const context = await browser.newContext({ ignoreHTTPSErrors: true });
    const page = await context.newPage();
    await page.goto(`${host.origin}/bench/carry.html`);
    await page.waitForFunction(() => 'bench' in globalThis);
    await page.evaluate((accounts) => bench.start(accounts, 'considerate'), host.accounts);
    await page.evaluate(() => bench.current());
    const { acts } = host.mattermost;
    const channels = acts.truth('anna').conversations.filter(({ name }) => name?.startsWith('Watch '));
    if (channels.length !== conversations) throw new Error(`There are ${channels.length} channels.`);
    const taken: Promise<number>[] = [];
    for (const [at, { id }] of channels.entries()) {
      const word = `w${at + 1}`;
      taken.push(page.evaluate((awaited) => bench.told(awaited), word));
      acts.post('ben', id, { content: `@anna ${word}` });
      await new Promise((resolve) => setTimeout(resolve, apart));
    }
    const all = await Promise.all(taken);
    await page.evaluate(() => bench.stop());
    await context.close();
    return p95(all);
  } finally {
    await host.close();
  }
};
