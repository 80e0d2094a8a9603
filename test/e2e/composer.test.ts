// Writing in a real Chromium: text with formatting and a mention arrives correctly at both services, and a draft survives kills.
import type { Page } from 'playwright';
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
});

afterAll(async () => {
  await running.close();
  await whole.close();
});

const box = () => page.locator('[data-composer] [role=textbox]').first();
/** Opens the first conversation with this in its name, by the filter, because the list draws only visible rows. */
const open = async (name: string) => {
  await page.keyboard.press('Control+Shift+F');
  await page.getByRole('searchbox').fill(name);
  await page
    .getByRole('treeitem', { name: new RegExp(name) })
    .first()
    .click();
  await page.getByRole('searchbox').fill('');
  await box().waitFor();
  await page.getByRole('button', { name: 'Formatting' }).first().focus();
};

type Side = 'microsoft' | 'mattermost';

/** The user's message that contains `word`, as the service serves it. */
const arrived = (side: Side, word: string) =>
  vi.waitUntil(
    () => {
      const { messages, me } = whole.sandbox.truth()[side];
      return messages.find(({ authorId, content }) => authorId === me && content.includes(word))?.content;
    },
    { timeout: 120_000, interval: 100 },
  );

/** Types a name until the list offers it, and chooses it. */
const mention = async (typed: string, name: RegExp) => {
  await page.keyboard.type(typed);
  const offered = page.getByRole('option', { name });
  await offered.waitFor();
  // The box names the chosen entry, and the entry exists.
  const chosen = await box().getAttribute('aria-activedescendant');
  expect(await page.locator(`[id="${chosen ?? ''}"][aria-selected=true]`).count()).toBe(1);
  await page.keyboard.press('Enter');
};

it('formatting, a list and a mention arrive in Teams as they were typed', async () => {
  await open('Mei-Ling Chua');
  await box().click();
  await page.keyboard.type('lighthouse **bold** and `code` for ');
  await mention('@mei', /Mei-Ling Chua/);
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('- one');
  await page.keyboard.press('Enter');
  await page.keyboard.type('two');
  await page.keyboard.press('Control+Enter');
  const content = await arrived('microsoft', 'lighthouse');
  expect(content).toMatch(/<(?:b|strong)>bold<\/(?:b|strong)>/);
  expect(content).toMatch(/<code>code<\/code>/);
  expect(content).toMatch(/<at id="0">Mei-Ling Chua<\/at>/);
  expect(content).toMatch(
    /<ul>\s*<li>(?:<p>)?one(?:<\/p>)?<\/li>\s*<li>(?:<p>)?two(?:<\/p>)?<\/li>\s*<\/ul>/,
  );
  // The box is empty, and the sent message is in the timeline once.
  await vi.waitUntil(async () => (await box().innerText()).trim() === '', { timeout: 60_000, interval: 50 });
  await page.getByTestId('message').filter({ hasText: 'lighthouse' }).first().waitFor();
});

it('formatting and a mention arrive in Mattermost too, with the user name, and typed characters are escaped', async () => {
  await open('Town');
  await box().click();
  await page.keyboard.type('breakwater **bold** 2 * 3 * 4 ');
  await mention('@call', /Callum/);
  await page.keyboard.press('Enter');
  const content = await arrived('mattermost', 'breakwater');
  expect(content).toMatch(/^breakwater \*\*bold\*\* 2 \\?\* 3 \\?\* 4 @callum\S*\s*$/);
});

it('a draft is there again after a kill, and was not sent', async () => {
  await open('Station page');
  // Keys that no other element takes go into the box.
  await page.keyboard.type('kittiwake *thought*');
  await vi.waitUntil(async () => (await box().innerText()).includes('thought'), {
    timeout: 60_000,
    interval: 50,
  });
  const kept = () =>
    page.evaluate(
      () =>
        new Promise<string>((resolve, reject) => {
          const opening = indexedDB.open('isthmus');
          opening.onerror = () => reject(new Error('no database'));
          opening.onsuccess = () => {
            const all = opening.result.transaction('drafts').objectStore('drafts').getAll();
            all.onsuccess = () => {
              opening.result.close();
              resolve(JSON.stringify(all.result));
            };
            all.onerror = () => reject(new Error('no drafts'));
          };
        }),
    );
  await vi.waitUntil(async () => (await kept()).includes('thought'), { timeout: 60_000, interval: 50 });
  await running.kill();
  running = await whole.launch();
  page = await running.page('app');
  await open('Station page');
  await vi.waitUntil(async () => (await box().innerText()).trim() === 'kittiwake thought', {
    timeout: 60_000,
    interval: 50,
  });
  expect(await box().locator('em').innerText()).toBe('thought');
  expect(JSON.stringify(whole.sandbox.truth().microsoft.messages)).not.toContain('kittiwake');
});

it('Enter that ends a composition sends nothing', async () => {
  await open('Weekly');
  await box().click();
  const session = await page.context().newCDPSession(page);
  await session.send('Input.imeSetComposition', { text: 'にほ', selectionStart: 2, selectionEnd: 2 });
  await session.send('Input.dispatchKeyEvent', {
    type: 'rawKeyDown',
    key: 'Process',
    code: 'Enter',
    windowsVirtualKeyCode: 229,
  });
  await session.send('Input.insertText', { text: '日本' });
  await vi.waitUntil(async () => (await box().innerText()).includes('日本'), {
    timeout: 60_000,
    interval: 50,
  });
  await page.keyboard.type('語');
  expect((await box().innerText()).trim()).toBe('日本語');
  await page.keyboard.press('Enter');
  expect(await arrived('microsoft', '日本語')).toContain('日本語');
});

it('pasted HTML keeps its formatting, and no script of it runs', async () => {
  await open('Design review');
  await box().click();
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData(
      'text/html',
      '<p>turnstone <b>bold</b></p><img src="x" onerror="document.title=\'run\'"><script>document.title="run"</script><ul><li>item</li></ul>',
    );
    data.setData('text/plain', 'turnstone bold');
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  });
  await page.keyboard.press('Control+Enter');
  const content = await arrived('microsoft', 'turnstone');
  expect(content).toMatch(/<(?:b|strong)>bold<\/(?:b|strong)>/);
  expect(content).toContain('item');
  expect(await page.title()).not.toBe('run');
});

it('arrow up in an empty box edits the last message, and Esc leaves the edit and restores the draft', async () => {
  await open('Henrik');
  await box().click();
  await page.keyboard.type('gannet');
  await page.keyboard.press('Enter');
  await arrived('microsoft', 'gannet');
  await page.getByTestId('message').filter({ hasText: 'gannet' }).first().waitFor();
  await page.keyboard.press('ArrowUp');
  await vi.waitUntil(async () => (await box().innerText()).trim() === 'gannet', {
    timeout: 60_000,
    interval: 50,
  });
  await page.keyboard.press('Escape');
  await vi.waitUntil(async () => (await box().innerText()).trim() === '', { timeout: 60_000, interval: 50 });
  await page.keyboard.press('ArrowUp');
  await page.keyboard.type(' again');
  await page.keyboard.press('Enter');
  expect(await arrived('microsoft', 'gannet again')).toContain('gannet again');
  expect(
    whole.sandbox.truth().microsoft.messages.filter(({ content }) => content.includes('gannet')),
  ).toHaveLength(1);
});

it('Reply during an edit ends the edit, and only the text typed after it is sent', async () => {
  await open('Henrik');
  const last = page.getByTestId('message').filter({ hasText: 'gannet again' }).first();
  await last.waitFor();
  await box().click();
  await page.keyboard.press('ArrowUp');
  await vi.waitUntil(async () => (await box().innerText()).trim() === 'gannet again', {
    timeout: 60_000,
    interval: 50,
  });
  await pressOnToolbar(last, 'Reply');
  await page.getByText('You answer:').waitFor();
  expect((await box().innerText()).trim()).toBe('');
  await page.keyboard.type('razorbill');
  await page.keyboard.press('Enter');
  const content = await arrived('microsoft', 'razorbill');
  expect(content).toMatch(/<attachment/);
  expect(content).not.toContain('again');
});

it('too many files for the server cause an alert before sending, and the message stays in the box', async () => {
  await open('Town');
  await box().click();
  await page.keyboard.type('cormorant');
  const files = Array.from({ length: 11 }, (_, at) => ({
    name: `plan-${at}.txt`,
    mimeType: 'text/plain',
    buffer: Buffer.from(`plan ${at}`),
  }));
  await page.locator('[data-composer] input[type=file]').first().setInputFiles(files);
  const told = page.getByRole('alert').filter({ hasText: 'Mattermost takes 10 files with a message.' });
  await told.waitFor();
  await box().click();
  await page.keyboard.press('Enter');
  expect((await box().innerText()).trim()).toBe('cormorant');
  await page.getByRole('button', { name: /^Remove \W*plan-10\.txt/ }).click();
  await told.waitFor({ state: 'detached' });
  await box().click();
  // The second message comes before the page knows that the files are gone.
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  expect(await arrived('mattermost', 'cormorant')).toContain('cormorant');
  await page.getByRole('list', { name: 'Files that go with the message' }).waitFor({ state: 'detached' });
});
