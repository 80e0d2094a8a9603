/** The bell in a conversation's header: a choice becomes an intent, and the bell shows the state of the database. */
import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Conversation } from '../../renderer/model/index.ts';
import type { IntentRow, OwnChoiceRow } from '../../renderer/store/index.ts';
import { conversationId } from './fixtures/app-page/conversations.ts';
import { openHouse, organisation, type House, type Stage } from './fixtures/app-page/house.ts';
import { mattermost } from './fixtures/app-page/people.ts';
import { openConversation } from './fixtures/app-page/scenes/scenes.ts';

let house: House;
let stage: Stage;
beforeAll(async () => {
  house = await openHouse();
  stage = house.stage({});
});
afterAll(() => house.close());

it('is operated by keyboard, stores the choice, and shows the state of the database', async () => {
  const visit = await stage.show({ rows: organisation(Date.now()) });
  const { page, complaints } = visit;
  await openConversation(page, 'Releases');
  const bell = page.getByRole('button', { name: 'Notifications of this conversation' });
  await bell.focus();
  await page.keyboard.press('Enter');
  const entry = (name: string) => page.getByRole('menuitemradio', { name });
  await entry('As usual').waitFor();
  expect(await entry('As usual').getAttribute('aria-checked')).toBe('true');
  if (process.env.ISTHMUS_SCREENSHOTS) {
    mkdirSync('out', { recursive: true });
    await page.screenshot({ path: 'out/notice-menu.png' });
  }
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const id = conversationId(mattermost, 'releases');
  const wanted = { conversationId: id, accountId: mattermost, level: 'mentions' } as const;
  const chosen = async () =>
    ((await visit.all('intents')) as IntentRow[]).filter(
      ({ kind }) => kind === 'choose-notices' || kind === 'mute',
    );
  await vi.waitUntil(async () => (await chosen()).length === 1, { timeout: 30_000 });
  expect(await chosen()).toMatchObject([wanted]);

  const of = { conversationId: id, accountId: mattermost, at: 1 };
  const kept: OwnChoiceRow[] = [
    { ...of, kind: 'notice-level', value: 'mentions' },
    { ...of, kind: 'muted-until', value: Date.now() + 3_600_000 },
  ];
  await visit.put({ ownChoices: kept });
  await page.keyboard.press('Escape');
  await bell.click();
  await page.getByRole('menuitem', { name: 'Unmute' }).waitFor();
  await vi.waitUntil(
    async () => (await entry('Mentions and direct messages').getAttribute('aria-checked')) === 'true',
    { timeout: 30_000 },
  );
  if (process.env.ISTHMUS_SCREENSHOTS) {
    await page.setViewportSize({ width: 400, height: 480 });
    await page.screenshot({ path: 'out/notice-menu-narrow.png' });
  }
  await page.getByRole('menuitem', { name: 'Unmute' }).click();
  await vi.waitUntil(async () => (await chosen()).length === 2, { timeout: 30_000 });
  const [, unmuted] = await chosen();
  expect(unmuted).toMatchObject({ kind: 'mute', conversationId: id, until: null });
  expect(complaints).toEqual([]);
});

it('offers to unmute a conversation that is muted in Mattermost', async () => {
  const rows = organisation(Date.now());
  const id = conversationId(mattermost, 'releases');
  const conversations = ((rows.conversations ?? []) as Conversation[]).map((one) =>
    one.id === id ? { ...one, muted: true } : one,
  );
  const visit = await stage.show({ rows: { ...rows, conversations } });
  const { page, complaints } = visit;
  await openConversation(page, 'Releases');
  await page.getByRole('button', { name: 'Notifications of this conversation' }).click();
  await page.getByRole('menuitem', { name: 'Unmute' }).click();
  const mutes = async () =>
    ((await visit.all('intents')) as IntentRow[]).filter(({ kind }) => kind === 'mute');
  await vi.waitUntil(async () => (await mutes()).length === 1, { timeout: 30_000 });
  expect(await mutes()).toMatchObject([{ conversationId: id, until: null }]);
  expect(complaints).toEqual([]);
});
