// Use of the keyboard alone, and what the next start restores, in a real Chromium.
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '../../renderer/model/index.ts';
import { activeEntryFaults } from './fixtures/app-page/checks/active-entry.ts';
import { openHouse, organisation, type House, type Stage } from './fixtures/app-page/house.ts';
import { showsFocus } from './fixtures/app-page/checks/focus.ts';
import { drawnTwice, keepAtGoals } from './fixtures/app-page/goals.ts';
import { linkedOrganisation } from './fixtures/app-page/linked.ts';
import { messageRow, platform } from './fixtures/app-page/messages.ts';
import { openConversation } from './fixtures/app-page/scenes/scenes.ts';

let house: House;
let stage: Stage;
beforeAll(async () => {
  house = await openHouse();
  stage = house.stage({});
});
afterAll(() => house.close());

const viewport = { width: 1280, height: 620 };
const visit = () => stage.show({ rows: organisation(Date.now()), viewport });

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true });

const focused = (page: Page) =>
  page.evaluate(() => ({
    message: document.activeElement?.getAttribute('data-message-id') ?? null,
    reaction: document.activeElement?.hasAttribute('data-reaction') ?? false,
  }));

describe('the list', () => {
  it.each(['ArrowDown Enter', 'Enter'])('Ctrl+Shift+F, a name, %s opens the match', async (keys) => {
    const { page, complaints } = await visit();
    await page.getByRole('treeitem').first().waitFor();
    await page.keyboard.press('Control+Shift+F');
    await page.keyboard.type('book cl');
    await page.getByRole('treeitem', { name: /^Book club/ }).waitFor();
    for (const key of keys.split(' ')) await page.keyboard.press(key);
    await heading(page, 'Book club').waitFor();
    expect(await showsFocus(page)).toBe(true);
    // The whole list again: no group was folded, and the row is in sight.
    await page.keyboard.press('Escape');
    await page.getByRole('treeitem').nth(3).waitFor();
    expect(await page.evaluate(() => localStorage.getItem('isthmus.toggled-groups'))).toBeNull();
    const row = page.getByRole('treeitem', { name: /^Book club/, selected: true });
    await row.waitFor();
    const tree = page.getByRole('tree');
    await expect
      .poll(async () => {
        const [inner, outer] = await Promise.all([row.boundingBox(), tree.boundingBox()]);
        if (!inner || !outer) return false;
        return inner.y >= outer.y - 1 && inner.y + inner.height <= outer.y + outer.height + 1;
      })
      .toBe(true);
    expect(complaints).toEqual([]);
  });

  it('finds the conversation that was opened through the filter, also in a folded group', async () => {
    const { page } = await visit();
    const recent = page.getByRole('treeitem', { name: /^Recent/ });
    const name = 'Aiko Tanaka';
    await recent.click();
    await page.locator('[role=treeitem][aria-expanded=false]').first().waitFor();
    await page.keyboard.press('Control+Shift+F');
    await page.keyboard.type(name);
    await page.keyboard.press('Enter');
    await heading(page, name).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('treeitem', { name, selected: true }).waitFor();
    expect(await recent.getAttribute('aria-expanded')).toBe('true');
  });

  it('names the active row and shows it, also after it was scrolled out of sight', async () => {
    const { page } = await visit();
    await page.getByRole('treeitem').first().waitFor();
    const tree = page.getByRole('tree');
    await page.keyboard.press('F6');
    await tree.evaluate((list) => list.scrollTo(0, list.scrollHeight));
    await page.keyboard.press('F6');
    await page.keyboard.press('Shift+F6');
    const named = await tree.getAttribute('aria-activedescendant');
    expect(await page.evaluate((id) => document.getElementById(id ?? '') !== null, named)).toBe(true);
    expect(await showsFocus(page)).toBe(true);
  });
});

describe('the active entry of a list', () => {
  /** Walks with these keys, after the wheel has moved the list, and with the pointer resting over it. Returns how many entries were named. */
  const walk = async (page: Page, list: Locator, keys: readonly (readonly [string, number])[]) => {
    const seen = new Set<string>();
    const named = (): Promise<string | null> =>
      page.evaluate(() => document.activeElement?.getAttribute('aria-activedescendant') ?? null);
    const walkOn = async (): Promise<void> => {
      for (const [key, times] of keys)
        for (let time = 0; time < times; time += 1) {
          await page.keyboard.press(key);
          // Some lists scroll in the next frame, and name an entry only when it is drawn.
          await expect
            .poll(async () => ((await named()) === null ? ['none is named'] : activeEntryFaults(page)), {
              interval: 20,
            })
            .toEqual([]);
          seen.add((await named()) ?? '');
        }
    };
    await list.first().hover();
    await page.mouse.wheel(0, 3_000);
    await drawnTwice(page);
    expect((await activeEntryFaults(page)).filter((fault) => fault.includes('not exist'))).toEqual([]);
    await walkOn();
    expect(seen.has('')).toBe(false);
    return seen.size;
  };
  const down = [['ArrowDown', 9]] as const;
  const around = [...down, ['PageDown', 1], ['ArrowUp', 1], ['PageUp', 1]] as const;

  it('exists and is in sight, wherever keys lead: conversations, people, channels, emoji', async () => {
    const { page, complaints } = await visit();
    await openConversation(page, 'Platform');
    const box = page.getByRole('textbox', { name: /^Message to/ });
    const options = page.getByRole('listbox');
    await page.getByRole('tree').focus();
    expect(await walk(page, page.getByRole('tree'), [...around, ['End', 1], ['Home', 1]])).toBeGreaterThan(
      10,
    );
    for (const [opens, label] of [
      ['Control+k', 'switcher'],
      ['Control+n', 'new-conversation'],
    ] as const) {
      await page.keyboard.press(opens);
      const dialog = page.getByTestId(label);
      await dialog.getByRole('option').nth(5).waitFor();
      expect(await walk(page, dialog.getByRole('listbox'), around)).toBeGreaterThan(5);
      // What is typed brings another list, from its beginning.
      await page.keyboard.type('a');
      await expect.poll(() => activeEntryFaults(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
    }
    for (const typed of ['@', '~', ':sm']) {
      await box.click();
      await page.keyboard.type(typed);
      await options.getByRole('option').nth(2).waitFor();
      expect(await walk(page, options, down)).toBeGreaterThan(2);
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+a');
      await page.keyboard.press('Delete');
    }
    await page.getByRole('button', { name: 'Emoji' }).last().click();
    await page.getByRole('combobox', { name: 'Find an emoji' }).waitFor();
    await page.getByRole('gridcell').nth(5).waitFor();
    expect(
      await walk(page, page.getByRole('grid'), [...down, ['ArrowRight', 3], ['ArrowUp', 2]]),
    ).toBeGreaterThan(9);
    expect(complaints).toEqual([]);
  });
});

describe('messages', () => {
  it('are reached by arrows, with their reactions, and the focused one is always visible', async () => {
    const { page, complaints } = await visit();
    await openConversation(page, 'Platform');
    await page.getByTestId('message').last().waitFor();
    await page.locator('[data-region=messages]').focus();
    await page.keyboard.press('ArrowUp');
    const newest = await focused(page);
    expect(newest.message).not.toBeNull();
    const walked = [newest.message];
    let reactions = 0;
    for (let step = 0; step < 40; step += 1) {
      await page.keyboard.press('ArrowRight');
      if ((await focused(page)).reaction) {
        reactions += 1;
        expect(await showsFocus(page)).toBe(true);
        await page.keyboard.press('Escape');
      }
      expect(await showsFocus(page)).toBe(true);
      const { message } = await focused(page);
      if (walked.at(-1) !== message) walked.push(message);
      await page.keyboard.press('ArrowUp');
    }
    expect(reactions).toBeGreaterThan(0);
    expect(new Set(walked).size).toBe(walked.length);
    expect(walked.length).toBeGreaterThan(20);
    await page.keyboard.press('End');
    await expect.poll(async () => (await focused(page)).message).toBe(newest.message);
    // One message is in the tab order, in a list of any length.
    expect(await page.locator('[data-region=messages] [data-message-id][tabindex="0"]').count()).toBe(1);
    expect(complaints).toEqual([]);
  });
});

/** A further button of the mouse, as the system reports it. */
const pressMouse = async (page: Page, button: 'back' | 'forward'): Promise<void> => {
  const system = await page.context().newCDPSession(page);
  for (const type of ['mousePressed', 'mouseReleased'] as const)
    await system.send('Input.dispatchMouseEvent', { type, button, x: 640, y: 300, clickCount: 1 });
  await system.detach();
};

describe('back and forward', () => {
  it('lead to the earlier place, with the focus on the element that had it', async () => {
    const { page, complaints } = await visit();
    await openConversation(page, 'Platform');
    await page.getByTestId('message').last().waitFor();
    const messages = page.locator('[data-region=messages]');
    await messages.focus();
    await page.keyboard.press('ArrowUp');
    for (let step = 0; step < 4; step += 1) await page.keyboard.press('PageUp');
    const before = await focused(page);
    expect(before.message).not.toBeNull();
    const inSight = (id: string | null) =>
      messages.evaluate((list, message) => {
        const row = list.querySelector(`[data-message-id="${CSS.escape(message ?? '')}"]`);
        const [inner, outer] = [row?.getBoundingClientRect(), list.getBoundingClientRect()];
        return inner !== undefined && inner.top >= outer.top - 1 && inner.bottom <= outer.bottom + 1;
      }, id);
    await expect.poll(() => inSight(before.message)).toBe(true);

    await page.keyboard.press('Control+Shift+F');
    await page.keyboard.type('aiko');
    await page.keyboard.press('Enter');
    await heading(page, 'Aiko Tanaka').waitFor();
    // In the filter, too, the left arrow with Alt moves no caret.
    await page.keyboard.press('Alt+ArrowLeft');
    await heading(page, 'Platform').waitFor();
    await expect.poll(() => focused(page)).toEqual(before);
    await expect.poll(() => inSight(before.message)).toBe(true);
    expect(await showsFocus(page)).toBe(true);

    await page.keyboard.press('Alt+ArrowRight');
    await heading(page, 'Aiko Tanaka').waitFor();
    await expect.poll(() => messages.evaluate((list) => list === document.activeElement)).toBe(true);
    expect(complaints).toEqual([]);
  });

  it('do not move a reader within a long message, also when another message comes', async () => {
    const { page, all, put, complaints } = await visit();
    const stored = (await all('messages')) as Message[];
    const reply = stored.find(
      ({ conversationId, threadId }) => conversationId === platform && threadId !== '',
    );
    const root = stored.find(({ id }) => id === reply?.threadId);
    if (!root) throw new Error('no thread in Platform');
    const lines = Array.from({ length: 60 }, (_, at) => `Line ${at}`).join('\n');
    const long = messageRow(platform, 'long', root.createdAt - 1, { plain: lines });
    await put({ messages: [long] });
    await openConversation(page, 'Platform');
    await page.getByTestId('message').last().waitFor();
    const messages = page.locator('[data-region=messages]');
    const topOf = (id: string) =>
      messages.evaluate((list, message) => {
        const row = list.querySelector(`[data-row-of="${CSS.escape(message)}"]`);
        return (row?.getBoundingClientRect().top ?? NaN) - list.getBoundingClientRect().top;
      }, id);
    await messages.evaluate((list) => list.scrollBy(0, -1_000));
    const opens = page.getByRole('button', { name: /12 replies/ });
    await opens.waitFor();
    await messages.evaluate((list, message) => {
      const row = list.querySelector(`[data-row-of="${CSS.escape(message)}"]`);
      if (row) list.scrollBy(0, row.getBoundingClientRect().top - list.getBoundingClientRect().top - 300);
    }, root.id);
    await opens.click();
    await page.getByTestId('thread').waitFor();
    await keepAtGoals(page);
    await page.keyboard.press('Alt+ArrowLeft');
    await page.getByTestId('thread').waitFor({ state: 'detached' });
    await drawnTwice(page);
    const stood = await topOf(long.id);
    expect(stood).toBeLessThan(-100);
    await put({ messages: [messageRow(platform, 'newer', Date.now(), { plain: 'Another' })] });
    await page.getByRole('button', { name: /^New messages/ }).waitFor();
    await drawnTwice(page);
    expect(Math.abs((await topOf(long.id)) - stood)).toBeLessThan(2);
    expect(complaints).toEqual([]);
  });

  it('work by buttons and by the mouse, and skip removed conversations', async () => {
    const { page, all, remove, complaints } = await visit();
    for (const name of ['Book club', 'Aiko Tanaka', 'Platform']) await openConversation(page, name);
    await pressMouse(page, 'back');
    await heading(page, 'Aiko Tanaka').waitFor();
    await pressMouse(page, 'forward');
    await heading(page, 'Platform').waitFor();
    const gone = (await all('conversations')) as { readonly id: string; readonly name: string | null }[];
    await pressMouse(page, 'back');
    await heading(page, 'Aiko Tanaka').waitFor();
    await remove(
      'conversations',
      gone.filter(({ name }) => name === 'Platform').map(({ id }) => id),
    );
    await page.getByRole('treeitem', { name: /^Platform/ }).waitFor({ state: 'detached' });
    const back = page.getByRole('button', { name: 'Back', exact: true });
    const forward = page.getByRole('button', { name: 'Forward', exact: true });
    await expect.poll(() => forward.getAttribute('aria-disabled')).toBe('true');
    await back.click();
    await heading(page, 'Book club').waitFor();
    // The button keeps the focus, also at the end of the way.
    expect(await back.getAttribute('aria-disabled')).toBe('true');
    expect(await back.evaluate((button) => button === document.activeElement)).toBe(true);
    await forward.click();
    await heading(page, 'Aiko Tanaka').waitFor();
    expect(complaints).toEqual([]);
  });
});

describe('the list of shortcuts', () => {
  it('opens by its key, shows the keys, and returns the focus', async () => {
    const { page, complaints } = await visit();
    await page.getByRole('treeitem').first().waitFor();
    await page.keyboard.press('Control+Shift+F');
    await page.keyboard.type('?');
    expect(await page.getByRole('searchbox').inputValue()).toBe('?');
    const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    expect(await dialog.count()).toBe(0);
    await page.keyboard.press('Control+/');
    await dialog.waitFor();
    expect(await dialog.innerText()).toMatch(
      /Back\s+Alt\s+←[^]*Filter conversations by name\s+Ctrl\s+Shift\s+F/,
    );
    // The page below the dialog cannot be used meanwhile.
    await page.keyboard.press('F6');
    expect(await dialog.evaluate((one) => one.contains(document.activeElement))).toBe(true);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await expect
      .poll(() => page.getByRole('searchbox').evaluate((one) => one === document.activeElement))
      .toBe(true);
    await page.getByRole('button', { name: 'Accounts' }).click();
    await page.getByRole('menuitem', { name: 'Keyboard shortcuts' }).click();
    await dialog.waitFor();
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    await expect
      .poll(() =>
        page.getByRole('button', { name: 'Accounts' }).evaluate((one) => one === document.activeElement),
      )
      .toBe(true);
    expect(complaints).toEqual([]);
  });
});

describe('a dialog that closes', () => {
  it.each([
    { from: 'Accounts', by: 'Sign out…' },
    { from: 'Accounts', by: 'Sign in again' },
    { from: 'Accounts', by: 'Add account…' },
    { from: 'Accounts', by: 'Keyboard shortcuts' },
    { from: 'More about this conversation', by: 'Link with Teams channel…' },
    { from: /^Linked:/, by: 'Unlink…' },
  ])('returns the focus to the button that led to $by', async ({ from, by }) => {
    const { page, complaints } = await stage.show({ rows: linkedOrganisation(Date.now()) });
    await openConversation(page, typeof from === 'string' ? 'Releases' : 'Platform');
    const button = page.getByRole('button', { name: from });
    await button.press('Enter');
    await page
      .getByRole('menuitem', { name: by })
      .or(page.getByRole('button', { name: by }))
      .first()
      .press('Enter');
    const dialog = page.locator('[role=dialog], [role=alertdialog]');
    await dialog.waitFor();
    await expect.poll(() => dialog.evaluate((one) => one.contains(document.activeElement))).toBe(true);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => button.evaluate((one) => one === document.activeElement)).toBe(true);
    expect(complaints).toEqual([]);
  });
});

describe('a part that covers the one with the focus', () => {
  const hasFocus = (page: Page, region: string) =>
    page.evaluate(
      (name) => document.activeElement === document.querySelector(`[data-region=${name}]`),
      region,
    );

  it('takes the focus: a conversation from the list, in a narrow window', async () => {
    const { page } = await stage.show({
      rows: organisation(Date.now()),
      viewport: { width: 480, height: 700 },
    });
    await page.getByRole('treeitem').first().waitFor();
    await page.keyboard.press('Control+Shift+F');
    await page.keyboard.type('platform');
    await page.keyboard.press('Enter');
    await heading(page, 'Platform').waitFor();
    await expect.poll(() => hasFocus(page, 'messages')).toBe(true);
    await page.keyboard.press('Escape');
    await expect.poll(() => hasFocus(page, 'list')).toBe(true);
  });

  it('takes the focus: a thread from its conversation, in a window with room for one of them', async () => {
    const { page } = await stage.show({
      rows: linkedOrganisation(Date.now()),
      viewport: { width: 1000, height: 700 },
    });
    await openConversation(page, 'Platform');
    const opens = page.getByRole('button', { name: /2 replies/ }).last();
    await opens.waitFor();
    const messages = page.locator('[data-region=messages]');
    // Away from the end, with the button in sight.
    await opens.evaluate((button) => button.scrollIntoView({ block: 'end' }));
    await messages.evaluate((list) => list.scrollBy(0, 37));
    await drawnTwice(page);
    const place = () =>
      messages.evaluate((list) => {
        const { top } = list.getBoundingClientRect();
        const row = [...list.querySelectorAll<HTMLElement>('[data-row-of]')].find(
          (one) => one.getBoundingClientRect().bottom > top + 1,
        );
        return `${row?.dataset.rowOf ?? ''} ${Math.round((top - (row?.getBoundingClientRect().top ?? 0)) / 4)}`;
      });
    const stood = await place();
    expect(
      await messages.evaluate((list) => list.scrollHeight - list.scrollTop - list.clientHeight),
    ).toBeGreaterThan(80);
    await opens.press('Enter');
    await page.getByTestId('thread').getByText('I can confirm that').waitFor();
    await expect.poll(() => hasFocus(page, 'thread')).toBe(true);
    // Closed, it shows the conversation where the reader stood, and gives it the focus.
    await page.keyboard.press('Escape');
    await page.getByTestId('thread').waitFor({ state: 'detached' });
    await expect.poll(place).toBe(stood);
    await expect.poll(() => hasFocus(page, 'messages')).toBe(true);
  });
});

describe('the next start', () => {
  it('shows the open conversation and its thread, without the list first, and keeps the way back', async () => {
    // A profile of its own: what the page is given to run before its scripts must not meet the next test.
    const { page, context, complaints } = await house.visit({ rows: organisation(Date.now()), viewport });
    await openConversation(page, 'Aiko Tanaka');
    await openConversation(page, 'Platform');
    await page.getByTestId('message').last().waitFor();
    await page
      .getByRole('region', { name: 'Messages in Platform' })
      .evaluate((list) => list.scrollBy(0, -1_000));
    await page.getByRole('button', { name: /12 replies/ }).click();
    const thread = page.getByTestId('thread').getByText('12 replies');
    await thread.waitFor();
    // The reader goes to the first reply.
    const replies = page.locator('[data-region=thread]');
    const repliesAbove = () => replies.evaluate((list) => list.scrollTop);
    await expect.poll(repliesAbove).toBeGreaterThan(100);
    await replies.evaluate((list) => list.scrollTo(0, 0));
    await expect
      .poll(() => page.evaluate(() => localStorage.getItem('isthmus.stand')), { timeout: 20_000 })
      .toContain('"thread"');
    await page.addInitScript(() => {
      const seen: string[] = [];
      Object.assign(window, { seen });
      new MutationObserver(() => {
        const title = document.querySelector('main')?.getAttribute('aria-label');
        if (title && seen.at(-1) !== title) seen.push(title);
      }).observe(document, { childList: true, subtree: true });
    });
    await page.reload();
    await thread.waitFor();
    await heading(page, 'Platform').waitFor();
    expect(await page.evaluate(() => (window as unknown as { seen: string[] }).seen)).toEqual([
      'Conversation Platform',
    ]);
    await expect.poll(repliesAbove).toBeLessThan(90);
    await page.keyboard.press('Alt+ArrowLeft');
    await thread.waitFor({ state: 'detached' });
    await page.keyboard.press('Alt+ArrowLeft');
    await heading(page, 'Aiko Tanaka').waitFor();
    await page.keyboard.press('Alt+ArrowRight');
    await page.keyboard.press('Alt+ArrowRight');
    await thread.waitFor();
    expect(await page.evaluate(() => localStorage.getItem('isthmus.place'))).not.toMatch(/repl/);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('shows the messages at the reader’s position, also within a long message, and at the end if they were read to the end', async () => {
    const { page, all, put, complaints } = await visit();
    const newest = ((await all('messages')) as Message[])
      .filter(({ conversationId, threadId }) => conversationId === platform && threadId === '')
      .reduce((last, { createdAt }) => Math.max(last, createdAt), 0);
    const lines = Array.from({ length: 80 }, (_, at) => `Line ${at}`).join('\n');
    await put({ messages: [messageRow(platform, 'long', newest + 1, { plain: lines })] });
    await openConversation(page, 'Platform');
    const messages = page.getByRole('region', { name: 'Messages in Platform' });
    const first = () =>
      messages.evaluate((list) => {
        const { top } = list.getBoundingClientRect();
        const row = [...list.querySelectorAll<HTMLElement>('[data-row-of]')].find(
          (one) => one.getBoundingClientRect().bottom > top + 1,
        );
        return { id: row?.dataset.rowOf, into: Math.round(top - (row?.getBoundingClientRect().top ?? 0)) };
      });
    const isAtEnd = (): Promise<boolean> =>
      messages.evaluate((list) => list.scrollHeight - list.scrollTop - list.clientHeight < 80);
    // The position is written a second after the last scroll.
    const patient = { timeout: 20_000 };
    const stand = (): Promise<string | null> => page.evaluate(() => localStorage.getItem('isthmus.stand'));
    await expect.poll(isAtEnd, patient).toBe(true);
    for (const by of [-700, -2_000]) {
      const before = await stand();
      await messages.hover();
      await page.mouse.wheel(0, by);
      await expect.poll(stand, patient).not.toBe(before);
      const stood = await first();
      // The first time in the middle of the long message, which is the first and the last row in sight.
      expect(stood.id?.endsWith('long')).toBe(by === -700);
      expect(await isAtEnd()).toBe(false);
      await page.reload();
      await expect.poll(async () => (await first()).id, patient).toBe(stood.id);
      await expect.poll(async () => Math.abs((await first()).into - stood.into) <= 2, patient).toBe(true);
      expect(await isAtEnd()).toBe(false);
    }
    await messages.hover();
    await page.mouse.wheel(0, 20_000);
    await expect.poll(isAtEnd, patient).toBe(true);
    await expect.poll(stand, patient).toBeNull();
    await page.reload();
    await expect.poll(isAtEnd, patient).toBe(true);
    expect(complaints).toEqual([]);
  });

  it('shows no conversation and no error if the open one was removed', async () => {
    const { page, remove, all, complaints } = await visit();
    await openConversation(page, 'Platform');
    await heading(page, 'Platform').waitFor();
    const gone = (await all('conversations')) as { readonly id: string; readonly name: string | null }[];
    await page.goto('about:blank');
    await remove(
      'conversations',
      gone.filter(({ name }) => name === 'Platform').map(({ id }) => id),
    );
    await page.goBack();
    await page.getByText('Choose a conversation').waitFor();
    expect(complaints).toEqual([]);
  });
});
