/** Ctrl+K in a real Chromium: its results, the place that it opens, and the focus afterwards. */
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHouse, organisation, type House } from './fixtures/app-page/house.ts';
import { linkedOrganisation } from './fixtures/app-page/linked.ts';
import { openConversation } from './fixtures/app-page/scenes/scenes.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true });
const field = (page: Page) => page.getByTestId('switcher').getByRole('combobox');
/** The row that Enter takes is the one that the field names as active. */
const active = async (page: Page): Promise<string> => {
  const id = await field(page).getAttribute('aria-activedescendant');
  const row = page.locator(`[id="${id}"]`);
  expect(await row.getAttribute('aria-selected')).toBe('true');
  return (await row.textContent()) ?? '';
};
const writesInBox = (page: Page) =>
  page.waitForFunction(() => document.activeElement?.closest('main [data-composer]') !== null);

interface Typing {
  typedKeys?: string;
  typedAll?: boolean;
}
/**
 * After the next event `from`, types a key in each task of the page, until the waiting dialog has shown its field for some keys: so a key comes in
 * every moment in which a person's could.
 */
const typeWithoutPause = (page: Page, from: 'keydown' | 'click') =>
  page.evaluate(async (from) => {
    // The disk is slow: what is read after the wish waits for a while.
    const [{ name = '' } = {}] = await indexedDB.databases();
    const open = indexedDB.open(name);
    await new Promise((resolve) => (open.onsuccess = resolve));
    // oxlint-disable-next-line typescript/unbound-method -- it is called with its own object
    const add = IDBObjectStore.prototype.add;
    IDBObjectStore.prototype.add = function (...row) {
      const request = add.apply(this, row);
      if (this.name !== 'intents') return request;
      IDBObjectStore.prototype.add = add;
      const until = performance.now() + 300;
      const store = open.result.transaction('intents', 'readwrite').objectStore('intents');
      const keepBusy = (): void => {
        if (performance.now() < until) store.count().onsuccess = keepBusy;
      };
      keepBusy();
      return request;
    };
    const typing = window as unknown as Typing;
    const field = () => document.querySelector<HTMLTextAreaElement>('[data-testid=start-outcome] textarea');
    const press = (key: string): void => {
      const focused = document.activeElement ?? document.body;
      const stays = focused.dispatchEvent(
        new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
      );
      if (!stays) return;
      // As a browser does with a key that nothing has taken.
      if (focused instanceof HTMLButtonElement && key === ' ') focused.click();
      // oxlint-disable-next-line typescript/no-deprecated -- the only way to insert text as a person's keys do
      else document.execCommand('insertText', false, key);
    };
    const tasks = new MessageChannel();
    let after = 0;
    let keys = '';
    const next = (): void => {
      // A space presses a button that has the focus.
      const key = keys === '' || after > 0 ? 'a' : ' ';
      keys += key;
      press(key);
      if (field() !== null) after += 1;
      if (after < 30 && keys.length < 100_000) tasks.port2.postMessage(null);
      else Object.assign(typing, { typedKeys: keys, typedAll: true });
    };
    tasks.port1.onmessage = next;
    addEventListener(from, () => tasks.port2.postMessage(null), { once: true, capture: true });
  }, from);
const typedWithoutPause = async (page: Page) => {
  await page.waitForFunction(() => (window as unknown as Typing).typedAll);
  return page.evaluate(() => ({
    typed: (window as unknown as Typing).typedKeys ?? '',
    shown: document.querySelector<HTMLTextAreaElement>('[data-testid=start-outcome] textarea')?.value,
  }));
};

describe('the switcher', () => {
  it('finds by the beginnings of words, and puts the focus into the composer', async () => {
    const { page, context, complaints } = await house.visit({ rows: organisation(Date.now()) });
    await page.getByRole('treeitem').first().waitFor();
    await page.keyboard.press('Control+k');
    // Letters typed at once go into the field, and Enter chooses their first result.
    await page.keyboard.type('clu bo');
    await page.keyboard.press('Enter');
    await heading(page, 'Book club').waitFor();
    await writesInBox(page);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('ines');
    expect(await active(page)).toMatch(/^.*Inês Duarte/);
    await page.keyboard.press('Enter');
    await heading(page, 'Inês Duarte').waitFor();
    await writesInBox(page);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('offers earlier conversations before anything is typed: Enter alone goes back and forth', async () => {
    const { page, context } = await house.visit({ rows: organisation(Date.now()) });
    await openConversation(page, 'Book club');
    await openConversation(page, 'Platform');
    for (const name of ['Book club', 'Platform']) {
      await page.keyboard.press('Control+k');
      expect(await active(page)).toContain(name);
      await page.keyboard.press('Enter');
      await heading(page, name).waitFor();
    }
    await context.close();
  });

  it.each([
    ['messages', '[data-region=messages]'],
    ['box', 'main [data-composer] [role=textbox]'],
    ['filter', '[data-shortcut=filter]'],
  ])('returns the focus to the %s with Esc, and with its own key', async (_, place) => {
    const { page, context } = await house.visit({ rows: organisation(Date.now()) });
    await openConversation(page, 'Platform');
    await page.locator(place).first().focus();
    const had = await page.evaluateHandle(() => document.activeElement);
    for (const key of ['Escape', 'Control+k']) {
      await page.keyboard.press('Control+k');
      await field(page).waitFor();
      await page.keyboard.type('ada');
      await page.keyboard.press(key);
      await field(page).waitFor({ state: 'detached' });
      await page.waitForFunction((element) => document.activeElement === element, had);
    }
    await heading(page, 'Platform').waitFor();
    await context.close();
  });

  it('keeps what is typed after it for the conversation that it opens or starts', async () => {
    const visit = await house.visit({ rows: organisation(Date.now()) });
    const { page, context } = visit;
    await openConversation(page, 'Platform');
    await page.locator('main [data-composer] [role=textbox]').focus();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('clu bo');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Hello');
    await heading(page, 'Book club').waitFor();
    await page.locator('main [data-composer] [role=textbox]', { hasText: /^\s*Hello\s*$/ }).waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('chen wei');
    await page.locator('[role=option][aria-selected=true]', { hasText: /^CW\s*Chen Wei/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.type('Good morning');
    await page.waitForFunction(
      () =>
        document.querySelector<HTMLTextAreaElement>('[data-testid=start-outcome] textarea')?.value ===
        'Good morning',
    );
    expect(JSON.stringify(await visit.all('drafts'))).not.toContain('morning');
    await context.close();
  });

  it.each(['switcher', 'new conversation'])(
    'loses no key, and gives none to the open conversation, from the Enter in the %s to the waiting dialog',
    async (from) => {
      const visit = await house.visit({ rows: organisation(Date.now()) });
      const { page, context } = visit;
      await openConversation(page, 'Platform');
      await page.locator('main [data-composer] [role=textbox]').focus();
      if (from === 'switcher') {
        await page.keyboard.press('Control+k');
        await page.keyboard.type('chen wei');
        await page.locator('[role=option][aria-selected=true]', { hasText: /^CW\s*Chen Wei/ }).waitFor();
      } else {
        await page.keyboard.press('Control+n');
        const dialog = page.getByTestId('new-conversation');
        await dialog.getByRole('combobox').waitFor();
        await page.keyboard.type('chen wei');
        await dialog
          .getByRole('option', { name: /^Chen Wei/ })
          .first()
          .click();
        await dialog.getByRole('button', { name: 'Open' }).focus();
      }
      // The Enter of a button presses it.
      await typeWithoutPause(page, from === 'switcher' ? 'keydown' : 'click');
      await page.keyboard.press('Enter');
      const { typed, shown } = await typedWithoutPause(page);
      // Thirty came when the field was there. How many came before depends on how the browser orders its tasks: from eight to hundreds.
      expect(typed.length).toBeGreaterThan(32);
      expect(shown === typed, `${shown?.length} of ${typed.length} keys`).toBe(true);
      expect(await page.locator('main [data-composer] [role=textbox]').innerText()).not.toMatch(/[a-z]/);
      expect(JSON.stringify(await visit.all('drafts'))).not.toContain('aaa');
      await context.close();
    },
  );

  it('finds a linked pair once, by the name of either side', async () => {
    const { page, context } = await house.visit({ rows: linkedOrganisation(Date.now()) });
    await page.getByRole('treeitem').first().waitFor();
    const names: string[] = [];
    for (const typed of ['platform', 'platform talk']) {
      await page.keyboard.press('Control+k');
      await page.keyboard.type(typed);
      names.push(await active(page));
      await page.keyboard.press('Escape');
      await field(page).waitFor({ state: 'detached' });
    }
    expect(new Set(names).size).toBe(1);
    await context.close();
  });

  it('runs commands with the focus at its earlier place', async () => {
    const { page, context } = await house.visit({ rows: organisation(Date.now()) });
    await page.getByRole('treeitem').first().waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('filter con');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement?.matches('[data-shortcut=filter]'));
    await page.keyboard.press('Control+k');
    await page.keyboard.type('shortcuts');
    await page.getByRole('option', { name: /^Keyboard shortcuts/ }).click();
    await page.getByTestId('shortcuts').waitFor();
    await context.close();
  });
});
