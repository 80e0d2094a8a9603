/** A dialog or a popover keeps the focus, whatever closes in the moment in which it opens. */
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHouse, type House, type Stage } from './fixtures/app-page/house.ts';
import { rowSaying, withOwnMessages } from './fixtures/app-page/scenes/act-scenes.ts';
import { openConversation } from './fixtures/app-page/scenes/scenes.ts';
import { pressOnToolbar } from './message-toolbar.ts';

let house: House;
let stage: Stage;
beforeAll(async () => {
  house = await openHouse();
  stage = house.stage({});
});
afterAll(() => house.close());

const ownMessage = 'I read them twice';
const fromToolbar = async (page: Page, act: string): Promise<void> => {
  await pressOnToolbar(rowSaying(page, ownMessage), 'More');
  await page.getByRole('menuitem', { name: act }).click();
};
const fromAccounts = async (page: Page, item: string): Promise<void> => {
  await page.getByRole('button', { name: 'Accounts', exact: true }).click();
  await page.getByRole('menuitem', { name: item }).first().click();
};
const isFocused = (overlay: Locator): Promise<boolean> =>
  overlay.evaluate((element) => element.contains(document.activeElement));
const isHiddenBelow = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.querySelector('#root')?.getAttribute('aria-hidden') === 'true');

const overlays: readonly {
  readonly name: string;
  readonly open: (page: Page) => Promise<void>;
  readonly role: 'alertdialog' | 'dialog';
}[] = [
  {
    name: 'the question before a deletion, from the menu of a message',
    open: (page) => fromToolbar(page, 'Delete'),
    role: 'alertdialog',
  },
  {
    name: 'the picker of emoji, from the menu of a message',
    open: (page) => fromToolbar(page, 'React'),
    role: 'dialog',
  },
  {
    name: 'the question before signing out, from the menu of accounts',
    open: (page) => fromAccounts(page, 'Sign out'),
    role: 'alertdialog',
  },
  {
    name: 'the settings of notifications, from the menu of accounts',
    open: (page) => fromAccounts(page, 'Notifications'),
    role: 'dialog',
  },
];

describe.each(overlays)('$name', ({ open, role }) => {
  it('keeps the focus, is heard by screen readers, and closes with Esc', async () => {
    const { page, complaints } = await stage.show({ rows: withOwnMessages(Date.now()) });
    await openConversation(page, 'Platform');
    await open(page);
    const overlay = page.getByRole(role);
    // Fluent hides what is below a moment after the overlay has the focus: what takes the focus away has done so by then.
    await expect.poll(() => isHiddenBelow(page)).toBe(true);
    expect(await overlay.count()).toBe(1);
    expect(await isFocused(overlay)).toBe(true);
    await page.keyboard.press('Escape');
    await overlay.waitFor({ state: 'detached' });
    await expect.poll(() => isHiddenBelow(page)).toBe(false);
    expect(complaints).toEqual([]);
  });
});
