// The tools of the composer in a real Chromium: used by keyboard, the focus returns to the text, and the message is sent with them.
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { isComplete } from '../../build/commands/progress.ts';
import type { RunningApp } from '../../build/commands/sandboxed-app.ts';
import { signInSampleUser } from '../../build/commands/sign-in.ts';
import { smallSandbox, startWholeApp, until, type WholeApp } from './whole-app.ts';
import { pressOnToolbar } from './message-toolbar.ts';

let whole: WholeApp;
let running: RunningApp;
let page: Page;

beforeAll(async () => {
  whole = await startWholeApp({ ...smallSandbox(11), throttling: false });
  running = await whole.launch();
  page = await running.page('app');
  await signInSampleUser(page, whole.sandbox);
  await until(page, (accounts) => isComplete(accounts, 2));
  await open('Town');
});

afterAll(async () => {
  await running.close();
  await whole.close();
});

const box = () => page.locator('[data-composer] [role=textbox]').first();
const bar = () => page.getByRole('toolbar', { name: 'Formatting' });
const open = async (name: string) => {
  await page.getByRole('searchbox').fill(name);
  await page
    .getByRole('treeitem', { name: new RegExp(name) })
    .first()
    .click();
  await page.getByRole('searchbox').fill('');
  await box().waitFor();
};

/** The user's message in Mattermost that contains `word`, as the server has it. */
const arrived = (word: string) =>
  vi.waitUntil(
    () => {
      const { messages, me } = whole.sandbox.truth().mattermost;
      return messages.find(({ authorId, content }) => authorId === me && content.includes(word))?.content;
    },
    { timeout: 120_000, interval: 100 },
  );
const hasFocus = (name: string) => page.locator(':focus').and(page.getByRole('button', { name })).waitFor();
const boxHasFocus = () => page.locator('[role=textbox]:focus').waitFor();

it('the bar of formats is one stop of Tab, and arrows, Home and End move in it', async () => {
  await page.getByRole('button', { name: 'Formatting' }).first().click();
  await boxHasFocus();
  expect(await bar().locator('button[tabindex="0"]').count()).toBe(1);
  await page.keyboard.press('Shift+Tab');
  await hasFocus('Bold');
  await page.keyboard.press('ArrowRight');
  await hasFocus('Italic');
  await page.keyboard.press('End');
  await hasFocus('Markdown');
  await page.keyboard.press('ArrowRight');
  await hasFocus('Bold');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await hasFocus('Link');
  expect(await bar().locator('button[tabindex="0"]').count()).toBe(1);
  // The stop is the last used button, and the next Tab leads to the text.
  await page.keyboard.press('Tab');
  await boxHasFocus();
  await page.keyboard.press('Shift+Tab');
  await hasFocus('Link');
  expect(await page.locator(':focus').getAttribute('title')).toBe('Link (Ctrl+Alt+K)');
});

it('the server’s custom emoji are offered by name and in the picker, sent by name, shown as pictures, and set as reactions', async () => {
  const pictureOf = (place: Locator, name: string) => place.getByRole('img', { name: `:${name}:` });
  await box().click();
  await page.keyboard.type('razorbill :bay_l');
  await page.getByRole('option', { name: ':bay_lantern:' }).waitFor();
  await page.keyboard.press('Enter');
  await pictureOf(box(), 'bay_lantern').waitFor();
  await page.getByRole('button', { name: 'Emoji' }).first().click();
  await page.getByRole('combobox', { name: 'Find an emoji' }).fill('rocking');
  await page.getByRole('gridcell', { name: ':rocking_boat:' }).click();
  await pictureOf(box(), 'rocking_boat').waitFor();
  await boxHasFocus();
  await page.keyboard.press('Enter');
  expect(await arrived('razorbill')).toMatch(/^razorbill :bay_lantern: ?:rocking_boat:$/);
  const row = page.getByTestId('message').filter({ hasText: 'razorbill' }).last();
  await pictureOf(row, 'bay_lantern').waitFor();
  await pictureOf(row, 'rocking_boat').waitFor();
  await pressOnToolbar(row, /^React(?! with)/);
  await page.getByRole('combobox', { name: 'Find an emoji' }).fill('lifebuoy');
  await page.getByRole('gridcell', { name: ':lifebuoy:' }).click();
  const chip = row.getByRole('button', { name: /lifebuoy/ });
  await chip.locator('img').waitFor();
  await vi.waitUntil(
    () =>
      whole.sandbox
        .truth()
        .mattermost.messages.some(
          ({ content, reactions }) =>
            content.startsWith('razorbill') && JSON.stringify(reactions).includes('lifebuoy'),
        ),
    { timeout: 60_000, interval: 100 },
  );
  await box().click();
});

it('a link is set by its key with a valid address only, edited, removed, and sent', async () => {
  await box().click();
  await page.keyboard.type('curlew at harbour');
  // The shortcut comes before the browser has told the page of the selection.
  await page.evaluate(() => {
    getSelection()?.modify('extend', 'backward', 'word');
    const keys = { key: 'k', code: 'KeyK', ctrlKey: true, altKey: true };
    document.activeElement?.dispatchEvent(
      new KeyboardEvent('keydown', { ...keys, bubbles: true, cancelable: true }),
    );
  });
  const address = page.getByRole('textbox', { name: 'Address' });
  expect(await page.getByRole('textbox', { name: 'Text' }).inputValue()).toBe('harbour');
  await address.fill('javascript:alert(1)');
  await page.keyboard.press('Enter');
  await page.getByText('An address begins with').waitFor();
  await address.fill('harbour.example/plan');
  await page.keyboard.press('Enter');
  await address.waitFor({ state: 'detached' });
  await boxHasFocus();
  expect(await box().locator('a').innerText()).toBe('harbour');
  // With the cursor inside the link, the dialog edits the whole link.
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Control+Alt+k');
  expect(await address.inputValue()).toBe('https://harbour.example/plan');
  await page.getByRole('textbox', { name: 'Text' }).fill('the plan');
  await page.keyboard.press('Enter');
  await vi.waitUntil(async () => (await box().innerText()).trim() === 'curlew at the plan', {
    timeout: 60_000,
    interval: 50,
  });
  await boxHasFocus();
  await page.keyboard.press('Control+Alt+k');
  await page.keyboard.press('Escape');
  await address.waitFor({ state: 'detached' });
  await boxHasFocus();
  await page.keyboard.press('Enter');
  expect(await arrived('curlew')).toBe('curlew at [the plan](https://harbour.example/plan)');
  await page.keyboard.type('puffin ');
  await page.keyboard.press('Control+Alt+k');
  await address.fill('mailto:ada@harbour.example');
  await page.keyboard.press('Enter');
  await boxHasFocus();
  await page.keyboard.press('Control+Alt+k');
  await page.getByRole('button', { name: 'Remove link' }).click();
  await boxHasFocus();
  expect(await box().locator('a').count()).toBe(0);
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
});

it('an emoji is inserted at the cursor, and the focus returns', async () => {
  await box().click();
  await page.keyboard.type('turnstone !');
  await page.keyboard.press('ArrowLeft');
  await page.getByRole('button', { name: 'Emoji' }).first().click();
  const find = page.getByRole('combobox', { name: 'Find an emoji' });
  await find.fill('otter');
  await page.getByRole('gridcell', { name: 'otter' }).waitFor();
  await page.keyboard.press('Enter');
  await find.waitFor({ state: 'detached' });
  await boxHasFocus();
  await page.keyboard.type(' yes');
  await page.keyboard.press('Enter');
  expect(await arrived('turnstone')).toBe('turnstone :otter: yes!');
});

it('the language of code is chosen from the list by typing', async () => {
  await box().click();
  await page.keyboard.type('dunlin');
  await page.keyboard.press('Control+Alt+Shift+c');
  await page.getByRole('button', { name: 'Language of the code: Plain text' }).click();
  await page.getByRole('combobox', { name: 'Find a language' }).fill('typ');
  await page.getByRole('option', { name: 'TypeScript' }).waitFor();
  await page.keyboard.press('Enter');
  await boxHasFocus();
  await page.getByRole('button', { name: 'Language of the code: TypeScript' }).waitFor();
  // The block shows the language too.
  await box().getByText('TypeScript').click();
  await page.getByRole('option', { name: 'TypeScript', selected: true }).waitFor();
  await page.keyboard.press('Escape');
  await boxHasFocus();
  await page.keyboard.press('Control+Enter');
  expect(await arrived('dunlin')).toBe('```typescript\ndunlin\n```');
});

it('a file cannot be added to a message that is being edited, and the page says so', async () => {
  await page.getByTestId('message').filter({ hasText: 'turnstone' }).first().waitFor();
  await box().click();
  await page.keyboard.press('ArrowUp');
  await page.getByText('You are editing your message').waitFor();
  await page
    .locator('[data-composer] input[type=file]')
    .first()
    .setInputFiles([{ name: 'plan.txt', mimeType: 'text/plain', buffer: Buffer.from('plan') }]);
  const told = page.getByRole('alert').filter({ hasText: 'A message keeps the files it was sent with.' });
  await told.waitFor();
  await box().click();
  await page.keyboard.press('Escape');
  await told.waitFor({ state: 'detached' });
  // The file is not in the draft either.
  expect(await page.getByRole('list', { name: 'Files that go with the message' }).count()).toBe(0);
});

const markdown = () => bar().getByRole('button', { name: 'Markdown' });
const boxSays = (text: string) =>
  vi.waitUntil(async () => (await box().innerText()).trim() === text, { timeout: 60_000, interval: 50 });
const choose = async (typed: string) => {
  await page.keyboard.type(typed);
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('Enter');
};

it('the Markdown source can be edited, is shown formatted again without loss, and is sent with the same content', async () => {
  await box().click();
  await page.keyboard.type('sanderling **bold** for ');
  await choose('@call');
  const handle = /@\S+/.exec(await box().innerText())?.[0] ?? '';
  expect(handle).toMatch(/^@callum/);
  await markdown().click();
  await boxSays(`sanderling **bold** for ${handle}`);
  await boxHasFocus();
  // The source has no formats, so only the switch is shown.
  expect(await bar().getByRole('button').count()).toBe(1);
  await page.keyboard.type(' and *more');
  await markdown().click();
  await boxSays(`sanderling bold for ${handle} and *more`);
  expect(await box().locator('strong').innerText()).toBe('bold');
  expect(await box().locator('.isthmus-mention').innerText()).toBe(handle);
  await markdown().click();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await page.keyboard.type('knot **strong** ');
  await choose('@call');
  await choose(':otter');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('- one');
  await page.keyboard.press('Enter');
  expect(await arrived('knot')).toBe(`knot **strong** ${handle} :otter:\n\n- one`);
  await boxSays('');
});

it('a draft in Markdown is shown again as it was typed, in the same view', async () => {
  await box().click();
  await page.keyboard.type('whimbrel **half');
  await open('Henrik');
  await boxSays('');
  await open('Town');
  await boxSays('whimbrel **half');
  await box().click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' done** ');
  await markdown().click();
  await boxSays('whimbrel half done');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
});

it('an unfinished edit is stored like a draft, beside the draft that it interrupted', async () => {
  await box().click();
  await page.keyboard.type('avocet');
  await page.keyboard.press('Enter');
  await arrived('avocet');
  await page.getByTestId('message').filter({ hasText: 'avocet' }).first().waitFor();
  // Waits until the unsent row is replaced by the message itself.
  await page.getByTestId('outgoing').filter({ hasText: 'avocet' }).waitFor({ state: 'detached' });
  await page.keyboard.press('ArrowUp');
  await page.getByText('You are editing your message').waitFor();
  await page.keyboard.type(' and more');
  await open('Henrik');
  await boxSays('');
  await open('Town');
  await page.getByText('You are editing your message').waitFor();
  await boxSays('avocet and more');
  await box().click();
  await page.keyboard.press('Enter');
  await vi.waitUntil(
    () => whole.sandbox.truth().mattermost.messages.some(({ content }) => content === 'avocet and more'),
    { timeout: 60_000, interval: 100 },
  );
  await page.getByText('You are editing your message').waitFor({ state: 'detached' });
  await open('Henrik');
  await open('Town');
  await boxSays('');
  expect(await page.getByText('You are editing your message').count()).toBe(0);
});

it('a slash offers the server’s commands, Enter executes one, and only the user sees its answer', async () => {
  const list = page.getByRole('listbox', { name: 'Commands of the server' });
  await box().click();
  await page.keyboard.type('/');
  await list.getByRole('option', { name: /\/shrug/ }).waitFor();
  await page.getByRole('note').filter({ hasText: 'Commands are the server’s own' }).waitFor();
  await page.keyboard.type('awa');
  await page.keyboard.press('Tab');
  await boxSays('/away');
  await page.keyboard.press('Enter');
  const words = page.getByTestId('private-words');
  await words.filter({ hasText: 'You are now away' }).waitFor();
  await words.filter({ hasText: 'Only you can see this' }).waitFor();
  await boxSays('');
  expect(await page.getByRole('article').filter({ hasText: 'You are now away' }).count()).toBe(0);
  await words.getByRole('button', { name: 'Dismiss' }).click();
  await words.waitFor({ state: 'detached' });
  await box().click();
  await page.keyboard.type('/me greets the bittern');
  await page.keyboard.press('Enter');
  expect(await arrived('greets the bittern')).toBe('*greets the bittern*');
  await boxSays('');
  const { messages } = whole.sandbox.truth().mattermost;
  expect(messages.filter(({ content }) => content.includes('greets the bittern'))).toHaveLength(1);
  expect(messages.filter(({ content }) => content.includes('You are now away'))).toEqual([]);
});

it('an unknown command stays in the composer, and can be sent as text; in Teams every command is text', async () => {
  await box().click();
  await page.keyboard.type('/plover is here');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').filter({ hasText: 'The server has no command' }).waitFor();
  await boxSays('/plover is here');
  // The alert disappears when the text changes.
  await page.keyboard.type('s');
  await page.getByRole('alert').waitFor({ state: 'detached' });
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').filter({ hasText: 'The server has no command' }).waitFor();
  await page.getByRole('button', { name: 'Send as text' }).click();
  expect(await arrived('plover is here')).toBe('/plover is here');
  await page.getByRole('alert').waitFor({ state: 'detached' });
  await boxSays('');
  await open('Henrik');
  const told = page.getByRole('note').filter({ hasText: 'There are no commands in Teams' });
  await box().click();
  await page.keyboard.type('/away');
  await told.waitFor();
  await boxSays('/away');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await told.waitFor({ state: 'detached' });
  // The note is shown once only.
  await page.keyboard.type('/away');
  await boxSays('/away');
  expect(await told.count()).toBe(0);
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
});

it('a command in the box of a thread is executed in the thread', async () => {
  await open('Town');
  await box().click();
  await page.keyboard.type('redshank');
  await page.keyboard.press('Enter');
  await arrived('redshank');
  await page.getByTestId('outgoing').filter({ hasText: 'redshank' }).waitFor({ state: 'detached' });
  await page.getByRole('article').filter({ hasText: 'redshank' }).last().focus();
  await page.keyboard.press('r');
  const thread = page.getByTestId('thread');
  await thread.locator('[data-composer] [role=textbox]').click();
  await page.keyboard.type('/me greets the ruff');
  await page.keyboard.press('Enter');
  expect(await arrived('greets the ruff')).toBe('*greets the ruff*');
  const { messages } = whole.sandbox.truth().mattermost;
  const made = messages.filter(({ content }) => content.includes('greets the ruff'));
  expect(made.map(({ replyTo }) => replyTo)).toEqual([
    messages.find(({ content }) => content === 'redshank')?.id,
  ]);
  await thread.getByText('greets the ruff').first().waitFor();
  await page.keyboard.press('Escape');
  await thread.waitFor({ state: 'detached' });
});

it('a command with a file is not executed, and both stay until the file is removed', async () => {
  await box().click();
  await page
    .locator('[data-composer] input[type=file]')
    .first()
    .setInputFiles([{ name: 'plan.txt', mimeType: 'text/plain', buffer: Buffer.from('plan') }]);
  const files = page.getByRole('list', { name: 'Files that go with the message' });
  await files.getByText('plan.txt').waitFor();
  await box().click();
  await page.keyboard.type('/me greets the smew');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').filter({ hasText: 'A command takes no files' }).waitFor();
  await boxSays('/me greets the smew');
  expect(await files.getByText('plan.txt').count()).toBe(1);
  const isGreeted = () =>
    whole.sandbox.truth().mattermost.messages.some(({ content }) => content.includes('greets the smew'));
  expect(isGreeted()).toBe(false);
  await files.getByRole('button', { name: /Remove/ }).click();
  await files.waitFor({ state: 'detached' });
  await box().click();
  await page.keyboard.press('Enter');
  expect(await arrived('greets the smew')).toBe('*greets the smew*');
  await boxSays('');
});
