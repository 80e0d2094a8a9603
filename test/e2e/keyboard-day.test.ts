/**
 * A day's work by keyboard alone, on both services, through the whole app: the walk that docs/keyboard.md writes down. Each step is seen in
 * the window and at the service, what has the focus is always shown, and nothing is ever pressed with a pointer.
 */
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { isComplete } from '../../build/commands/progress.ts';
import type { RunningApp } from '../../build/commands/sandboxed-app.ts';
import { signInSampleUser } from '../../build/commands/sign-in.ts';
import { showsFocus } from './fixtures/app-page/checks/focus.ts';
import { listenToComplaints } from './fixtures/reading.ts';
import { smallSandbox, startWholeApp, until, type WholeApp } from './whole-app.ts';

type FilePayload = Exclude<Parameters<Locator['setInputFiles']>[0], string | readonly unknown[]>;
type On = 'microsoft' | 'mattermost';
const services: readonly On[] = ['microsoft', 'mattermost'];
const serviceName = { microsoft: 'Microsoft Teams', mattermost: 'Mattermost' } as const;
const rooms = { microsoft: 'Lock keepers', mattermost: 'Ferry times' } as const;
const question = { microsoft: 'When does the lock open?', mattermost: 'When does the ferry leave?' } as const;

let whole: WholeApp;
let running: RunningApp;
let page: Page;
let complaints: readonly string[];
/** A person to whom the user has not written yet, on either service. */
let colleague: { readonly key: string; readonly displayName: string };
const roomIds: Record<On, string> = { microsoft: '', mattermost: '' };

beforeAll(async () => {
  whole = await startWholeApp({ ...smallSandbox(36), throttling: false });
  const { sandbox } = whole;
  const { sampleUser, people } = sandbox.organisation;
  const hasWritten = (key: string): boolean =>
    services.some((on) =>
      sandbox[on].acts
        .conversations()
        .some(
          ({ kind, members }) => kind === 'direct' && members.includes(sampleUser) && members.includes(key),
        ),
    );
  /** A channel on which both are: a channel of Teams belongs to everybody in its team, so both must be in that. */
  const commonOn = (on: On, key: string) =>
    sandbox[on].acts
      .conversations()
      .find(
        ({ teamId, kind, members }) =>
          teamId !== null && kind === 'channel' && members.includes(sampleUser) && members.includes(key),
      );
  const stranger = people.find(
    ({ key, kind, microsoft, mattermost }) =>
      key !== sampleUser &&
      kind === 'member' &&
      microsoft &&
      mattermost &&
      !hasWritten(key) &&
      services.every((on) => commonOn(on, key)),
  );
  if (!stranger) throw new Error('the user has written to everybody with whom they share teams');
  colleague = stranger;
  for (const on of services) {
    const { acts } = sandbox[on];
    roomIds[on] = acts.createChannel(sampleUser, commonOn(on, stranger.key)?.teamId ?? '', rooms[on], false);
    if (on === 'mattermost') acts.addMember(roomIds[on], stranger.key);
    acts.post(stranger.key, roomIds[on], { content: question[on] });
  }
  running = await whole.launch();
  page = await running.page('app');
  complaints = listenToComplaints(page);
  await signInSampleUser(page, sandbox);
  await until(page, (accounts) => isComplete(accounts, 2));
  await page.evaluate(() => {
    const pressed: string[] = [];
    Object.assign(window, { pressed });
    // A button that is pressed by a key gives a click, but no press of a pointer.
    for (const name of ['pointerdown', 'mousedown', 'wheel'])
      addEventListener(name, () => pressed.push(name), { capture: true });
  });
});
afterAll(() => whole.close());

const patient = { timeout: 90_000, interval: 50 };
const plain = (content: string): string => content.replace(/<[^>]*>/g, '').trim();
const messages = (on: On) => whole.sandbox.truth()[on].messages;
const withText = (on: On, text: string) => messages(on).find(({ content }) => plain(content).includes(text));
const becomes = <Value>(read: () => Value, expected: Value): Promise<void> =>
  vi.waitFor(() => expect(read()).toEqual(expected), patient);
const focusIsShown = () => expect.poll(() => showsFocus(page), { timeout: 30_000 }).toBe(true);
const title = (name: string) =>
  page.getByRole('heading', { level: 1 }).filter({ hasText: name }).waitFor({ timeout: 60_000 });
const inTheBox = () => page.locator('[data-composer] [role=textbox]:focus').waitFor();
const article = (text: string) => page.getByRole('article').filter({ hasText: text }).last();

/** Whether this entry is the one that the element with the focus names as active. A screen reader would say nothing about an empty name. */
const isChosen = async (entry: Locator): Promise<boolean> => {
  const named = await page.locator(':focus').getAttribute('aria-activedescendant');
  if (named === null) return false;
  await page.locator(`[id="${named}"]`).waitFor({ state: 'attached' });
  return (await entry.getAttribute('id')) === named;
};

/** Presses `key` until `reached` answers that the focus is there. */
const pressUntil = async (key: string, reached: () => Promise<boolean>): Promise<void> => {
  for (let presses = 0; presses < 40; presses += 1) {
    if (await reached()) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${key} does not lead there`);
};
const onButton = (name: RegExp) => async (): Promise<boolean> =>
  (await page.locator(':focus').and(page.getByRole('button', { name })).count()) > 0;

/** Goes to a person or conversation by Ctrl+K, a part of its name, and arrows. */
const goTo = async (typed: string, wanted: RegExp): Promise<void> => {
  await page.keyboard.press('Control+k');
  await page.getByTestId('switcher').waitFor();
  await page.keyboard.type(typed);
  const option = page.getByTestId('switcher').getByRole('option', { name: wanted }).first();
  await option.waitFor();
  await pressUntil('ArrowDown', () => isChosen(option));
  await focusIsShown();
  await page.keyboard.press('Enter');
  await page.getByTestId('switcher').waitFor({ state: 'detached' });
};

/** Moves into the messages, and up to the one with `text`. */
const walkTo = async (text: string): Promise<void> => {
  await article(text).waitFor();
  await pressUntil('F6', () =>
    page.evaluate(() => document.activeElement?.closest('[data-region=messages]') !== null),
  );
  await pressUntil('ArrowUp', () =>
    page.evaluate((wanted) => {
      const { activeElement } = document;
      return (
        (activeElement?.hasAttribute('data-message-id') ?? false) &&
        (activeElement?.textContent.includes(wanted) ?? false)
      );
    }, text),
  );
  await focusIsShown();
};

/** Enter on the button opens the system's own dialog. This test answers in its place. */
const chooseByKey = async (file: FilePayload): Promise<void> => {
  const field = page.locator('main [data-composer] input[type=file]').first();
  await field.evaluate((input) =>
    input.addEventListener(
      'click',
      (event) => {
        event.preventDefault();
        input.dataset.asked = 'yes';
      },
      { once: true },
    ),
  );
  await page.keyboard.press('Enter');
  await expect.poll(() => field.evaluate((input) => input.dataset.asked), patient).toBe('yes');
  await field.evaluate((input) => delete input.dataset.asked);
  await field.setInputFiles(file);
};

const day = async (on: On): Promise<void> => {
  const { displayName } = colleague;
  // Finds a person and starts a chat.
  await goTo(displayName, new RegExp(`^${displayName}[^]*${serviceName[on]}`));
  await title(displayName);
  await inTheBox();

  // Writes with a mention and a file.
  const first = `tide table ${on}`;
  await page.keyboard.type(`The ${first} for @${displayName.split(' ')[0]?.toLowerCase()}`);
  const offered = page.getByRole('option', { name: new RegExp(displayName) });
  await offered.waitFor();
  await pressUntil('ArrowDown', () => isChosen(offered));
  await page.keyboard.press('Enter');
  await pressUntil('Tab', onButton(/^Add files/));
  await focusIsShown();
  await chooseByKey({
    name: `tides-${on}.txt`,
    mimeType: 'text/plain',
    buffer: Buffer.from('low 04:10'),
  });
  await page.getByText(`tides-${on}.txt`).first().waitFor();
  await inTheBox();
  await page.keyboard.press('Enter');
  await vi.waitFor(() => expect(withText(on, first)?.files).toEqual([`tides-${on}.txt`]), patient);
  expect(withText(on, first)?.content).toMatch(
    on === 'microsoft' ? new RegExp(`<at id="0">${displayName}</at>`) : /@[a-z]/,
  );

  // Edits the message that was just sent. While the message is still being sent, the key does nothing; in the edit that it began, it moves the cursor.
  await vi.waitFor(async () => {
    await page.keyboard.press('ArrowUp');
    expect(await page.getByText('You are editing your message').count()).toBeGreaterThan(0);
  }, patient);
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' of today');
  await page.keyboard.press('Enter');
  await becomes(() => (withText(on, first)?.content ?? '').includes('of today'), true);
  expect(withText(on, first)?.files).toEqual([`tides-${on}.txt`]);

  // The colleague's answer is announced meanwhile.
  const chat = withText(on, first)?.conversationId ?? '';
  whole.sandbox[on].acts.post(colleague.key, chat, { content: `Thank you from ${on}` });
  await page
    .getByRole('status')
    .filter({ hasText: `${displayName}: Thank you from ${on}` })
    .waitFor({ state: 'attached', timeout: 120_000 });

  // Reacts to it.
  await walkTo(`Thank you from ${on}`);
  await page.keyboard.press('+');
  await page.getByRole('combobox', { name: 'Find an emoji' }).waitFor();
  await page.keyboard.type('rocket');
  const rocket = page.getByRole('gridcell', { name: 'rocket', exact: true });
  await rocket.waitFor();
  await expect.poll(() => isChosen(rocket)).toBe(true);
  await page.keyboard.press('Enter');
  await becomes(() => withText(on, `Thank you from ${on}`)?.reactions.length, 1);
  await focusIsShown();

  // Goes to a channel and replies in a thread there.
  await goTo(rooms[on], new RegExp(`^${rooms[on]}`));
  await title(rooms[on]);
  await walkTo(question[on]);
  await page.keyboard.press('r');
  await page.getByTestId('thread').waitFor();
  await inTheBox();
  await page.keyboard.type(`At seven, says ${on}`);
  await page.keyboard.press('Enter');
  await becomes(() => withText(on, `At seven, says ${on}`)?.replyTo, withText(on, question[on])?.id);
  await page.getByTestId('thread').getByText(`At seven, says ${on}`).waitFor();
  await page.keyboard.press('Escape');
  await page.getByTestId('thread').waitFor({ state: 'detached' });
  await focusIsShown();

  // Goes back to the chat and here again: by two keys, then by the way back.
  await page.keyboard.press('Control+k');
  const before = page.getByTestId('switcher').getByRole('option').first();
  await expect.poll(() => before.textContent(), patient).toContain(displayName);
  await expect.poll(() => isChosen(before), patient).toBe(true);
  await page.keyboard.press('Enter');
  await title(displayName);
  await page.keyboard.press('Alt+ArrowLeft');
  await title(rooms[on]);

  // Mutes the channel from its row.
  await pressUntil('F6', () =>
    page.evaluate(() => document.activeElement?.matches('[data-region=list]') ?? false),
  );
  await expect
    .poll(() => isChosen(page.getByRole('treeitem', { name: new RegExp(`^${rooms[on]}`) })))
    .toBe(true);
  await focusIsShown();
  await page.keyboard.press('Shift+F10');
  await pressUntil('ArrowDown', async () =>
    /^Mute(Alt|$)/.test((await page.locator(':focus').textContent()) ?? ''),
  );
  await focusIsShown();
  await page.keyboard.press('Enter');
  await page
    .getByRole('treeitem', { name: new RegExp(`^${rooms[on]}[^]*[Mm]uted`) })
    .waitFor({ timeout: 60_000 });
  expect(await page.evaluate(() => document.activeElement?.matches('[data-region=list]'))).toBe(true);
};

it('a person is found, written to and answered on both services, and noise is muted, without a pointer', async () => {
  for (const on of services) await day(on);
  expect(await page.evaluate(() => (window as unknown as { pressed: string[] }).pressed)).toEqual([]);
  expect(complaints).toEqual([]);
  // Quits. The key is that of Electron's own entry in the application's menu; the system handles it, and no page can press it.
  const quits = await running.app.evaluate(({ Menu }) =>
    (Menu.getApplicationMenu()?.items ?? [])
      .flatMap(({ submenu }) => submenu?.items ?? [])
      .map(({ role }) => role),
  );
  expect(quits).toContain('quit');
  const ended = new Promise((resolve) => running.app.process().once('exit', resolve));
  await running.close();
  expect(await ended).toBe(0);
});
