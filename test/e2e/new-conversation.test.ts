/** New conversations and links to messages, through the whole app on both services. */
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { isComplete } from '../../build/commands/progress.ts';
import type { RunningApp } from '../../build/commands/sandboxed-app.ts';
import { signInSampleUser } from '../../build/commands/sign-in.ts';
import { listenToComplaints, openByName } from './fixtures/reading.ts';
import { smallSandbox, startWholeApp, until, type WholeApp } from './whole-app.ts';

let whole: WholeApp;
let running: RunningApp;
let page: Page;
let complaints: readonly string[];
type On = 'microsoft' | 'mattermost';
const services: readonly On[] = ['microsoft', 'mattermost'];

beforeAll(async () => {
  whole = await startWholeApp(smallSandbox(35));
  const { sandbox } = whole;
  const { sampleUser, people } = sandbox.organisation;
  const common = sandbox.mattermost.acts.conversations().find(({ teamId }) => teamId !== null);
  const other = people.find(
    ({ key, microsoft, mattermost }) =>
      key !== sampleUser && microsoft && mattermost && common?.members.includes(key),
  );
  const teamId = common?.teamId;
  if (!other || teamId === undefined || teamId === null) throw new Error('the organisation is too small');
  const begin = {
    microsoft: (name: string) => sandbox.microsoft.acts.createChat([sampleUser, other.key], name),
    mattermost: (name: string) => {
      const id = sandbox.mattermost.acts.createChannel(sampleUser, teamId, name, false);
      sandbox.mattermost.acts.addMember(id, other.key);
      return id;
    },
  };
  for (const on of services) {
    const room = begin[on](`Lamp room ${on}`);
    const quay = begin[on](`Quay ${on}`);
    const lit = sandbox[on].acts.post(other.key, room, { content: `The lamp is lit ${on}` });
    const here =
      on === 'microsoft'
        ? `https://teams.microsoft.com/l/message/${encodeURIComponent(room)}/${lit}?context=%7B%7D`
        : `${sandbox.mattermost.url}/works/pl/${lit}`;
    const content =
      on === 'microsoft'
        ? `<p>See <a href="${here}">the lamp</a> and <a href="${elsewhere[on]}">the fog</a></p>`
        : `See [the lamp](${here}) and [the fog](${sandbox.mattermost.url}${elsewhere[on]})`;
    sandbox[on].acts.post(other.key, quay, { content });
  }
  running = await whole.launch();
  page = await running.page('app');
  complaints = listenToComplaints(page);
  await signInSampleUser(page, whole.sandbox);
  await until(page, (accounts) => isComplete(accounts, 2));
});
afterAll(async () => {
  await running.close();
  await whole.close();
});

/** Addresses of messages that are not in the mirror. */
const elsewhere = {
  microsoft: 'https://teams.microsoft.com/l/message/19%3Afog%40thread.v2/1700000000000',
  mattermost: '/works/pl/abcdefghijklmnopqrstuvwxyz',
} as const;
interface Opened {
  openedAddresses?: string[];
}

const truth = (on: On) => whole.sandbox.truth()[on];
/** The texts of a conversation, as its service returns them. */
const textsOf = (on: On, id: string): string[] =>
  truth(on)
    .messages.filter(({ conversationId }) => conversationId === id)
    .map(({ content }) => content.replace(/<[^>]*>/g, '').trim());
const withText = (on: On, text: string) =>
  truth(on).messages.filter(({ content }) => content.replace(/<[^>]*>/g, '').trim() === text);
const becomes = <Value>(read: () => Value, expected: Value): Promise<void> =>
  vi.waitFor(() => expect(read()).toEqual(expected), { timeout: 90_000, interval: 100 });

const dialog = () => page.getByTestId('new-conversation');
/** Waits until the conversation with these people is open, and its box has the cursor. */
const inBoxOf = async (names: readonly string[]): Promise<void> => {
  const heading = names.reduce(
    (found, name) => found.filter({ hasText: name }),
    page.getByRole('heading', { level: 1 }),
  );
  await heading.waitFor();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.waitForFunction(() => document.activeElement?.matches('main [data-composer] [role=textbox]'));
};
const service = (on: On) => (on === 'microsoft' ? 'Microsoft Teams' : 'Mattermost');

/** Adds the first people of a service that the dialog offers and that satisfy `which`. */
const choose = async (on: On, count: number): Promise<string[]> => {
  await page.keyboard.press('Control+n');
  await dialog().waitFor();
  const names: string[] = [];
  for (let at = 0; at < count; at += 1) {
    const option = dialog()
      .getByRole('option', { name: new RegExp(`${service(on)}$`) })
      .nth(at);
    names.push((await option.locator('bdi').textContent()) ?? '');
    await option.click();
  }
  return names;
};

describe.each(services)('on %s', (on) => {
  it('a group with several people is made once, and the first message goes into it', async () => {
    const before = truth(on).conversations.length;
    const names = await choose(on, 3);
    expect(await dialog().getByRole('listitem').count()).toBe(3);
    if (on === 'microsoft') {
      await dialog()
        .getByRole('textbox', { name: /First message/ })
        .fill('Hello all of you');
      // The group is not made before the message is sent.
      expect(truth(on).conversations).toHaveLength(before);
      await dialog().getByRole('button', { name: 'Send' }).click();
      await inBoxOf(names);
    } else {
      await dialog().getByRole('button', { name: 'Open' }).click();
      await inBoxOf(names);
      await page.keyboard.type('Hello all of you');
      await page.keyboard.press('Enter');
    }
    await becomes(() => withText(on, 'Hello all of you').length, 1);
    const [sent] = withText(on, 'Hello all of you');
    expect(textsOf(on, sent?.conversationId ?? '')).toContain('Hello all of you');
    await page.getByRole('article').filter({ hasText: 'Hello all of you' }).waitFor();
    // The same people again: the existing conversation is opened.
    await page.keyboard.press('Control+n');
    await dialog().waitFor();
    for (const name of names) {
      await page.keyboard.type(name);
      await dialog()
        .getByRole('option', { name: new RegExp(`${service(on)}$`) })
        .first()
        .click();
    }
    await dialog().getByRole('button', { name: 'Open' }).click();
    await page.getByRole('article').filter({ hasText: 'Hello all of you' }).waitFor();
    expect(truth(on).conversations).toHaveLength(before + 1);
  });

  it('a person is found by Ctrl+K, with or without a conversation, and gets the written message', async () => {
    const before = truth(on).conversations.length;
    await page.keyboard.press('Control+k');
    const switcher = page.getByTestId('switcher');
    await switcher.waitFor();
    const name = await strangerOn(on);
    await page.keyboard.type(name);
    await switcher
      .getByRole('option', { name: new RegExp(`^${name}(?!.*direct message).*${service(on)}`) })
      .first()
      .click();
    await inBoxOf([name]);
    await page.keyboard.type('Good morning');
    await page.keyboard.press('Enter');
    await becomes(() => withText(on, 'Good morning').length, 1);
    expect(truth(on).conversations).toHaveLength(before + 1);
  });
});

describe.each(services)('links on %s', (on) => {
  it('lead to the message in the app, and back', async () => {
    await openByName(page, `Quay ${on}`);
    await page.getByRole('link', { name: 'the lamp' }).click();
    await page.getByRole('heading', { level: 1, name: `Lamp room ${on}` }).waitFor();
    await page
      .getByRole('article')
      .filter({ hasText: `The lamp is lit ${on}` })
      .waitFor();
    await page.keyboard.press('Alt+ArrowLeft');
    await page.getByRole('heading', { level: 1, name: `Quay ${on}` }).waitFor();
  });

  it('open in the browser if their target is not in the mirror, and with Ctrl', async () => {
    await running.app.evaluate(({ shell }) => {
      const addresses: string[] = [];
      (globalThis as Opened).openedAddresses = addresses;
      shell.openExternal = (url) => {
        addresses.push(url);
        return Promise.resolve();
      };
    });
    const opened = () => running.app.evaluate(() => (globalThis as Opened).openedAddresses ?? []);
    await page.getByRole('link', { name: 'the fog' }).click();
    await expect.poll(opened, { timeout: 30_000 }).toHaveLength(1);
    expect((await opened())[0]).toContain(elsewhere[on]);
    await page.getByRole('link', { name: 'the lamp' }).click({ modifiers: ['Control'] });
    await expect.poll(opened, { timeout: 30_000 }).toHaveLength(2);
    await page.getByRole('heading', { level: 1, name: `Quay ${on}` }).waitFor();
  });
});

/** A person of a service to whom the user has not written yet, as the mirror knows the person. */
const strangerOn = (on: On): Promise<string> =>
  page.evaluate(async (teams) => {
    const opening = indexedDB.open((await indexedDB.databases())[0]?.name ?? '');
    const database = await new Promise<IDBDatabase>((resolve) => {
      opening.onsuccess = () => resolve(opening.result);
    });
    const all = (table: string) =>
      new Promise<readonly Record<string, unknown>[]>((resolve) => {
        const asked = database.transaction(table).objectStore(table).getAll();
        asked.onsuccess = () => resolve(asked.result as readonly Record<string, unknown>[]);
      });
    const [people, conversations, accounts] = await Promise.all([
      ...[all('people'), all('conversations'), all('accounts')],
    ]);
    database.close();
    const account = accounts?.find(({ service }) => (service === 'teams') === teams);
    const known = new Set(
      conversations?.filter(({ kind }) => kind === 'direct').flatMap(({ participants }) => participants),
    );
    const stranger = people?.find(
      ({ id, accountId, kind, active, displayName }) =>
        accountId === account?.id &&
        kind === 'person' &&
        active === true &&
        id !== account?.me &&
        typeof displayName === 'string' &&
        displayName !== '' &&
        !known.has(id),
    );
    return typeof stranger?.displayName === 'string' ? stranger.displayName : '';
  }, on === 'microsoft');

it('the page logs no error', () => {
  expect(complaints).toEqual([]);
});
