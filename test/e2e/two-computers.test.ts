/**
 * One person with Isthmus on two computers: what they choose for conversations on one follows to the other, also where both chose while one
 * was off-line. And slash commands in a linked pair, and without a connection.
 */
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { isComplete } from '../../build/commands/progress.ts';
import type { RunningApp } from '../../build/commands/sandboxed-app.ts';
import { signInSampleUser } from '../../build/commands/sign-in.ts';
import { type LinkedPair, linkPairs } from '../support/carry/link-pairs.ts';
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
let pair: LinkedPair;

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
  const [linked] = await linkPairs(services, ['Deck 0']);
  if (!linked) throw new Error('there is no pair');
  pair = linked;
  for (const [on, was, name] of [
    ['microsoft', 'Deck 1', teamsChannel],
    ['microsoft', 'Watch 0', teamsChat],
    ['mattermost', 'Watch 0', channel],
  ] as const) {
    const id = idOf(on, was);
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

/** The service's own id of a conversation. */
const idOf = (on: 'microsoft' | 'mattermost', name: string): string =>
  whole.sandbox.truth()[on].conversations.find((one) => one.name === name)?.id ?? '';

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

/** Takes a computer off the network, and waits until it says so; the returned function ends that. */
const cutOff = async ({ running, page }: Computer): Promise<() => Promise<void>> => {
  await setOnline(running, false);
  // This leaves open sockets alone. The other computer connects again.
  whole.sandbox.mattermost.server.sockets.dropAll();
  await page.getByText('No service can be reached').first().waitFor({ timeout: patient.timeout });
  return () => setOnline(running, true);
};
/** The pages find a network or none, and the system tells the same to main, which tells the engine. */
const setOnline = async ({ app }: RunningApp, online: boolean): Promise<void> => {
  await app.context().setOffline(!online);
  await app.evaluate((_, is) => globalThis.isthmusShell.setOnline(is), online);
};

const entry = ({ page }: Computer, name: string): Locator =>
  page.getByRole('menuitem', { name: new RegExp(`^${name}( ?(Alt|Shift|Esc).*)?$`) });
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

  it('what is read and unread in Mattermost, and back', async () => {
    // No computer shows this channel, so that none reads this by itself.
    whole.sandbox.mattermost.acts.post('ben', idOf('mattermost', channel), { content: 'Who has the key?' });
    for (const on of [first, second]) await offers(on, channel, 'Mark as read');
    await choose(first, channel, 'Mark as read');
    await offers(second, channel, 'Mark as unread');
    await choose(second, channel, 'Mark as unread');
    await offers(first, channel, 'Mark as read');
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

  it('and where both chose while one was off-line, the later choice counts', async () => {
    const restore = await cutOff(second);
    await choose(second, teamsChat, 'Add to favourites');
    await choose(second, channel, 'Mute');
    await offers(second, teamsChat, 'Remove from favourites');
    await choose(first, teamsChannel, 'Mute');
    await choose(first, channel, 'Add to favourites');
    await offers(first, channel, 'Remove from favourites');
    // Nothing has followed, so it was off-line.
    for (const [on, name, what] of [
      [first, teamsChat, 'Add to favourites'],
      [first, channel, 'Mute'],
      [second, channel, 'Add to favourites'],
      [second, teamsChannel, 'Mute'],
    ] as const)
      await offers(on, name, what);
    await choose(first, teamsChat, 'Add to favourites');
    await choose(first, teamsChat, 'Remove from favourites');
    await restore();
    for (const on of [first, second]) {
      await offers(on, teamsChat, 'Add to favourites');
      await offers(on, teamsChannel, 'Unmute');
      await offers(on, channel, 'Remove from favourites');
      await offers(on, channel, 'Unmute');
    }
  });
});

const box = (): Locator => first.page.locator('[data-composer] [role=textbox]').first();
const hasText = (text: string): Promise<void> =>
  vi.waitFor(async () => expect((await box().innerText()).trim()).toBe(text), patient);
/** The texts on each side of the pair that contain these words. */
const standing = (words: string): Readonly<Record<'mattermost' | 'microsoft', readonly string[]>> => ({
  mattermost: textsIn('mattermost', pair.mattermost, words),
  microsoft: textsIn('microsoft', pair.teams, words),
});
const textsIn = (on: 'microsoft' | 'mattermost', id: string, words: string): readonly string[] =>
  whole.sandbox
    .truth()
    [on].messages.filter(({ conversationId, content }) => conversationId === id && content.includes(words))
    .map(({ content }) => content.replace(/<[^>]*>/g, ''));
const carried = (words: string): Promise<void> =>
  vi.waitFor(() => expect(standing(words)).toEqual({ mattermost: [words], microsoft: [words] }), patient);
const nowhere = { mattermost: [], microsoft: [] };

describe('a slash command', () => {
  it('in a linked pair is said to be the server’s own, and its answer is not carried', async () => {
    const { page } = first;
    await openByName(page, 'Deck 0');
    await box().click();
    await page.keyboard.type('/awa');
    await page
      .getByRole('note')
      .filter({ hasText: 'It executes them in Mattermost, and none is carried.' })
      .waitFor();
    await page
      .getByRole('listbox', { name: 'Commands of the server' })
      .getByRole('option', { name: /\/away/ })
      .waitFor();
    await page.keyboard.press('Tab');
    await hasText('/away');
    await page.keyboard.press('Enter');
    await page.getByTestId('private-words').filter({ hasText: 'You are now away' }).waitFor();
    await hasText('');
    // What is written afterwards is carried, so the answer would have been.
    await page.keyboard.type('The gates are shut');
    await page.keyboard.press('Enter');
    await carried('The gates are shut');
    for (const words of ['/away', 'You are now away']) expect(standing(words)).toEqual(nowhere);
  });

  it('in a linked pair posts once, and only its post is carried', async () => {
    const { page } = first;
    await box().click();
    await page.keyboard.type('/me greets the bittern');
    await page.keyboard.press('Enter');
    const posted = { mattermost: ['*greets the bittern*'], microsoft: ['greets the bittern'] };
    await vi.waitFor(() => expect(standing('greets the bittern')).toEqual(posted), patient);
    await hasText('');
    expect(standing('/me')).toEqual(nowhere);
  });

  it('without a connection is not queued, says so, and stays in the box', async () => {
    const { page } = first;
    const restore = await cutOff(first);
    await box().click();
    await page.keyboard.type('/me greets the smew');
    await page.keyboard.press('Enter');
    await page
      .getByRole('alert')
      .filter({ hasText: 'a command needs the connection to Mattermost' })
      .waitFor();
    await hasText('/me greets the smew');
    await restore();
    // A message afterwards goes; a queued command would have gone before it.
    await box().click();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('The gates are open');
    await page.keyboard.press('Enter');
    await carried('The gates are open');
    expect(standing('greets the smew')).toEqual(nowhere);
  });
});

it('no page logs an error, but for requests that found no network', () => {
  for (const { complaints } of [first, second])
    expect(complaints.filter((line) => !line.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);
});
