// Unsent messages in the app page and a real Chromium: each is shown at once, and the real message replaces it without a jump.
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { keyOfWritten, type Message } from '../../renderer/model/index.ts';
import type { IntentRow } from '../../renderer/store/index.ts';
import type { Filler } from './fixtures/app-page/filler.ts';
import { openHouse, organisation, type House, type Stage, type Visit } from './fixtures/app-page/house.ts';
import { messageRow, platform, someone } from './fixtures/app-page/messages.ts';
import { everyState, refused, sendingState, textOf, toBeSent } from './fixtures/app-page/outgoing.ts';
import { mattermost } from './fixtures/app-page/people.ts';
import { openConversation } from './fixtures/app-page/scenes/scenes.ts';

let house: House;
let stage: Stage;
beforeAll(async () => {
  house = await openHouse();
  stage = house.stage({});
});
afterAll(() => house.close());

const rowWith = (page: Page, text: string) => page.getByTestId('message').filter({ hasText: text });
const outgoingWith = (page: Page, text: string) => page.getByTestId('outgoing').filter({ hasText: text });

/** Runs in a page beside the app page, and acts like the engine. */
const beside = async <Value>(visit: Visit, work: (filler: Filler) => Promise<Value>): Promise<Value> => {
  const filler = visit.context.pages()[0];
  if (!filler) throw new Error('no page beside');
  const handle = await filler.evaluateHandle(() => (window as unknown as { filler: Filler }).filler);
  return handle.evaluate(work);
};

const open = async (rows: Parameters<Visit['put']>[0]): Promise<Visit> => {
  const visit = await stage.show({ rows: { ...organisation(Date.now()), ...rows } });
  await openConversation(visit.page, 'Platform');
  return visit;
};

/** Records, frame by frame, the number of rows with a text, and the top and bottom of the lowest of them. */
const watch = (page: Page, text: string): Promise<void> =>
  page.evaluate((wanted) => {
    const seen: { count: number; top: number; bottom: number }[] = [];
    Object.assign(window, { seen });
    const look = (): void => {
      const rows = [...document.querySelectorAll('[data-testid=message]')].filter((row) =>
        row.textContent.includes(wanted),
      );
      const box = rows.at(-1)?.getBoundingClientRect();
      seen.push({ count: rows.length, top: box?.top ?? -1, bottom: box?.bottom ?? -1 });
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, text);
const watched = (page: Page): Promise<readonly { count: number; top: number; bottom: number }[]> =>
  page.evaluate(() => (window as unknown as { seen: { count: number; top: number; bottom: number }[] }).seen);

it.each(['conversation', 'thread'] as const)(
  'the sent message replaces its placeholder in one frame, keeps the focus, and nothing moves: in a %s',
  async (where) => {
    const now = Date.now();
    const said = 'On my way, with the spare buoy.';
    const root = messageRow(platform, 'root', now - 60_000, { plain: 'Who comes along?' });
    const answer = messageRow(platform, 'answer', now - 50_000, { plain: 'I do.', threadId: root.id });
    const threadId = where === 'thread' ? root.id : '';
    const own = toBeSent('one', said, now, sendingState);
    const visit = await open({
      attempts: [{ ...own, want: { kind: 'send', text: { ...textOf(said), threadId }, files: [] } }],
    });
    const { page, complaints } = visit;
    if (where === 'thread') {
      await visit.put({ messages: [root, answer] });
      await page
        .getByRole('button', { name: /1 reply/ })
        .last()
        .click();
    }
    await outgoingWith(page, said).waitFor();
    await rowWith(page, said).focus();
    await watch(page, said);
    await page.waitForFunction(() => (window as unknown as { seen: unknown[] }).seen.length > 3);
    const message: Message = messageRow(platform, 'made', now + 900, {
      ...{ authorId: someone(mattermost, 'mira'), plain: said, carryKey: keyOfWritten('one'), threadId },
    });
    const filler = visit.context.pages()[0];
    await filler?.evaluate(
      ([key, made]) => (window as unknown as { filler: Filler }).filler.sent(key, made),
      [keyOfWritten('one'), message] as const,
    );
    await outgoingWith(page, said).waitFor({ state: 'detached' });
    await page.waitForFunction(() => {
      const { seen } = window as unknown as { seen: unknown[] & { swapped?: number } };
      seen.swapped ??= seen.length;
      return seen.length > seen.swapped + 5;
    });
    const frames = await watched(page);
    expect(new Set(frames.map(({ count }) => count))).toEqual(new Set([1]));
    const tops = frames.map(({ top }) => Math.round(top));
    const bottoms = frames.map(({ bottom }) => Math.round(bottom));
    expect(new Set(tops).size).toBe(1);
    expect(new Set(bottoms).size).toBe(1);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-message-id'))).toBe(
      message.id,
    );
    // The next key acts on it.
    await page.keyboard.press('ArrowUp');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-message-id'))).not.toBe(
      message.id,
    );
    expect(complaints).toEqual([]);
  },
);

it('each state of an unsent message is shown, and each act on it is stored with the message’s key', async () => {
  const visit = await open(everyState(Date.now()));
  const { page } = visit;
  await rowWith(page, 'Low water').getByText('Mattermost asked for patience. Next try in').waitFor();
  await rowWith(page, 'spare buoy').getByText('Isthmus looks whether it arrived').waitFor();
  await outgoingWith(page, 'On my way').getByRole('img', { name: 'Sending…' }).waitFor();
  await rowWith(page, 'sensor mount').getByRole('button', { name: 'Cancel' }).click();
  const failed = rowWith(page, 'The whole log');
  await failed.getByText('Not sent. It is too long for Mattermost.').waitFor();
  expect(await failed.getByRole('button', { name: 'Edit' }).count()).toBe(1);
  await failed.getByRole('button', { name: 'Try again' }).click();
  // The new state is shown before the engine has read the intent, and the message has the focus that its button had.
  await outgoingWith(page, 'The whole log').getByRole('img', { name: 'Waits to be sent' }).waitFor();
  await rowWith(page, 'sensor mount').waitFor({ state: 'detached' });
  const intents = (await visit.all('intents')) as IntentRow[];
  // The page itself asks for emoji and photos, and reports read messages.
  const ofThePage: readonly string[] = ['read', 'custom-emoji', 'photos'];
  expect(intents.filter(({ kind }) => !ofThePage.includes(kind))).toMatchObject([
    { kind: 'remove-unsent', key: keyOfWritten('uploading'), conversationId: platform },
    { kind: 'send-again', key: keyOfWritten('failed'), accountId: mattermost },
  ]);
});

it('an unsent message shows its files in their final size, with their progress', async () => {
  const now = Date.now();
  const row = toBeSent('one', 'Both drawings', now, { kind: 'uploading' });
  const visit = await open({ attempts: [row] });
  const { page, complaints } = visit;
  await beside(visit, async (filler) => {
    await filler.attach('written:one', 'mount.png', null);
    await filler.attach('written:one', 'mount.dwg', new Blob([new Uint8Array(2_000_000)]));
    const [attempt] = (await filler.all('attempts')) as Record<string, unknown>[];
    const kept = { session: '', handle: null, instead: null };
    await filler.put({
      attempts: [{ ...attempt, files: [{ ...kept, of: 'mount.dwg', sent: 500_000 }] }],
    });
  });
  const outgoing = outgoingWith(page, 'Both drawings');
  await outgoing.getByText('488 KB of 1.9 MB').waitFor();
  const bar = outgoing.getByRole('progressbar');
  expect(Number(await bar.getAttribute('aria-valuenow'))).toBeCloseTo(0.25);
  // The width of the picture itself.
  await vi.waitUntil(async () => (await outgoing.getByRole('img').first().boundingBox())?.width === 418, {
    timeout: 60_000,
    interval: 50,
  });
  expect(complaints).toEqual([]);
});

it('the list shows a message that the user sends, from any scroll position', async () => {
  const now = Date.now();
  const visit = await open({ settledAttempts: [refused('before', 'Refused before', now - 90_000)] });
  const { page } = visit;
  const list = page.getByRole('region', { name: /^Messages/ });
  await outgoingWith(page, 'Refused before').waitFor();
  await list.evaluate((element) => element.scrollTo(0, 0));
  await outgoingWith(page, 'Refused before').waitFor({ state: 'detached' });
  await visit.put({ attempts: [toBeSent('one', 'Just sent', now)] });
  await vi.waitUntil(
    () => list.evaluate((element) => element.scrollTop + element.clientHeight > element.scrollHeight - 4),
    { timeout: 20_000 },
  );
  await outgoingWith(page, 'Just sent').waitFor();
});
