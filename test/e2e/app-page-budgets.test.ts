// The reads of the app page on a large database, counted in the browser, while another page writes as the engine does.
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConversationId, PersonId } from '../../renderer/model/index.ts';
import {
  busy,
  busyName,
  largeMessage,
  linkedHere,
  linkedName,
  linkedThere,
  teams,
} from '../support/large-mirror.ts';
import type { CountingPage, PageReads } from '../support/pages/page-reads.ts';
import { openHouse, type House, type Visit } from './fixtures/app-page/house.ts';
import { openConversation } from './fixtures/app-page/scenes/scenes.ts';

const now = Date.now();
const large = { conversations: 1_000, messages: 50_000, now };

let house: House;
let visit: Visit;
beforeAll(async () => {
  house = await openHouse();
  visit = await house.visit({ large });
  await visit.page.getByTestId('conversation-row').first().waitFor();
});
afterAll(() => house.close());

/** The page's reads after `stored`, until the page shows `shown` and rests. */
const readBy = async (stored: () => Promise<void>, shown: () => Promise<void>): Promise<PageReads> => {
  const counting = await visit.page.evaluateHandle(() => (globalThis as unknown as CountingPage).pageReads);
  await counting.evaluate((reads) => reads.settled());
  await counting.evaluate((reads) => reads.begin());
  await stored();
  await shown();
  const reads = await counting.evaluate((all) => all.settled());
  expect(reads.requests).toBeGreaterThan(0);
  return reads;
};
const seen = (text: string) => () => visit.page.getByText(text).first().waitFor();
/** The list shows its first rows, with any conversation open. */
const showListTop = () => visit.page.getByRole('tree').evaluate((list) => list.scrollTo(0, 0));
let written = 0;
/** A person writes in a conversation. The service reports it. */
const write = (id: ConversationId, plain: string, threadId: ReturnType<typeof root> | '' = '') => {
  written += 1;
  const message = largeMessage(id, `new-${written}`, now + 60_000 * written, {
    threadId,
    plain,
    body: { format: 'markdown', content: plain },
  });
  return visit.tell(message.accountId, [{ kind: 'message', message }]);
};
/** The newest root of the open channel that has replies. */
const root = () => largeMessage(busy, 1_656, 0).id;

/** The ids of the rows of the list, in the order of the browser's tree for screen readers. */
const idsRead = async (page: Page): Promise<string[]> => {
  const session = await page.context().newCDPSession(page);
  await session.send('Accessibility.enable');
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const rowsBelow = (id: string): number[] => {
    const node = byId.get(id);
    if (node?.role?.value === 'treeitem' && node.backendDOMNodeId !== undefined)
      return [node.backendDOMNodeId];
    return (node?.childIds ?? []).flatMap(rowsBelow);
  };
  const tree = nodes.find(({ role }) => role?.value === 'tree');
  const ids: string[] = [];
  for (const backendNodeId of rowsBelow(tree?.nodeId ?? '')) {
    const { node } = await session.send('DOM.describeNode', { backendNodeId });
    const at = node.attributes?.indexOf('id') ?? -1;
    ids.push(node.attributes?.[at + 1] ?? '');
  }
  await session.send('Accessibility.disable');
  await session.detach();
  return ids;
};

describe('with 1,000 conversations and 50,000 messages', () => {
  it('a message elsewhere makes the page read five rows at most', async () => {
    await openConversation(visit.page, busyName);
    const elsewhere = `${teams}/chat/channel-3` as ConversationId;
    await showListTop();
    const reads = await readBy(() => write(elsewhere, 'Said elsewhere'), seen('Said elsewhere'));
    expect(reads.rows).toBeLessThanOrEqual(5);
    expect(reads.byTable).not.toHaveProperty('messages');
  });

  it('a change of presence reads no message, and only its own table', async () => {
    const personId = `${teams}/user-3` as PersonId;
    await showListTop();
    const row = visit.page.locator(`[id="row-${teams}/chat/channel-3"]`);
    await row.getByText(', away').waitFor({ state: 'attached' });
    const reads = await readBy(
      () => visit.tell(teams, [{ kind: 'presence', personId, presence: 'busy' }]),
      () => row.getByText(', busy').waitFor({ state: 'attached' }),
    );
    expect(reads).toEqual({ requests: 1, rows: 1, byTable: { presences: 1 } });
  });

  it('a message in the open channel takes 20 requests at most', async () => {
    const reads = await readBy(() => write(busy, 'Said in here'), seen('Said in here'));
    expect(reads.requests).toBeLessThanOrEqual(20);
  });

  it('a reply in the open channel takes 20 requests at most, with the count at its root', async () => {
    const reads = await readBy(
      () => write(busy, 'Said below', root()),
      () => visit.page.getByRole('button', { name: /4 replies/ }).waitFor(),
    );
    expect(reads.requests).toBeLessThanOrEqual(20);
  });

  it('a message in an open linked pair takes 60 requests at most, on either side', async () => {
    await openConversation(visit.page, linkedName);
    await visit.page.getByTestId('message').last().waitFor();
    for (const [side, words] of [
      [linkedHere, 'Said on this side'],
      [linkedThere, 'Said on the other side'],
    ] as const) {
      const reads = await readBy(() => write(side, words), seen(words));
      expect(reads.requests).toBeLessThanOrEqual(60);
    }
  });

  it('a turn of the wheel moves the messages by that much, draws few times, and hides the toolbar until the pointer moves', async () => {
    const { page } = visit;
    await openConversation(page, busyName);
    const list = page.locator('[data-region=messages]');
    const toolbar = page.getByTestId('message-toolbar');
    const box = await list.boundingBox();
    if (!box) throw new Error('The messages are not in sight.');
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.move(x, y);
    const offset = (): Promise<number> => list.evaluate(({ scrollTop }) => scrollTop);
    /** How far it is above the message under the pointer, if it has the name of its author, and the message is marked. */
    const toolbarAbove = (): Promise<number | string> =>
      page.evaluate(() => {
        const bar = document.querySelector('[data-testid=message-toolbar]');
        const row = document.querySelector('article[data-message-id]:hover');
        const marked = document.querySelectorAll('[data-pointed]');
        const author = row?.ariaLabel?.split(', ')[0] ?? '?';
        if (!bar || !row || bar.ariaLabel?.endsWith(author) !== true) return `not that of ${author}`;
        if (marked.length !== 1 || marked[0] !== row) return `${marked.length} marked`;
        return Math.round(row.getBoundingClientRect().top - bar.getBoundingClientRect().top);
      });
    await expect.poll(toolbarAbove).toBe(16);
    /** The drawn rows, and whether they reach beyond both edges of the window. */
    const drawn = (): Promise<{ readonly ids: readonly string[]; readonly fillsWindow: boolean }> =>
      list.evaluate((window) => {
        const rows = [...window.querySelectorAll<HTMLElement>('[data-row-of]')];
        const edges = rows.map((row) => row.getBoundingClientRect());
        const { top, bottom } = window.getBoundingClientRect();
        return {
          ids: rows.map(({ dataset }) => dataset.rowOf ?? ''),
          fillsWindow:
            Math.min(...edges.map((edge) => edge.top)) < top &&
            Math.max(...edges.map((edge) => edge.bottom)) >= bottom,
        };
      });
    /** The turns in which rows came. */
    let drawings = 0;
    for (let turn = 0; turn < 10; turn += 1) {
      const before = await offset();
      const { ids } = await drawn();
      await page.mouse.wheel(0, -100);
      // A row with another height than estimated would move the list a second time.
      await expect.poll(offset).toBe(before - 100);
      await toolbar.waitFor({ state: 'hidden' });
      expect(await page.locator('[data-pointed]').count()).toBe(0);
      // Two more frames: the browser tells of the message that has come below the pointer.
      await page.evaluate(
        () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
      );
      expect(await toolbar.isVisible()).toBe(false);
      await page.mouse.move(x + 1 + (turn % 2), y);
      await expect.poll(toolbarAbove).toBe(16);
      expect(await offset()).toBe(before - 100);
      const after = await drawn();
      expect(after.fillsWindow).toBe(true);
      if (after.ids.some((id) => !ids.includes(id))) drawings += 1;
    }
    // Rows come some at a time, so that most turns draw nothing (decision 0043).
    expect(drawings).toBeGreaterThan(0);
    expect(drawings).toBeLessThanOrEqual(4);
    // They stay: on the way back none comes and none leaves.
    const { ids } = await drawn();
    const farthest = await offset();
    for (let turn = 1; turn <= 5; turn += 1) {
      await page.mouse.wheel(0, 100);
      await expect.poll(offset).toBe(farthest + turn * 100);
    }
    expect((await drawn()).ids).toEqual(ids);
    // A press does not need a movement before it.
    await page.mouse.wheel(0, -100);
    await toolbar.waitFor({ state: 'hidden' });
    await page.mouse.click(x + 2, y, { button: 'right' });
    await page.getByRole('menu').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('menu').waitFor({ state: 'detached' });
  });

  it('a turn of the wheel over the list uses its elements again, and screen readers read the rows as they are seen', async () => {
    const { page } = visit;
    const list = page.getByRole('tree');
    const box = await list.boundingBox();
    if (!box) throw new Error('The list is not in sight.');
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    const offset = (): Promise<number> => list.evaluate(({ scrollTop }) => scrollTop);
    const rows = '[role=tree] > [role=presentation] > *';
    // Farther from the top than the rows that are drawn above the visible ones.
    await list.evaluate((element) => element.scrollTo(0, 2_000));
    await expect.poll(() => page.locator(rows).count()).toBeGreaterThan(20);
    const before = await page.evaluateHandle((all) => [...document.querySelectorAll(all)], rows);
    const idsBefore = await before.evaluate((elements) => elements.map(({ id }) => id));
    for (let turn = 1; turn <= 12; turn += 1) {
      await page.mouse.wheel(0, 100);
      await expect.poll(offset).toBe(2_000 + turn * 100);
    }
    const idsOf = () => before.evaluate((elements) => elements.map(({ id }) => id));
    await expect
      .poll(async () => (await idsOf()).filter((id) => idsBefore.includes(id)).length)
      .toBeLessThan(10);
    expect(
      await before.evaluate((elements, all) => {
        const now = [...document.querySelectorAll(all)];
        return now.length === elements.length && now.every((element, at) => element === elements[at]);
      }, rows),
    ).toBe(true);

    const inDocument = await idsOf();
    const seenOrder = await before.evaluate((elements) =>
      [...elements]
        .sort((one, other) => one.getBoundingClientRect().top - other.getBoundingClientRect().top)
        .map(({ id }) => id),
    );
    expect(inDocument).not.toEqual(seenOrder);
    expect(await idsRead(page)).toEqual(seenOrder);
  });

  it('the pointer goes from message to message without a layout of the page', async () => {
    const { page } = visit;
    await openConversation(page, busyName);
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    const layouts = async (): Promise<number> => {
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
      const { metrics } = await session.send('Performance.getMetrics');
      return metrics.find(({ name }) => name === 'LayoutCount')?.value ?? Number.NaN;
    };
    // Messages that show their time only under the pointer.
    const times = page.locator('[data-region=messages] article:has(> [data-side-time])');
    const middles = (await times.evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect())))
      .map(({ x, y, width, height }) => ({ x: x + width / 2, y: y + height / 2, height }))
      .filter(({ y, height }) => y > 150 && y < 600 && height < 150)
      .slice(0, 2);
    expect(middles).toHaveLength(2);
    const pointAt = async ({ x, y }: { readonly x: number; readonly y: number }): Promise<void> => {
      await page.mouse.move(x, y);
      await page.locator('article[data-message-id]:hover').waitFor();
    };
    const layoutsOfARound = async (): Promise<number> => {
      const before = await layouts();
      for (const at of middles) await pointAt(at);
      return (await layouts()) - before;
    };
    // In the first rounds the toolbar is made.
    await expect.poll(layoutsOfARound).toBe(0);
    await session.detach();
  });
});
