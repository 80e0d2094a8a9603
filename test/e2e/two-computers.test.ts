/** One person with Isthmus on two computers: what they choose for conversations on one follows to the other. */
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { isComplete } from '../../build/commands/progress.ts';
import type { RunningApp } from '../../build/commands/sandboxed-app.ts';
import { signInSampleUser } from '../../build/commands/sign-in.ts';
import { linkPairs } from '../support/carry/link-pairs.ts';
import { pairsOrganisation } from '../support/carry/pairs-organisation.ts';
import { listenToComplaints, openByName } from './fixtures/reading.ts';
import { startWholeApp, until, type WholeApp } from './whole-app.ts';

interface Computer {
  readonly running: RunningApp;
  readonly page: Page;
  readonly complaints: readonly string[];
}

let whole: WholeApp;
let first: Computer;
let second: Computer;

const patient = { timeout: 120_000, interval: 100 };
const teamsChannel = 'Lock gates';
const teamsChat = 'Boat house';
const channel = 'Sluice works';

beforeAll(async () => {
  const counts = { channels: 2, chats: 1 };
  const organisation = (now: number) => pairsOrganisation(36, now, counts);
  whole = await startWholeApp({ seed: 36, messages: 0, throttling: false, organisation });
  const { microsoft, mattermost, organisation: made } = whole.sandbox;
  const services = { organisation: made, microsoft, mattermost: mattermost.server };
  await linkPairs(services, ['Deck 0']);
  const find = (on: 'microsoft' | 'mattermost', name: string): string =>
    whole.sandbox.truth()[on].conversations.find((one) => one.name === name)?.id ?? '';
  for (const [on, was, name] of [
    ['microsoft', 'Deck 1', teamsChannel],
    ['microsoft', 'Watch 0', teamsChat],
    ['mattermost', 'Watch 0', channel],
  ] as const) {
    const id = find(on, was);
    whole.sandbox[on].acts.renameConversation(id, name);
    whole.sandbox[on].acts.post('ben', id, { content: `Welcome to ${name}` });
  }
  first = await turnOn('first');
  second = await turnOn('second');
});
afterAll(async () => {
  for (const { running } of [first, second]) await running.close();
  await whole.close();
});

/** Starts it, and signs in. */
const turnOn = async (name: string): Promise<Computer> => {
  const running = await whole.launch([], name);
  const page = await running.page('app');
  const complaints = listenToComplaints(page);
  await signInSampleUser(page, whole.sandbox);
  await until(page, (accounts) => isComplete(accounts, 2));
  // What is open is read at once.
  await openByName(page, 'Deck 0');
  return { running, page, complaints };
};

const entry = ({ page }: Computer, name: string): Locator =>
  page.getByRole('menuitem', { name: new RegExp(`^${name}( ?Alt.*)?$`) });
/** Opens the menu of a conversation, which may be hidden in the list, and does something there if it has this entry. */
const inMenu = (
  on: Computer,
  conversation: string,
  what: string,
  act: (item: Locator) => Promise<void>,
): Promise<void> =>
  vi.waitFor(async () => {
    const { page } = on;
    await page.getByRole('searchbox', { name: 'Filter conversations by name' }).fill(conversation);
    await page
      .getByTestId('conversation-row')
      .filter({ hasText: conversation })
      .first()
      .click({ button: 'right', timeout: 10_000 });
    await page.getByRole('menu').waitFor({ timeout: 10_000 });
    const isOffered = (await entry(on, what).count()) === 1;
    if (isOffered) await act(entry(on, what));
    else await page.keyboard.press('Escape');
    await page.getByRole('menu').waitFor({ state: 'detached', timeout: 10_000 });
    expect(isOffered, `${what} of ${conversation}`).toBe(true);
  }, patient);
const choose = (on: Computer, conversation: string, what: string): Promise<void> =>
  inMenu(on, conversation, what, (item) => item.click({ timeout: 10_000 }));
/** What the menu of the conversation offers is the reverse of how it stands. */
const offers = (on: Computer, conversation: string, what: string): Promise<void> =>
  inMenu(on, conversation, what, () => on.page.keyboard.press('Escape'));

describe('what is chosen on one computer follows to the other:', () => {
  it.each([
    ['a favourite of Teams', teamsChat, 'Add to favourites', 'Remove from favourites'],
    ['a favourite of Mattermost', channel, 'Add to favourites', 'Remove from favourites'],
    ['a mute in Teams', teamsChat, 'Mute', 'Unmute'],
    ['a mute in Mattermost', channel, 'Mute', 'Unmute'],
    ['what is hidden in Teams', teamsChannel, 'Hide until the next message', 'Show again'],
  ])('%s, and back', async (_, name, what, back) => {
    await offers(second, name, what);
    await choose(first, name, what);
    await offers(second, name, back);
    await choose(second, name, back);
    await offers(first, name, what);
  });

  it('whether a pair is carried', async () => {
    const carried = async (on: Computer): Promise<Locator> => {
      await openByName(on.page, 'Deck 0');
      await on.page.getByRole('button', { name: /^Linked:/ }).click();
      return on.page.getByRole('switch', { name: 'Carry my messages' });
    };
    const here = await carried(first);
    const there = await carried(second);
    await expect.poll(() => there.isChecked(), patient).toBe(true);
    await here.click();
    await expect.poll(() => there.isChecked(), patient).toBe(false);
    await there.click();
    await expect.poll(() => here.isChecked(), patient).toBe(true);
    for (const { page } of [first, second]) await page.keyboard.press('Escape');
  });
});

it('no page logs an error', () => {
  for (const { complaints } of [first, second]) expect(complaints).toEqual([]);
});
