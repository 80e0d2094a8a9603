/** The menu of a conversation: from its row by pointer and by keyboard, and from its header. What is chosen becomes an intent. */
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { IntentRow } from '../../renderer/store/index.ts';
import { conversationId } from './fixtures/app-page/conversations.ts';
import { openHouse, organisation, type House } from './fixtures/app-page/house.ts';
import { mattermost } from './fixtures/app-page/people.ts';
import { openConversation } from './fixtures/app-page/scenes/scenes.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const patient = { timeout: 30_000 };

it('opens from the row and the header, writes what is chosen, and gives the focus back', async () => {
  const visit = await house.visit({ rows: organisation(Date.now()) });
  const { page, complaints, context } = visit;
  await openConversation(page, 'Releases');
  const id = conversationId(mattermost, 'releases');
  const chosen = async () =>
    ((await visit.all('intents')) as IntentRow[]).filter(({ kind }) =>
      ['favour', 'mute', 'hide', 'unread'].includes(kind),
    );
  const entry = (name: string) => page.getByRole('menuitem', { name, exact: true });
  const wanted = (count: number) => vi.waitUntil(async () => (await chosen()).length === count, patient);

  await page.getByTestId('conversation-row').filter({ hasText: 'Releases' }).click({ button: 'right' });
  await entry('Add to favourites').waitFor();
  // A channel of Mattermost cannot be hidden.
  expect(await entry('Hide until the next message').count()).toBe(0);
  await entry('Add to favourites').click();
  await wanted(1);
  expect(await chosen()).toMatchObject([{ kind: 'favour', favourite: true, conversationId: id }]);

  const list = page.locator('[data-region=list]');
  await list.focus();
  await page.keyboard.press('Shift+F10');
  await entry('Mute').waitFor();
  await page.keyboard.press('Escape');
  await entry('Mute').waitFor({ state: 'detached' });
  expect(await list.evaluate((element) => element === document.activeElement)).toBe(true);

  await page.getByRole('button', { name: 'More about this conversation' }).click();
  await entry('Mute').click();
  await wanted(2);
  expect((await chosen())[1]).toMatchObject({ kind: 'mute', until: Number.MAX_SAFE_INTEGER });

  await visit.put({
    ownChoices: [
      {
        conversationId: id,
        accountId: mattermost,
        kind: 'muted-until',
        value: Number.MAX_SAFE_INTEGER,
        at: 1,
      },
    ],
  });
  await page.getByRole('button', { name: 'More about this conversation' }).click();
  await entry('Unmute').click();
  await wanted(3);
  expect((await chosen())[2]).toMatchObject({ kind: 'mute', until: null });

  const refused = {
    ...{ kind: 'favour', favourite: true, conversationId: id, accountId: mattermost, at: 9, id: 900 },
    failure: { kind: 'no-right' },
  } as const;
  await visit.put({ intents: [refused] });
  const bar = page.getByTestId('refused-choice');
  await bar.getByText('Isthmus has no permission for that there.').waitFor();
  await bar.getByRole('button', { name: 'Close' }).click();
  await bar.waitFor({ state: 'detached' });
  expect(complaints).toEqual([]);
  await context.close();
});
