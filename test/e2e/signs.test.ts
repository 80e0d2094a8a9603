/** Signs and settings of the whole app besides messages, on both services: pins, unread messages, who types, the user's own presence. */
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { isComplete } from '../../build/commands/progress.ts';
import { readMirror } from '../../build/commands/read-mirror.ts';
import type { RunningApp } from '../../build/commands/sandboxed-app.ts';
import { signInSampleUser } from '../../build/commands/sign-in.ts';
import type { PersonKey } from '../../sandbox/organisation/plan.ts';
import { listenToComplaints, openByName } from './fixtures/reading.ts';
import { smallSandbox, startWholeApp, until, type WholeApp } from './whole-app.ts';

let whole: WholeApp;
let running: RunningApp;
let page: Page;
let complaints: readonly string[];
let other: PersonKey;
const places = { microsoft: 'Lock gates', mattermost: 'Sluice works' } as const;
type On = keyof typeof places;
const ids = { microsoft: '', mattermost: '' };

beforeAll(async () => {
  whole = await startWholeApp(smallSandbox(33));
  const { sandbox } = whole;
  const { sampleUser, people } = sandbox.organisation;
  const common = sandbox.mattermost.acts.conversations().find(({ teamId }) => teamId !== null);
  const found = people.find(
    ({ key, microsoft, mattermost }) =>
      key !== sampleUser && microsoft && mattermost && common?.members.includes(key),
  );
  const teamId = common?.teamId;
  if (!found || teamId === undefined || teamId === null) throw new Error('the organisation is too small');
  other = found.key;
  ids.microsoft = sandbox.microsoft.acts.createChat([sampleUser, other], places.microsoft);
  ids.mattermost = sandbox.mattermost.acts.createChannel(sampleUser, teamId, places.mattermost, false);
  sandbox.mattermost.acts.addMember(ids.mattermost, other);
  for (const on of ['microsoft', 'mattermost'] as const)
    for (const content of ['The rota is up', 'Who has the key?', 'Found it']) {
      sandbox[on].acts.post(other, ids[on], { content });
      // Messages that are written in the same millisecond become unread together.
      const at = sandbox.world.now();
      await vi.waitUntil(() => sandbox.world.now() > at, { interval: 1 });
    }
  running = await whole.launch();
  page = await running.page('app');
  complaints = listenToComplaints(page);
  await signInSampleUser(page, sandbox);
  await until(page, (accounts) => isComplete(accounts, 2));
});
afterAll(async () => {
  await running.close();
  await whole.close();
});

const row = (text: string): Locator => page.getByRole('article').filter({ hasText: text }).last();
const readAt = (on: On): number | null =>
  whole.sandbox.truth()[on].conversations.find(({ id }) => id === ids[on])?.readAt ?? null;
const createdAt = (on: On, content: string): number =>
  whole.sandbox
    .truth()
    [on].messages.find((one) => one.conversationId === ids[on] && one.content.includes(content))?.createdAt ??
  NaN;
const inMirror = async (content: string) =>
  (await readMirror(page)).messages.find(({ plain }) => plain === content);
const becomes = <Value>(read: () => Value | Promise<Value>, expected: Value): Promise<void> =>
  vi.waitFor(async () => expect(await read()).toEqual(expected), { timeout: 60_000, interval: 50 });
const unreadIn = async (on: On): Promise<number | undefined> =>
  (await readMirror(page)).conversations.find(({ id }) => id.endsWith(`/${ids[on]}`))?.unread;

describe.each(['microsoft', 'mattermost'] as const)('on %s', (on) => {
  it('a conversation becomes unread from a message on, and stays so while it is open', async () => {
    await openByName(page, places[on]);
    const last = createdAt(on, 'Found it');
    await vi.waitFor(() => expect(readAt(on)).toBeGreaterThanOrEqual(last), {
      timeout: 60_000,
      interval: 50,
    });
    await row('Who has the key?').focus();
    await page.keyboard.press('u');
    await page.getByRole('status').filter({ hasText: 'Unread from here' }).waitFor();
    await becomes(() => readAt(on), createdAt(on, 'Who has the key?') - 1);
    await page.getByRole('separator', { name: 'New' }).waitFor();
    await becomes(() => unreadIn(on), 2);
    // A person who comes back to the conversation has read it.
    await openByName(page, places[on === 'microsoft' ? 'mattermost' : 'microsoft']);
    await openByName(page, places[on]);
    await vi.waitFor(() => expect(readAt(on)).toBeGreaterThanOrEqual(last), {
      timeout: 60_000,
      interval: 50,
    });
  });

  it('the page logs no error', () => expect(complaints).toEqual([]));
});

describe('pins', () => {
  it('on Mattermost, the user pins a message by its key, and unpins it by its menu', async () => {
    await openByName(page, places.mattermost);
    await row('The rota is up').focus();
    await page.keyboard.press('p');
    await row('The rota is up').getByLabel('Pinned').waitFor();
    // The mirror has it from the service only.
    await becomes(async () => (await inMirror('The rota is up'))?.pinned, true);
    await row('The rota is up').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Unpin' }).click();
    await row('The rota is up').getByLabel('Pinned').waitFor({ state: 'detached' });
    await becomes(async () => (await inMirror('The rota is up'))?.pinned, false);
  });

  it('on Teams, which lets no app pin, the menu does not offer it', async () => {
    await openByName(page, places.microsoft);
    await row('The rota is up').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Copy link' }).waitFor();
    expect(await page.getByRole('menuitem', { name: /pin/i }).count()).toBe(0);
    await page.keyboard.press('Escape');
  });
});

describe('a note that a person types', () => {
  const types = (by: PersonKey): void => {
    whole.sandbox.mattermost.acts.type(by, ids.mattermost);
  };
  const line = (): Locator => page.getByTestId('typing');

  it('has the name, is announced, and ends when the message arrives', async () => {
    await openByName(page, places.mattermost);
    await row('Found it').waitFor();
    // A person who continues typing is reported repeatedly.
    await vi.waitFor(
      async () => {
        types(other);
        await line().waitFor({ timeout: 1_000 });
      },
      { timeout: 30_000, interval: 50 },
    );
    const said = await line().textContent();
    expect(said).toMatch(/^.+ is typing…$/);
    await page
      .getByRole('status')
      .filter({ hasText: said ?? '' })
      .waitFor({ state: 'attached' });
    whole.sandbox.mattermost.acts.post(other, ids.mattermost, { content: 'Here I am' });
    await row('Here I am').waitFor();
    await line().waitFor({ state: 'detached', timeout: 4_000 });
  });

  it('is sent for the user, unless the user switched that off', async () => {
    const told: unknown[] = [];
    whole.sandbox.faults.mattermost.add({
      matches: ({ url }) => url.endsWith('/users/me/typing'),
      fault: {
        kind: 'answer',
        answer: async (request, right) => {
          told.push(await request.clone().json());
          return right();
        },
      },
    });
    await page.locator('[data-composer] [role=textbox]').first().click();
    await page.keyboard.type('Half a wo');
    await becomes(() => told, [{ channel_id: ids.mattermost, parent_id: '' }]);
    await page.getByRole('button', { name: 'Accounts' }).click();
    await page.getByRole('menuitem', { name: 'Don’t tell others in Mattermost when I type' }).click();
    expect(await page.evaluate(() => localStorage.getItem('isthmus.tells-typing'))).toBe('off');
  });
});

describe('presence', () => {
  const presenceIn = (service: string): Locator =>
    page.getByRole('group', { name: new RegExp(`^${service}`) }).getByRole('menuitem', { name: /^Presence/ });
  const openAccounts = () => page.getByRole('button', { name: 'Accounts' }).click();
  /** Chooses in the accounts menu, and opens it again. */
  const choose = async (service: string, choice: string): Promise<void> => {
    await presenceIn(service).click();
    await page.getByRole('menuitemradio', { name: choice, exact: true }).click();
    await closeMenus();
    await openAccounts();
  };
  const closeMenus = async (): Promise<void> => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.getByRole('menu').waitFor({ state: 'detached' });
  };

  it('is set in Mattermost by the accounts menu, and shown there', async () => {
    const set: { readonly status?: string; readonly dnd_end_time?: number }[] = [];
    whole.sandbox.faults.mattermost.add({
      matches: ({ url, method }) => method === 'PUT' && url.endsWith('/status'),
      times: 1,
      fault: {
        kind: 'answer',
        answer: async (request, right) => {
          set.push((await request.clone().json()) as (typeof set)[number]);
          return right();
        },
      },
    });
    await openAccounts();
    await presenceIn('Mattermost').click();
    await page.getByRole('menuitemradio', { name: 'Do not disturb for an hour' }).click();
    await becomes(() => set.map(({ status }) => status), ['dnd']);
    const lasts = (set[0]?.dnd_end_time ?? 0) * 1_000 - Date.now();
    expect(Math.abs(lasts - 3_600_000)).toBeLessThan(120_000);
    await closeMenus();
    await openAccounts();
    await page.getByRole('menuitem', { name: 'Presence: do not disturb' }).waitFor();
  });

  it('that Mattermost refuses is said in the menu, until another is chosen', async () => {
    whole.sandbox.faults.mattermost.add({
      matches: ({ url, method }) => method === 'PUT' && url.endsWith('/status'),
      times: 1,
      fault: { kind: 'status', status: 403 },
    });
    await choose('Mattermost', 'Away');
    await page
      .getByText('Mattermost did not change your presence. Isthmus has no permission for that there.')
      .waitFor();
    await choose('Mattermost', 'Away');
    await page.getByRole('menuitem', { name: 'Presence: away' }).waitFor();
    await page.getByText('did not change your presence').waitFor({ state: 'detached' });
  });

  it('is set in Teams, too, and given back to Teams', async () => {
    const { microsoft, organisation } = whole.sandbox;
    microsoft.acts.setPresence(organisation.sampleUser, 'online');
    await choose('Microsoft Teams', 'Busy for a day');
    await page.getByRole('menuitem', { name: 'Presence: busy' }).waitFor();
    await choose('Microsoft Teams', 'Automatic');
    await page.getByRole('menuitem', { name: 'Presence: online' }).waitFor();
  });

  it('chosen in a pause is shown as not set yet, and set after it', async () => {
    await page.getByRole('menuitem', { name: 'Pause the mirror' }).click();
    await openAccounts();
    await choose('Microsoft Teams', 'Away');
    await page.getByText('Not set in Microsoft Teams yet: away.').waitFor();
    await page.getByRole('menuitem', { name: 'Resume the mirror' }).click();
    await openAccounts();
    await presenceIn('Microsoft Teams').filter({ hasText: 'Presence: away' }).waitFor();
    await page.getByText('Not set in').waitFor({ state: 'detached' });
    await closeMenus();
  });

  it('causes no error on the page', () => expect(complaints).toEqual([]));
});
