// The list of conversations as people use it: its order, filters and width, and its state at the next start.
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Conversation } from '../../renderer/model/index.ts';
import { portrait } from '../../sandbox/organisation/portraits.ts';
import { conversationId, conversationRows } from './fixtures/app-page/conversations.ts';
import type { Filler } from './fixtures/app-page/filler.ts';
import { openHouse, organisation, type House, type Stage } from './fixtures/app-page/house.ts';
import { drawnTwice } from './fixtures/app-page/goals.ts';
import { mattermost, portrayedPeople, teams } from './fixtures/app-page/people.ts';
import { openConversation, orderBy } from './fixtures/app-page/scenes/scenes.ts';
import { listScenes } from './fixtures/app-page/scenes/list-scenes.ts';

let house: House;
let stage: Stage;
beforeAll(async () => {
  house = await openHouse();
  stage = house.stage({});
});
afterAll(() => house.close());

const now = Date.now();
const viewport = { width: 1280, height: 900 };
const visit = () => stage.show({ rows: organisation(now), viewport });

const rowOf = (page: Page, name: string) => page.getByRole('treeitem', { name: new RegExp(`^${name}`) });
/** Names of groups and conversations from the top, as far as they are drawn. */
const drawn = async (page: Page): Promise<string[]> => {
  const rows = await page.getByRole('treeitem').evaluateAll((all) =>
    all
      .map((row) => ({
        top: row.getBoundingClientRect().top,
        name: (row.querySelector('[title]')?.firstChild ?? row).textContent?.split(',')[0] ?? '',
      }))
      .sort((one, other) => one.top - other.top),
  );
  return rows.map(({ name }) => name);
};
const topOf = (page: Page, name: string): Promise<number> =>
  rowOf(page, name).evaluate((row) => row.getBoundingClientRect().top);
/** A conversation in which somebody has just written. */
const written = (id: string, over: Partial<Conversation> = {}): Conversation => {
  const found = conversationRows(now).find((row) => row.id === id);
  if (!found?.lastMessage) throw new Error('no such conversation');
  const at = now + 60_000;
  const lastMessage = { ...found.lastMessage, plain: 'Said just now', createdAt: at };
  return { ...found, lastMessage, sortAt: at, lastActivityAt: at, unread: found.unread + 1, ...over };
};
const field = conversationId(mattermost, 'field');

describe('the order of the list', () => {
  it('follows new messages, but does not change while the pointer is in the list', async () => {
    const { page, put, complaints } = await visit();
    await rowOf(page, 'Field notes').waitFor();
    const before = await topOf(page, 'Field notes');
    await rowOf(page, 'Field notes').hover();
    await put({ conversations: [written(field)] });
    await rowOf(page, 'Field notes').getByText('Said just now').waitFor();
    expect(await topOf(page, 'Field notes')).toBe(before);
    await page.mouse.move(900, 400);
    await expect.poll(async () => (await drawn(page)).slice(0, 2)).toEqual(['Unread', 'Field notes']);
    await put({ conversations: [written(conversationId(teams, 'aiko'), { sortAt: now + 120_000 })] });
    await expect.poll(async () => (await drawn(page)).slice(0, 2)).toEqual(['Unread', 'Aiko Tanaka']);
    expect(complaints).toEqual([]);
  });

  it('does not change while keys are pressed in the list, and changes again when the focus has left', async () => {
    const { page, put } = await visit();
    await rowOf(page, 'Field notes').waitFor();
    await page.getByRole('tree').focus();
    await page.keyboard.press('ArrowDown');
    const before = await topOf(page, 'Field notes');
    await put({ conversations: [written(field)] });
    await rowOf(page, 'Field notes').getByText('Said just now').waitFor();
    expect(await topOf(page, 'Field notes')).toBe(before);
    await page.keyboard.press('Tab');
    await expect.poll(async () => (await drawn(page)).slice(0, 2)).toEqual(['Unread', 'Field notes']);
  });

  it('puts favourites first and hidden ones last at once, by the user’s choice here', async () => {
    const { page, put } = await visit();
    await rowOf(page, 'Field notes').hover();
    const choice = { conversationId: field, accountId: mattermost, at: now };
    await put({ ownChoices: [{ ...choice, kind: 'favourite', value: true }] });
    await expect
      .poll(async () => (await drawn(page)).slice(0, 3))
      .toEqual(['Favourites', 'Field notes', 'Unread']);
    await put({ ownChoices: [{ ...choice, kind: 'hidden-up-to', value: now + 60_000 }] });
    await rowOf(page, 'Field notes').waitFor({ state: 'detached' });
    await put({ ownChoices: [{ ...choice, kind: 'hidden-up-to', value: null }] });
    await rowOf(page, 'Field notes').waitFor();
  });

  it('by team stays after a restart', async () => {
    const { page } = await visit();
    await orderBy(page, 'By service and team');
    await rowOf(page, 'Harbour Pilot').waitFor();
    await page.reload();
    await rowOf(page, 'Harbour Pilot').waitFor();
    await orderBy(page, 'Newest first, both services');
    await rowOf(page, 'Recent').waitFor();
  });
});

describe('the filter by words', () => {
  it('scrolls to the first match, and back to the open conversation when it is cleared', async () => {
    const { page, complaints } = await stage.show({
      rows: organisation(now),
      viewport: { width: 1280, height: 420 },
    });
    const tree = page.getByRole('tree');
    const place = (): Promise<number> => tree.evaluate(({ scrollTop }) => scrollTop);
    await page.getByTestId('conversation-row').first().waitFor();
    const toTheEnd = async (): Promise<void> => {
      await tree.evaluate((list) => list.scrollTo(0, list.scrollHeight));
      await expect.poll(place).toBeGreaterThan(0);
    };
    await toTheEnd();
    // No conversation is open yet.
    await page.getByRole('searchbox').fill('a');
    await expect.poll(place).toBe(0);
    await page.getByRole('searchbox').fill('');
    await toTheEnd();
    await page.getByTestId('conversation-row').last().click();
    const open = page.getByRole('treeitem', { selected: true });
    await open.waitFor();
    await expect.poll(place).toBeGreaterThan(0);
    await page.getByRole('searchbox').fill('a');
    await expect.poll(place).toBe(0);
    expect(await tree.evaluate((list) => list.scrollHeight > list.clientHeight)).toBe(true);
    await page.getByRole('searchbox').fill('');
    await expect.poll(place).toBeGreaterThan(0);
    await expect.poll(() => open.isVisible()).toBe(true);
    expect(complaints).toEqual([]);
  });

  // The rows at the old place were drawn first, and those at the top after the browser had told that it scrolled: twice the work for a letter.
  it('draws the first matches at once', async () => {
    const { page, complaints } = await stage.show({
      rows: organisation(now),
      viewport: { width: 1280, height: 420 },
    });
    const tree = page.getByRole('tree');
    await page.getByTestId('conversation-row').first().waitFor();
    await tree.evaluate((list) => list.scrollTo(0, list.scrollHeight));
    await drawnTwice(page);
    expect(await tree.evaluate(({ scrollTop }) => scrollTop)).toBeGreaterThan(0);
    await page.evaluate(() => {
      const drawn = (): string =>
        [...document.querySelectorAll<HTMLElement>('[role=tree] [role=treeitem]')]
          .map(({ id, style }) => `${id} ${style.transform}`)
          .join();
      const seen: string[] = [];
      // React draws for this event before the next task.
      addEventListener('input', () => queueMicrotask(() => seen.push(drawn())));
      Object.assign(globalThis, { drawn, seen });
    });
    await page.getByRole('searchbox').focus();
    await page.keyboard.type('a');
    await expect.poll(() => tree.evaluate(({ scrollTop }) => scrollTop)).toBe(0);
    await drawnTwice(page);
    const { seen, drawn } = await page.evaluate(() => {
      const noted = globalThis as unknown as { seen: string[]; drawn: () => string };
      return { seen: noted.seen, drawn: noted.drawn() };
    });
    expect(drawn).not.toBe('');
    expect(seen).toEqual([drawn]);
    expect(complaints).toEqual([]);
  });
});

describe('the filters by kind', () => {
  it('are chosen by arrows, announced, and not kept after a restart', async () => {
    const { page, complaints } = await visit();
    await page.getByRole('radio', { name: 'All' }).focus();
    await page.keyboard.press('ArrowRight');
    const unread = page.getByRole('radio', { name: 'Unread' });
    expect(await unread.getAttribute('aria-checked')).toBe('true');
    expect(await unread.evaluate((chip) => chip === document.activeElement)).toBe(true);
    await page.getByText(/^\d+ conversations$/).waitFor({ state: 'attached' });
    expect(await rowOf(page, 'Field notes').count()).toBe(0);
    // A conversation that becomes read stays in place while it is open.
    await openConversation(page, 'Releases');
    await rowOf(page, 'Releases').waitFor();
    await page.reload();
    await rowOf(page, 'Field notes').waitFor();
    expect(complaints).toEqual([]);
  });
});

describe('the width of the list', () => {
  it('is changed by dragging, by keys within its bounds, and kept', async () => {
    const { page, complaints } = await visit();
    const divider = page.getByRole('separator', { name: 'Width of the list' });
    const width = () => page.getByRole('tree').evaluate((tree) => Math.round(tree.clientWidth));
    await rowOf(page, 'Field notes').waitFor();
    const usual = await width();
    const box = await divider.boundingBox();
    if (!box) throw new Error('nothing to drag');
    await page.mouse.move(box.x + 3, 400);
    await page.mouse.down();
    await page.mouse.move(box.x + 43, 400, { steps: 4 });
    expect(await width()).toBe(usual + 40);
    await page.mouse.up();
    expect(await divider.getAttribute('aria-valuenow')).toBe('360');
    await divider.press('ArrowRight');
    await expect.poll(width).toBe(usual + 56);
    await divider.press('End');
    await divider.press('ArrowRight');
    expect(await divider.getAttribute('aria-valuenow')).toBe('480');
    await divider.press('Home');
    await divider.press('ArrowLeft');
    expect(await divider.getAttribute('aria-valuenow')).toBe('240');
    await page.reload();
    await rowOf(page, 'Field notes').waitFor();
    expect(await divider.getAttribute('aria-valuenow')).toBe('240');
    await divider.dblclick();
    expect(await divider.getAttribute('aria-valuenow')).toBe('320');
    expect(complaints).toEqual([]);
  });
});

describe('a row', () => {
  it('is as high as every other and no wider than the list, for texts of any length', async () => {
    const everyKind = listScenes.find(({ name }) => name === 'list-recent');
    if (!everyKind) throw new Error('no such scene');
    const { page, complaints } = await stage.show({ ...everyKind.wishes(now), viewport });
    await everyKind.steps(page);
    for (const end of ['Home', 'End']) {
      await page.getByRole('separator', { name: 'Width of the list' }).press(end);
      const faults = await page.getByTestId('conversation-row').evaluateAll((rows) =>
        rows.flatMap((row) => {
          const outer = row.getBoundingClientRect();
          const inner = [...row.querySelectorAll('span, bdi')].map((one) => one.getBoundingClientRect());
          const lines = [...row.querySelectorAll<HTMLElement>('span')].filter(
            (one) => one.clientHeight > 24 && one.textContent.length > 3,
          );
          const isCut = outer.height !== 56 || inner.some(({ bottom }) => bottom > outer.bottom + 1);
          return isCut || lines.length > 0 || row.scrollWidth > row.clientWidth ? [row.textContent] : [];
        }),
      );
      expect(faults).toEqual([]);
    }
    // The tooltip shows the part of a text that does not fit.
    const long = page.getByText(/^Daily/);
    // Without the mark that turns the direction of 300 characters around.
    expect((await long.getAttribute('title'))?.length).toBe(299);
    expect(complaints).toEqual([]);
  });

  it('shows letters where the browser cannot draw the photo, until there is another', async () => {
    const scene = listScenes.find(({ name }) => name === 'photos-direct');
    const aiko = portrayedPeople.find(({ displayName }) => displayName === 'Aiko Tanaka');
    if (!scene || !aiko) throw new Error('no such scene or person');
    const { page, context, complaints } = await stage.show({ ...scene.wishes(now), viewport });
    await scene.steps(page);
    const row = rowOf(page, 'Aiko Tanaka');
    const photo = row.locator('img[src^="blob:"]');
    await photo.waitFor();
    const store = (bytes: Uint8Array) =>
      context
        .pages()[0]
        ?.evaluate(([one, base64]) => (window as unknown as { filler: Filler }).filler.photo(one, base64), [
          aiko,
          Buffer.from(bytes).toString('base64'),
        ] as const);
    await store(Buffer.from('no picture'));
    await row.getByText('AT', { exact: true }).waitFor();
    expect(await photo.count()).toBe(0);
    await store(portrait('another', 64));
    await photo.waitFor();
    expect(complaints).toEqual([]);
  });
});
