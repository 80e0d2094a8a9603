/** The menu of a conversation: from its row by pointer and by keyboard, and from its header. A choice becomes an intent. */
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Conversation } from '../../renderer/model/index.ts';
import type { IntentRow } from '../../renderer/store/index.ts';
import { conversationId } from './fixtures/app-page/conversations.ts';
import { tellPage } from './fixtures/app-page/door.ts';
import { fillDisk } from './fixtures/app-page/full-disk.ts';
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

const patient = { timeout: 30_000 };

it('opens from the row and the header, stores the choice, and returns the focus', async () => {
  const visit = await stage.show({ rows: organisation(Date.now()) });
  const { page, complaints } = visit;
  await openConversation(page, 'Releases');
  const id = conversationId(mattermost, 'releases');
  const chosen = async () =>
    ((await visit.all('intents')) as IntentRow[]).filter(({ kind }) =>
      ['favour', 'mute', 'hide', 'unread'].includes(kind),
    );
  // The key follows the text of the entry.
  const entry = (name: string) => page.getByRole('menuitem', { name: new RegExp(`^${name}( ?Alt.*)?$`) });
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

  // Keys do the same for the open conversation: they reverse its present state.
  await page.keyboard.press('Alt+Shift+M');
  await wanted(4);
  expect((await chosen())[3]).toMatchObject({ kind: 'mute', conversationId: id, until: null });
  // A key that is held down switches once, for any number of repeats.
  await page.keyboard.down('Alt');
  await page.keyboard.down('Shift');
  for (let repeats = 0; repeats < 3; repeats += 1) await page.keyboard.down('D');
  for (const key of ['D', 'Shift', 'Alt']) await page.keyboard.up(key);
  await wanted(5);
  expect((await chosen())[4]).toMatchObject({ kind: 'favour', conversationId: id });
  // A channel of Mattermost cannot be hidden.
  await page.keyboard.press('Alt+Shift+H');
  await page.keyboard.press('Alt+Shift+B');
  const bell = page.getByRole('menuitemradio', { name: 'As usual' });
  await bell.waitFor();
  expect(await page.getByRole('menu').evaluate((menu) => menu.contains(document.activeElement))).toBe(true);
  await page.keyboard.press('Escape');
  await bell.waitFor({ state: 'detached' });
  expect(await chosen()).toHaveLength(5);

  const refused = {
    ...{ kind: 'favour', favourite: true, conversationId: id, accountId: mattermost, at: 9, id: 900 },
    failure: { kind: 'no-right' },
  } as const;
  await visit.put({ intents: [refused] });
  const bar = page.getByTestId('refused-choice');
  await bar
    .getByText('whether “Releases” is a favourite. It is as it was before. Isthmus has no permission')
    .waitFor();
  await bar.getByRole('button', { name: 'Close' }).click();
  await bar.waitFor({ state: 'detached' });
  expect(complaints).toEqual([]);
});

it.each(['More about this conversation', 'Notifications of this conversation'])(
  'the menu of “%s” closes when another conversation opens, and stays closed on the way back',
  async (name) => {
    const leads = conversationId(mattermost, 'town');
    const visit = await stage.show({
      rows: organisation(Date.now()),
      answers: {
        'goal:take': [{ goal: null }, { goal: { conversation: leads, message: null } }, { goal: null }],
      },
    });
    const { page, complaints } = visit;
    const title = (name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
    await openConversation(page, 'Releases');
    await page.getByRole('button', { name }).click();
    const menu = page.getByRole('menu');
    await menu.waitFor();
    await tellPage(page, 'goal:waits', {});
    await title('Town Square');
    await menu.waitFor({ state: 'detached' });
    await page.keyboard.press('Alt+ArrowLeft');
    await title('Releases');
    expect(await menu.count()).toBe(0);
    expect(complaints).toEqual([]);
  },
);

it('a right click beside the rows opens no menu', async () => {
  const visit = await stage.show({ rows: organisation(Date.now()) });
  const { page, complaints } = visit;
  await openConversation(page, 'Releases');
  await page.getByRole('searchbox', { name: 'Filter conversations by name' }).fill('Releases');
  const row = page.getByTestId('conversation-row');
  await row.first().waitFor();
  await vi.waitUntil(async () => (await row.count()) === 1, patient);
  const list = page.locator('[data-region=list]');
  const box = await list.boundingBox();
  if (box === null) throw new Error('the list is not drawn');
  await page.mouse.click(box.x + box.width / 2, box.y + box.height - 8, { button: 'right' });
  // If the row's own menu opens, the list has processed all earlier events.
  await row.first().click({ button: 'right', trial: true });
  expect(await page.getByRole('menu').count()).toBe(0);
  await row.first().click({ button: 'right' });
  await page.getByRole('menu').waitFor();
  expect(complaints).toEqual([]);
});

it('a choice that the disk refuses is reported where the user made it, loses no text, and works afterwards', async () => {
  const visit = await stage.show({ rows: organisation(Date.now()) });
  const { page } = visit;
  await openConversation(page, 'Releases');
  const id = conversationId(mattermost, 'releases');
  const kinds = async () => ((await visit.all('intents')) as IntentRow[]).map(({ kind }) => kind);
  const notKept = page.getByTestId('not-kept');
  // The key follows the text of the entry.
  const entry = (name: string) => page.getByRole('menuitem', { name: new RegExp(`^${name}( ?Alt.*)?$`) });
  const choose = async (name: string): Promise<void> => {
    await page.getByRole('button', { name: 'More about this conversation' }).click();
    await entry(name).click();
  };
  await fillDisk(page, true);
  await choose('Mute');
  await notKept.getByText('Not done: the disk is full. Make room, and try again.').waitFor();
  await notKept.getByRole('button', { name: 'Close' }).click();
  await notKept.waitFor({ state: 'detached' });

  // A dialog shows the refusal itself, and keeps the typed text.
  await page.keyboard.press('Control+Shift+N');
  const notices = page.getByTestId('notices');
  const word = notices.getByRole('textbox', { name: 'Words that count as a mention of you' });
  await word.fill('lighthouse');
  await page.keyboard.press('Enter');
  await notices.getByTestId('not-kept').waitFor();
  await vi.waitUntil(async () => (await word.inputValue()) === 'lighthouse', patient);
  // The application's menu opens no dialog over it.
  await tellPage(page, 'command:run', { command: 'show-notices' });
  expect(await page.getByTestId('notices').count()).toBe(1);
  await page.keyboard.press('Escape');
  await notices.waitFor({ state: 'detached' });

  await page.keyboard.press('Control+n');
  const starting = page.getByTestId('new-conversation');
  await tellPage(page, 'command:run', { command: 'show-notices' });
  const option = starting.getByRole('option', { name: /Microsoft Teams$/ });
  await option.first().click();
  await option.first().click();
  await starting.getByRole('textbox', { name: /First message/ }).fill('Hello both');
  await starting.getByRole('button', { name: 'Send' }).click();
  await starting.getByTestId('not-kept').waitFor();
  expect(await notices.count()).toBe(0);
  expect(await starting.getByRole('textbox', { name: /First message/ }).inputValue()).toBe('Hello both');
  expect(await kinds()).not.toContain('start');
  expect(await kinds()).not.toContain('mute');

  await fillDisk(page, false);
  await starting.getByRole('button', { name: 'Send' }).click();
  await starting.waitFor({ state: 'detached' });
  const outcome = page.getByTestId('start-outcome');
  await outcome.waitFor();
  const [start] = ((await visit.all('intents')) as IntentRow[]).filter(({ kind }) => kind === 'start');
  const failure = { kind: 'offline', reason: 'no-answer', status: null } as const;
  await visit.put({ intents: [{ ...start, outcome: { kind: 'failed', failure } }] });
  await outcome.getByText('Your first message is kept: “Hello both”').waitFor();
  // Esc discards no text.
  await page.keyboard.press('Escape');
  await outcome.getByRole('button', { name: 'Discard the message' }).waitFor();
  expect(await kinds()).toContain('start');
  await outcome.getByRole('button', { name: 'Discard the message' }).click();
  await outcome.waitFor({ state: 'detached' });
  await choose('Mute');
  await vi.waitUntil(async () => (await kinds()).includes('mute'), patient);
  expect(await visit.all('intents')).toContainEqual(
    expect.objectContaining({ kind: 'mute', conversationId: id }),
  );

  // What the user types while a conversation is being opened is theirs: it is shown, and stands in its box afterwards.
  const wanted = { ...start, first: null };
  await visit.put({ intents: [wanted] });
  await outcome.waitFor();
  await page.keyboard.type('Good mor');
  await outcome.getByRole('button', { name: 'Discard the message' }).waitFor();
  const conversations = (await visit.all('conversations')) as Conversation[];
  const club = conversations.find(({ name }) => name === 'Book club');
  // A key in the moment in which the dialog leaves the page, and one when the focus is back in the box of the old conversation.
  await page.evaluate(() => {
    const press = (key: string): void => {
      const focused = document.activeElement ?? document.body;
      const stays = focused.dispatchEvent(
        new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
      );
      // As a browser does with a key that nothing has taken.
      // oxlint-disable-next-line typescript/no-deprecated -- the only way to insert text as a person's keys do
      if (stays) document.execCommand('insertText', false, key);
    };
    const changes = new MutationObserver(() => {
      if (document.querySelector('[data-testid=start-outcome]')) return;
      changes.disconnect();
      press('n');
      const typed = (): void => {
        press('i');
        document.documentElement.dataset.typedInOld = '';
      };
      document.addEventListener('focusin', typed, { once: true });
    });
    changes.observe(document.body, { childList: true, subtree: true });
  });
  await visit.put({ intents: [{ ...wanted, outcome: { kind: 'made', conversationId: club?.id } }] });
  await outcome.waitFor({ state: 'detached' });
  // The order of the keys is the test's: on a busy machine the focus comes back later than Playwright types.
  await page.locator('html[data-typed-in-old]').waitFor();
  await page.keyboard.type('ng');
  await page.getByRole('heading', { level: 1, name: 'Book club' }).waitFor();
  const box = page.getByRole('textbox', { name: /^Message to/ });
  await vi.waitUntil(async () => (await box.innerText()).trim() === 'Good morning', patient);
});
