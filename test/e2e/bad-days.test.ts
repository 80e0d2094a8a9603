/** Faults of the whole app: a killed engine page, a deleted database, one of a newer version, and hostile content in every field. */
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Page } from 'playwright';
import { readAccountRows } from '../../build/commands/read-mirror.ts';
import type { RunningApp } from '../../build/commands/sandboxed-app.ts';
import { signInSampleUser } from '../../build/commands/sign-in.ts';
import { isComplete } from '../../build/commands/progress.ts';
import { listenToComplaints, openByName, readUpwards } from './fixtures/reading.ts';
import { startWholeApp, storedMessages, until, untilCurrent, type WholeApp } from './whole-app.ts';

let whole: WholeApp;
let running: RunningApp | null = null;

const launch = async (): Promise<Page> => {
  running = await whole.launch();
  return running.page('app');
};
afterEach(async () => {
  await running?.close();
  running = null;
});

describe('an app whose', () => {
  beforeAll(async () => {
    whole = await startWholeApp({ seed: 8, messages: 900, throttling: true });
  });
  afterAll(() => whole.close());

  it('engine page is killed during the first fill continues and ends equal', async () => {
    const page = await launch();
    await signInSampleUser(page, whole.sandbox);
    for (let killed = 0; killed < 3; killed += 1) {
      const before = storedMessages(await readAccountRows(page));
      await until(page, (accounts) => storedMessages(accounts) > before + 20 || isComplete(accounts, 2));
      await running?.app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()
          .find(({ webContents }) => webContents.getURL().includes('/engine/'))
          ?.webContents.forcefullyCrashRenderer(),
      );
    }
    await untilCurrent(page, Date.now());
    expect(await whole.differences(page)).toEqual([]);
  });

  it('database disappears while it runs builds its mirror again', async () => {
    const page = await launch();
    await until(page, (accounts) => isComplete(accounts, 2));
    const since = Date.now();
    // Both pages close the database and open it anew.
    await page.evaluate(() => void indexedDB.deleteDatabase('isthmus'));
    await untilCurrent(page, since);
    expect(await whole.differences(page)).toEqual([]);
  });

  it('database is of a newer version reports it and changes nothing', async () => {
    const page = await launch();
    await until(page, (accounts) => isComplete(accounts, 2));
    // Every page closes the database and reloads, also the page that asks. So the question is repeated until it succeeds.
    await vi.waitUntil(async () => (await raised(page).catch(() => 0)) === 990, {
      timeout: 120_000,
      interval: 100,
    });
    await page.getByTestId('cannot-open').waitFor();
    expect(await page.getByTestId('cannot-open').textContent()).toContain('newer');
    await running?.close();
    const again = await launch();
    await again.getByTestId('cannot-open').waitFor();
    expect(await again.evaluate(() => indexedDB.databases())).toEqual([{ name: 'isthmus', version: 990 }]);
  });
});

/** Raises the database to a version that this app does not know; returns the version that it then has. */
const raised = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const opening = indexedDB.open('isthmus', 990);
    const settled = new Promise<void>((resolve) => {
      opening.onsuccess = () => {
        opening.result.close();
        resolve();
      };
      opening.onerror = () => resolve();
    });
    await settled;
    const all = await indexedDB.databases();
    return all.find(({ name }) => name === 'isthmus')?.version ?? 0;
  });

const payload =
  '<script>window.ran=1</script><img src=x onerror="window.ran=1"><style>*{display:none!important}</style>';
/** All fields with text that people can type, by the services' names. Ids and addresses stay, so that rows can be found. */
const typed = new Set(
  'displayName topic subject summary content mentionText jobTitle description message display_name header purpose nickname first_name last_name position text title fallback pretext'.split(
    ' ',
  ),
);

const poisoned = (value: unknown, key = ''): unknown => {
  if (typeof value === 'string') return typed.has(key) && value !== '' ? `${value} ${payload}` : value;
  if (Array.isArray(value)) return value.map((item) => poisoned(item, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, poisoned(inner, name)]));
};

describe('script and style in every field that is shown', () => {
  const huge = `<p>${'word <b>bold</b> '.repeat(120_000)}</p>`;
  let page: Page;
  let complaints: readonly string[];

  beforeAll(async () => {
    whole = await startWholeApp({ seed: 9, messages: 200 });
    const { sandbox } = whole;
    const { sampleUser, people } = sandbox.organisation;
    const other = people.find(({ key, microsoft }) => key !== sampleUser && microsoft !== null);
    if (!other) throw new Error('nobody else in the organisation');
    const { acts } = sandbox.microsoft;
    const chat = acts.createChat([sampleUser, other.key], 'Long read');
    acts.post(other.key, chat, { content: 'HUGE' });
    for (const faults of [sandbox.faults.microsoft, sandbox.faults.mattermost])
      faults.add({
        matches: ({ method, url }) =>
          method === 'GET' && /\/(v1\.0|api\/v4)\//.test(url) && !url.includes('/config'),
        fault: {
          kind: 'answer',
          answer: async (_request, right) => {
            const answer = await right();
            if (!answer.headers.get('content-type')?.includes('json')) return answer;
            const text = JSON.stringify(poisoned(await answer.json())).replace(
              /"[^"]*HUGE(\\.|[^"])*"/,
              JSON.stringify(huge),
            );
            return new Response(text, { status: answer.status, headers: answer.headers });
          },
        },
      });
  });
  afterAll(() => whole.close());

  it('does not run, hides nothing, loads nothing, and a text of 2 MB opens', async () => {
    page = await launch();
    complaints = listenToComplaints(page);
    await signInSampleUser(page, whole.sandbox);
    await until(page, (accounts) => isComplete(accounts, 2));
    await openByName(page, 'Long read');
    await page.getByRole('button', { name: 'Show more of this long message' }).click();
    const rows = await page.getByTestId('conversation-row').count();
    expect(rows).toBeGreaterThan(5);
    for (let at = 0; at < rows; at += 1) {
      await page.getByTestId('conversation-row').nth(at).click();
      await page.getByRole('heading', { level: 1 }).waitFor();
      if ((await page.locator('[data-region="messages"]').count()) > 0) await readUpwards(page);
      if (at === 2 && process.env.ISTHMUS_SCREENSHOTS) await page.screenshot({ path: 'out/hostile.png' });
    }
    expect(await page.evaluate(() => 'ran' in window)).toBe(false);
    const handlers = await page.evaluate(() =>
      [...document.querySelectorAll('*')]
        .flatMap((element) => element.getAttributeNames())
        .filter((name) => name.startsWith('on')),
    );
    expect(handlers).toEqual([]);
    expect(await page.locator('#root script, #root style, #root img[src="x"]').count()).toBe(0);
    expect(await page.getByText('cannot be shown').count()).toBe(0);
    expect(complaints).toEqual([]);
  });
});
