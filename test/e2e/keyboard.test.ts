// What a person does with the keyboard alone, and what is there again at the next start: in a real Chromium.
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHouse, organisation, type House } from './fixtures/app-page/house.ts';
import { openConversation } from './fixtures/app-page/scenes/scenes.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const visit = () => house.visit({ rows: organisation(Date.now()), viewport: { width: 1280, height: 620 } });

/** Whether an element that has the focus can be told from one that has not. */
const showsFocus = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const focused = document.activeElement;
    if (!focused?.matches(':focus-visible')) return false;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(focused);
    if (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) return true;
    if (boxShadow !== 'none') return true;
    // A field's line below it belongs to what is around it.
    if (focused instanceof HTMLInputElement) return true;
    const named = document.getElementById(focused.getAttribute('aria-activedescendant') ?? '');
    return named !== null && Number.parseFloat(getComputedStyle(named, '::after').borderTopWidth) > 0;
  });

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true });

const focused = (page: Page) =>
  page.evaluate(() => ({
    message: document.activeElement?.getAttribute('data-message-id') ?? null,
    reaction: document.activeElement?.hasAttribute('data-reaction') ?? false,
  }));

describe('the list', () => {
  it.each(['ArrowDown Enter', 'Enter'])('Ctrl+K, a name, %s opens the match', async (keys) => {
    const { page, context, complaints } = await visit();
    await page.getByRole('treeitem').first().waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('book cl');
    await page.getByRole('treeitem', { name: /^Book club/ }).waitFor();
    for (const key of keys.split(' ')) await page.keyboard.press(key);
    await heading(page, 'Book club').waitFor();
    expect(await showsFocus(page)).toBe(true);
    // The whole list again: nothing was folded away, and the row is in sight.
    await page.keyboard.press('Escape');
    await page.getByRole('treeitem').nth(3).waitFor();
    expect(await page.evaluate(() => localStorage.getItem('isthmus.toggled-groups'))).toBeNull();
    const row = page.getByRole('treeitem', { name: /^Book club/, selected: true });
    await row.waitFor();
    const tree = page.getByRole('tree');
    await expect
      .poll(async () => {
        const [inner, outer] = await Promise.all([row.boundingBox(), tree.boundingBox()]);
        if (!inner || !outer) return false;
        return inner.y >= outer.y - 1 && inner.y + inner.height <= outer.y + outer.height + 1;
      })
      .toBe(true);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('finds what was opened through the filter also in a group that is folded away', async () => {
    const { page, context } = await visit();
    const chats = page.getByRole('treeitem', { name: /^Chats/ });
    const name = 'Aiko Tanaka';
    await chats.click();
    await page.locator('[role=treeitem][aria-expanded=false]').first().waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type(name);
    await page.keyboard.press('Enter');
    await heading(page, name).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('treeitem', { name, selected: true }).waitFor();
    expect(await chats.getAttribute('aria-expanded')).toBe('true');
    await context.close();
  });

  it('names the active row and shows it, also when it had been scrolled out of sight', async () => {
    const { page, context } = await visit();
    await page.getByRole('treeitem').first().waitFor();
    const tree = page.getByRole('tree');
    await page.keyboard.press('F6');
    await tree.evaluate((list) => list.scrollTo(0, list.scrollHeight));
    await page.keyboard.press('F6');
    await page.keyboard.press('Shift+F6');
    const named = await tree.getAttribute('aria-activedescendant');
    expect(await page.evaluate((id) => document.getElementById(id ?? '') !== null, named)).toBe(true);
    expect(await showsFocus(page)).toBe(true);
    await context.close();
  });
});

describe('messages', () => {
  it('are walked through, with their reactions, and the focus is always seen', async () => {
    const { page, context, complaints } = await visit();
    await openConversation(page, 'Platform');
    await page.getByTestId('message').last().waitFor();
    await page.locator('[data-region=messages]').focus();
    await page.keyboard.press('ArrowUp');
    const newest = await focused(page);
    expect(newest.message).not.toBeNull();
    const walked = [newest.message];
    let reactions = 0;
    for (let step = 0; step < 40; step += 1) {
      await page.keyboard.press('ArrowRight');
      if ((await focused(page)).reaction) {
        reactions += 1;
        expect(await showsFocus(page)).toBe(true);
        await page.keyboard.press('Escape');
      }
      expect(await showsFocus(page)).toBe(true);
      const { message } = await focused(page);
      if (walked.at(-1) !== message) walked.push(message);
      await page.keyboard.press('ArrowUp');
    }
    expect(reactions).toBeGreaterThan(0);
    expect(new Set(walked).size).toBe(walked.length);
    expect(walked.length).toBeGreaterThan(20);
    await page.keyboard.press('End');
    await expect.poll(async () => (await focused(page)).message).toBe(newest.message);
    // One message is in the tab order, however many there are.
    expect(await page.locator('[data-region=messages] [data-message-id][tabindex="0"]').count()).toBe(1);
    expect(complaints).toEqual([]);
    await context.close();
  });
});

describe('the next start', () => {
  it('shows what was open, without the list first', async () => {
    const { page, context } = await visit();
    await openConversation(page, 'Platform');
    await heading(page, 'Platform').waitFor();
    await page.addInitScript(() => {
      const seen: string[] = [];
      Object.assign(window, { seen });
      new MutationObserver(() => {
        const title = document.querySelector('main')?.getAttribute('aria-label');
        if (title && seen.at(-1) !== title) seen.push(title);
      }).observe(document, { childList: true, subtree: true });
    });
    await page.reload();
    await heading(page, 'Platform').waitFor();
    expect(await page.evaluate(() => (window as unknown as { seen: string[] }).seen)).toEqual([
      'Conversation Platform',
    ]);
    await context.close();
  });

  it('drops what has gone quietly', async () => {
    const { page, context, remove, all, complaints } = await visit();
    await openConversation(page, 'Platform');
    await heading(page, 'Platform').waitFor();
    const gone = (await all('conversations')) as { readonly id: string; readonly name: string | null }[];
    await page.goto('about:blank');
    await remove(
      'conversations',
      gone.filter(({ name }) => name === 'Platform').map(({ id }) => id),
    );
    await page.goBack();
    await page.getByText('Choose a conversation').waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });
});
