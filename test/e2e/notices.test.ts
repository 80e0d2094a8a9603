// The dialog about notifications: choices become intents and calls to main, by keyboard; the latest outcomes lead to their messages.
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { IntentRow } from '../../renderer/store/index.ts';
import { tellPage } from './fixtures/app-page/door.ts';
import { openHouse, organisation, type House, type Stage } from './fixtures/app-page/house.ts';
import { openNotices, outcomeRows } from './fixtures/app-page/scenes/notice-scenes.ts';

const soon = { timeout: 60_000 };
const device = {
  notificationText: 'shown',
  notificationSound: true,
  startsAtLogin: false,
  shortcut: { keys: null, state: 'off' },
};

let house: House;
let stage: Stage;
beforeAll(async () => {
  house = await openHouse();
  stage = house.stage({});
});
afterAll(() => house.close());

it('stores words, quiet hours and do-not-disturb as intents, and shows them at once', async () => {
  const { page, all, complaints } = await stage.show({ rows: organisation(Date.now()) });
  await page.getByTestId('status-line').waitFor();
  // The keys, as the list of shortcuts shows them.
  await page.keyboard.press('Control+Shift+N');
  await page.getByTestId('notices').waitFor();
  const wanted = async (): Promise<readonly object[]> =>
    ((await all('intents')) as IntentRow[]).flatMap((row) =>
      row.kind === 'choose-all-notices' ? [row.change] : [],
    );
  const word = page.getByRole('textbox', { name: 'Words that count as a mention of you' });
  await word.fill('  on   call ');
  await page.keyboard.press('Enter');
  await page.getByRole('listitem').filter({ hasText: 'on call' }).waitFor();
  await word.fill('ON CALL');
  await page.keyboard.press('Enter');
  await page.getByText('This word is there already.').waitFor();
  await word.fill('');
  await page.getByRole('button', { name: 'Remove “on call”' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('listitem').filter({ hasText: 'on call' }).waitFor({ state: 'detached' });
  await page.getByRole('checkbox', { name: 'Quiet hours' }).press('Space');
  await page.getByText('Until 07:00 on the next day.').waitFor();
  await page.getByRole('checkbox', { name: 'Sun' }).press('Space');
  await page.getByLabel('Until').fill('06:30');
  await page.getByText('Until 06:30 on the next day.').waitFor();
  await page.getByRole('checkbox', { name: 'in Microsoft Teams' }).press('Space');
  await vi.waitUntil(async () => (await wanted()).length === 6, soon);
  const days = [1, 2, 3, 4, 5, 6];
  expect(await wanted()).toEqual([
    { keywords: ['  on   call '] },
    { keywords: [] },
    { quiet: { days: [0, 1, 2, 3, 4, 5, 6], from: 1_320, to: 420 } },
    { quiet: { days, from: 1_320, to: 420 } },
    { quiet: { days, from: 1_320, to: 390 } },
    { followsDoNotDisturb: { teams: false } },
  ]);
  await page.keyboard.press('Escape');
  await page.getByTestId('notices').waitFor({ state: 'detached' });
  expect(complaints).toEqual([]);
});

it('asks main for the settings of this computer, and shows the answers', async () => {
  const visit = await stage.show({
    rows: organisation(Date.now()),
    answers: {
      'device:read': device,
      'device:change': [
        { ...device, notificationText: 'hidden' },
        { ...device, shortcut: { keys: 'Control+Alt+I', state: 'refused' } },
        device,
      ],
    },
  });
  const { page, calls, complaints } = visit;
  await openNotices(page);
  const changes = async () =>
    (await calls()).flatMap(({ name, request }) => (name === 'device:change' ? [request] : []));
  const text = page.getByRole('checkbox', { name: 'Show who writes, and what' });
  await text.press('Space');
  await vi.waitUntil(async () => !(await text.isChecked()), soon);
  const choose = page.getByRole('button', { name: 'Choose keys' });
  await choose.press('Enter');
  await page.getByRole('button', { name: 'Press the keys' }).waitFor();
  await page.keyboard.press('Control+Alt+I');
  await page.getByText('The system did not give these keys to Isthmus').waitFor();
  // The dialog stays open when Esc ends the choice of keys.
  await choose.press('Enter');
  await page.keyboard.press('Escape');
  await choose.waitFor();
  await page.getByTestId('notices').waitFor();
  // The system refuses the shortcut, and the dialog shows that.
  await page.getByRole('checkbox', { name: 'Start Isthmus when you sign in' }).press('Space');
  await page.getByText('Your system did not take this.').waitFor();
  expect(await changes()).toEqual([
    { hidesText: true },
    { shortcut: 'Control+Alt+I' },
    { startsAtLogin: true },
  ]);
  // The dialog shows a change that was made in the tray.
  await tellPage(page, 'device:changed', { ...device, notificationText: 'laid-down' });
  await page.getByText('Your organisation has hidden both.').waitFor();
  expect(await text.isDisabled()).toBe(true);
  expect(complaints).toEqual([]);
});

it('opens from the application’s menu, lists the latest outcomes, and leads to the conversation', async () => {
  const now = Date.now();
  const visit = await stage.show({ rows: { ...organisation(now), noticeOutcomes: outcomeRows(now) } });
  const { page, complaints } = visit;
  await page.getByTestId('status-line').waitFor();
  await tellPage(page, 'command:run', { command: 'show-notices' });
  await page.getByRole('tab', { name: 'Latest' }).click();
  const rows = page.getByTestId('notice-outcome');
  await rows.first().waitFor();
  expect(await rows.count()).toBe(50);
  // The reader keeps their place while more rows are read.
  const first = await rows.first().elementHandle();
  await page.getByRole('button', { name: 'Show more' }).click();
  await vi.waitUntil(async () => (await rows.count()) === 72, soon);
  expect(await first.evaluate((element) => element.isConnected)).toBe(true);
  const told = await rows.allInnerTexts();
  expect(told.filter((line) => line.includes('Not shown: the conversation is muted'))).not.toEqual([]);
  expect(told[4]).toContain('A conversation that is no longer here');
  await rows.nth(0).getByRole('button').click();
  await page.getByRole('heading', { level: 1, name: /Releases/ }).waitFor();
  expect(await page.getByTestId('notices').count()).toBe(0);
  expect(complaints).toEqual([]);
});

it('shows no refusal by the system before main has answered', async () => {
  const visit = await stage.show({
    rows: organisation(Date.now()),
    answers: { 'device:read': device, 'device:change': 'wait' },
  });
  const { page, calls, complaints } = visit;
  await openNotices(page);
  await page.getByRole('checkbox', { name: 'Start Isthmus when you sign in' }).press('Space');
  await vi.waitUntil(async () => (await calls()).some(({ name }) => name === 'device:change'), soon);
  // The next thing that main reports is drawn. So all earlier reports were drawn, too.
  await tellPage(page, 'device:changed', { ...device, notificationText: 'laid-down' });
  await page.getByText('Your organisation has hidden both.').waitFor();
  expect(await page.getByText('Your system did not take this.').count()).toBe(0);
  expect(complaints).toEqual([]);
});
