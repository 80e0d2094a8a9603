// The app page in a real Chromium, with main's own policy, over a database that is filled like the engine fills it.
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noPreset, tellPage } from './fixtures/app-page/door.ts';
import { openHouse, organisation, type House, type Stage, type Visit } from './fixtures/app-page/house.ts';
import { linkedOrganisation } from './fixtures/app-page/linked.ts';
import {
  certificateQuestion,
  networkScenes,
  proxyQuestion,
} from './fixtures/app-page/scenes/network-scenes.ts';
import { accountRow, mattermost, peopleRows, teams } from './fixtures/app-page/people.ts';
import { connectWishes } from './fixtures/app-page/scenes/connect-scenes.ts';
import { relayStatusScenes } from './fixtures/app-page/scenes/relay-status-scenes.ts';
import { openConversation, sandboxPreset } from './fixtures/app-page/scenes/scenes.ts';

let house: House;
let stage: Stage;
beforeAll(async () => {
  house = await openHouse();
  stage = house.stage({});
});
afterAll(() => house.close());

describe('the app page', () => {
  it('keeps the newest message in sight while the composer grows, and does not move a reader who has scrolled up', async () => {
    const { page } = await stage.show({ rows: organisation(Date.now()) });
    await openConversation(page, 'Platform');
    const list = page.locator('[data-region=messages]');
    const box = page.locator('[data-composer] [role=textbox]').first();
    await box.click();
    const fromEnd = () => list.evaluate((at) => Math.round(at.scrollHeight - at.clientHeight - at.scrollTop));
    const grow = async (): Promise<void> => {
      const height = () => list.evaluate((at) => at.clientHeight);
      const before = await height();
      for (let line = 0; line < 4; line += 1) await page.keyboard.press('Shift+Enter');
      await expect.poll(height).toBeLessThan(before - 50);
    };
    await grow();
    await expect.poll(fromEnd).toBeLessThanOrEqual(1);
    await list.evaluate((at) => at.scrollBy(0, -400));
    await expect.poll(fromEnd).toBeGreaterThan(300);
    const top = await list.evaluate((at) => at.scrollTop);
    await grow();
    expect(await list.evaluate((at) => at.scrollTop)).toBe(top);
  });

  it('shows the onboarding cards while there is no account', async () => {
    const { page, complaints } = await stage.show({});
    await page.getByRole('button', { name: 'Sign in to Teams' }).waitFor();
    await page.getByRole('button', { name: 'Sign in to Mattermost' }).waitFor();
    expect(complaints).toEqual([]);
  });

  it('asks at a start to connect what the preset asks for, until it is skipped', async () => {
    const { page, complaints } = await stage.show(connectWishes(Date.now(), 'ask-each-start', [teams]));
    const question = page.getByRole('alertdialog', { name: 'Connect Mattermost' });
    const isHeld = () => question.evaluate((dialog) => dialog.contains(document.activeElement));
    await expect.poll(isHeld).toBe(true);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip for now');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    // The card is that of the asked service alone. Closing it leaves the app.
    await page.getByRole('dialog', { name: 'Connect Mattermost' }).waitFor();
    expect(await page.getByTestId('connect-teams').count()).toBe(0);
    await page.keyboard.press('Escape');
    await openConversation(page, 'Aiko Tanaka');
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Aiko Tanaka' }).waitFor();
    expect(await question.count()).toBe(0);
    // A window of another start has another session.
    await page.evaluate(() => sessionStorage.clear());
    await page.reload();
    await expect.poll(isHeld).toBe(true);
    await page.keyboard.press('Escape');
    await question.waitFor({ state: 'detached' });
    await page.getByRole('heading', { level: 1, name: 'Aiko Tanaka' }).waitFor();
    expect(complaints).toEqual([]);
  });

  it('shows nothing but signing in until what the preset requires is connected; an expired sign-in is connected', async () => {
    const { page, put, remove, complaints } = await stage.show(
      connectWishes(Date.now(), 'required', [teams]),
    );
    await page.getByRole('heading', { level: 1, name: 'Connect Mattermost to go on' }).waitFor();
    expect(await page.getByRole('button', { name: 'Continue with one' }).count()).toBe(0);
    expect(await page.getByRole('treeitem').count()).toBe(0);
    // What can be removed from the computer can be removed here, too.
    await page.getByRole('list', { name: 'Accounts' }).getByRole('button', { name: 'Sign out…' }).click();
    await page.getByRole('alertdialog', { name: /^Sign out of Microsoft Teams/ }).waitFor();
    await page.keyboard.press('Escape');
    const account = { siteUrl: sandboxPreset.mattermost.url };
    await put({
      accounts: [
        accountRow(mattermost, { ...account, state: { kind: 'sign-in-needed', reason: 'expired' } }),
      ],
    });
    await openConversation(page, 'Aiko Tanaka');
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Aiko Tanaka' }).waitFor();
    // After a sign-out it is required anew.
    await remove('accounts', [mattermost]);
    await page.getByRole('heading', { level: 1, name: 'Connect Mattermost to go on' }).waitFor();
    expect(complaints).toEqual([]);
  });

  it('is there for screen readers again after the only thing that handles its focus, a dialog, has closed', async () => {
    const relay = relayStatusScenes.find(({ name }) => name === 'relay-empty');
    if (!relay) throw new Error('no scene of a relay without accounts');
    const { page, complaints } = await stage.show(relay.wishes(Date.now()));
    const signIn = page.getByTestId('relay-verdict').getByRole('button', { name: 'Sign in…' });
    await signIn.click();
    const isHidden = () => page.locator('#root').getAttribute('aria-hidden');
    await expect.poll(isHidden).toBe('true');
    await page.keyboard.press('Escape');
    await expect.poll(isHidden).toBe(null);
    expect(await signIn.count()).toBe(1);
    expect(complaints).toEqual([]);
  });

  it('shows the list and a conversation from the database alone', async () => {
    const { page, complaints } = await stage.show({ rows: organisation(Date.now()) });
    await openConversation(page, 'Platform');
    await page.getByText('p95 is down to 180 ms').last().waitFor();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Platform');
    expect(complaints).toEqual([]);
  });

  it('is in English on a system of any language, with the clock of the system', async () => {
    const { page } = await stage.show({
      rows: organisation(Date.parse('2026-11-26T20:30:00Z')),
      locale: 'ar-EG',
      timezoneId: 'UTC',
    });
    await openConversation(page, 'Platform');
    expect(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir])).toEqual([
      'en-GB',
      'ltr',
    ]);
    await page.getByRole('main').getByText('8:28 pm', { exact: true }).first().waitFor();
    const words = await page.evaluate(() => document.body.innerText);
    expect(words).not.toMatch(/[\u0600-\u06FF]/u);
  });

  it('shows a continued message with its time in one line on a clock of 12 hours', async () => {
    // At a fixed time, because a message after midnight continues none.
    const { page } = await stage.show({
      rows: linkedOrganisation(Date.parse('2026-11-26T20:30:00Z')),
      locale: 'en-US',
      timezoneId: 'UTC',
      hasTouch: true,
    });
    await openConversation(page, 'Platform');
    await page.getByText('brb, coffee').waitFor();
    const times = page.locator('[data-side-time]');
    await times.first().waitFor({ state: 'attached' });
    const seen = await times.evaluateAll((all) =>
      all.map((time) => {
        const text = document.createRange();
        text.selectNodeContents(time);
        return {
          text: time.textContent,
          lines: text.getClientRects().length,
          cut: time.scrollWidth > time.clientWidth,
        };
      }),
    );
    expect(seen.length).toBeGreaterThan(1);
    for (const { text, lines, cut } of seen) {
      expect(text).toMatch(/^\d{1,2}:\d{2}$/);
      expect({ lines, cut }).toEqual({ lines: 1, cut: false });
    }
    // It is seen under the pointer, and where the focus is: a touch gives it.
    const message = page.locator('article:has(> [data-side-time])').first();
    const opacity = (): Promise<string> =>
      message.locator('[data-side-time]').evaluate((time) => getComputedStyle(time).opacity);
    expect(await opacity()).toBe('0');
    await message.tap();
    await expect.poll(opacity).toBe('1');
    await openConversation(page, 'Platform');
    await expect.poll(opacity).toBe('0');
    await message.hover();
    await expect.poll(opacity).toBe('1');
  });

  it('calls nothing empty before the database has answered', async () => {
    const now = Date.now();
    const { page } = await stage.show({
      rows: {
        ...organisation(now),
        accounts: [
          accountRow(teams, {
            state: { kind: 'connecting' },
            progress: { conversations: { total: 45, readable: 8, complete: 0, setBack: 0 }, messages: 160 },
          }),
        ],
        conversations: [],
        messages: [],
      },
    });
    await page.getByText('8 of 45').waitFor();
    expect(await page.getByText('Your conversations are on their way').count()).toBe(2);
    expect(await page.getByText('No conversations').count()).toBe(0);
  });

  it('does not say that a thread has no replies while it reads them', async () => {
    const { page } = await stage.show({ rows: organisation(Date.now()) });
    await openConversation(page, 'Platform');
    const seen = await page.evaluateHandle(() => {
      const texts: string[] = [];
      new MutationObserver(() => {
        const text = document.querySelector('[data-testid=thread] [data-region=thread]')?.textContent ?? '';
        if (text !== '') texts.push(text);
      }).observe(document.body, { childList: true, subtree: true, characterData: true });
      return texts;
    });
    await page
      .getByRole('region', { name: 'Messages in Platform' })
      .evaluate((scroller) => scroller.scrollBy(0, -1_000));
    await page.getByRole('button', { name: /12 replies/ }).click();
    await page.getByTestId('thread').getByText('12 replies').waitFor();
    const texts = await seen.jsonValue();
    expect(texts.length).toBeGreaterThan(0);
    expect(texts.filter((text) => text.includes('No replies'))).toEqual([]);
  });

  it('keeps a long name, and a right-to-left name, in one line', async () => {
    const now = Date.now();
    const rows = organisation(now);
    const long = 'Anastasia '.repeat(40).trim();
    const { page, complaints } = await stage.show({
      rows: {
        ...rows,
        people: peopleRows.map((one) =>
          one.handle === 'jonas'
            ? { ...one, displayName: long }
            : one.handle === 'sam'
              ? { ...one, displayName: 'סמואל' }
              : one,
        ),
      },
      viewport: { width: 720, height: 700 },
    });
    await openConversation(page, 'Platform');
    await page.getByTestId('message').last().waitFor();
    const heights = await page
      .locator('[data-testid=message] bdi')
      .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height));
    expect(heights.length).toBeGreaterThan(3);
    expect(Math.max(...heights)).toBeLessThan(30);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
    expect(complaints).toEqual([]);
  });

  it.each(['Accounts', 'What was put aside, and why'])('opens “%s” inside a small window', async (name) => {
    const { page } = await stage.show({
      rows: organisation(Date.now()),
      viewport: { width: 400, height: 300 },
    });
    await page.getByRole('button', { name }).click();
    const surface = page.locator('.fui-PopoverSurface, .fui-MenuPopover');
    await surface.waitFor();
    await expect
      .poll(async () => {
        const box = await surface.boundingBox();
        return (
          box !== null && box.x >= 0 && box.y >= 0 && box.x + box.width <= 400 && box.y + box.height <= 300
        );
      })
      .toBe(true);
  });

  it('folds the advice about two accounts in a narrow window, and shows it at the press of a button', async () => {
    const accounts = [
      accountRow(teams, { state: { kind: 'sign-in-needed', reason: 'confirm-identity' } }),
      accountRow(mattermost, { state: { kind: 'sign-in-needed', reason: 'expired' } }),
    ];
    const { page } = await stage.show({ rows: { ...organisation(Date.now()), accounts } });
    const trouble = page.getByTestId('trouble-teams');
    const advice = trouble.getByText('answer what your browser asks');
    const fold = trouble.getByRole('button', { name: 'What to do' });
    await advice.waitFor();
    expect(await fold.count()).toBe(0);
    await page.setViewportSize({ width: 480, height: 800 });
    await fold.click();
    await advice.waitFor();
    await trouble.getByRole('button', { name: 'Less' }).click();
    await advice.waitFor({ state: 'detached' });
    expect(await trouble.getByRole('button', { name: 'Sign in again' }).isVisible()).toBe(true);
  });

  it('marks an account whose server is reached without encryption', async () => {
    const accounts = [
      accountRow(teams),
      accountRow(mattermost, { siteUrl: 'http://chat.harbour.example', label: '@mira' }),
    ];
    const { page } = await stage.show({ rows: { ...organisation(Date.now()), accounts } });
    await page.getByRole('button', { name: 'Accounts' }).click();
    const menu = page.locator('.fui-MenuPopover');
    await menu.getByText('Mattermost · @mira · not encrypted').waitFor();
    expect(await menu.getByText('not encrypted').count()).toBe(1);
  });

  it('offers the server’s ways of signing in, and moves the focus to the field that failed', async () => {
    const { page, calls } = await stage.show({
      answers: {
        'preset:read': {
          ...noPreset,
          mattermost: { url: 'https://chat.harbour.example', clientId: null, allowHttp: false },
        },
        'account:ask-mattermost': {
          kind: 'offer',
          offer: {
            name: 'Harbour',
            version: '11.6.0',
            password: { email: true, username: true, ldap: null },
            sso: [],
            oauth: 'off',
            mfa: 'possible',
          },
        },
        'account:connect-mattermost': [
          { kind: 'wrong-credentials' },
          { kind: 'mfa-needed' },
          { kind: 'unreachable' },
          { kind: 'not-allowed', detail: 'x' },
        ],
      },
    });
    await page.getByRole('tab', { name: 'Access token' }).waitFor();
    await expect.poll(() => page.getByRole('tab', { name: 'Browser' }).count()).toBe(0);
    expect((await calls()).filter(({ name }) => name === 'account:ask-mattermost')).toHaveLength(1);
    const submit = page.getByRole('button', { name: 'Sign in to Mattermost' });
    const isFocused = (label: string) =>
      expect
        .poll(() => page.getByLabel(label, { exact: true }).evaluate((one) => one === document.activeElement))
        .toBe(true);
    await submit.click();
    await isFocused('Username or e-mail');
    await page.getByLabel('Username or e-mail').fill('mira');
    await submit.click();
    await isFocused('Password');
    await page.getByLabel('Password', { exact: true }).fill('secret');
    await submit.click();
    await isFocused('Password');
    await submit.click();
    await isFocused('MFA code');
    await submit.click();
    await isFocused('Server address');
    await submit.click();
    await expect
      .poll(() => page.getByTestId('trouble-mattermost').evaluate((one) => one === document.activeElement))
      .toBe(true);
  });
});

/** Main sends its question to the page. */
const tell = (page: Page, question: object | null): Promise<void> =>
  tellPage(page, 'network:asks', { question });
const answersOf = async ({ calls }: Visit): Promise<unknown[]> =>
  (await calls()).filter(({ name }) => name === 'network:answer').map(({ request }) => request);

describe('a proxy that asks for a sign-in', () => {
  it('is named, and gets the typed login; a second question starts with an empty password', async () => {
    const visit = await stage.show({ rows: organisation(Date.now()) });
    const { page, complaints } = visit;
    await page.getByRole('searchbox').waitFor();
    await tell(page, proxyQuestion);
    const dialog = page.getByRole('alertdialog');
    await dialog.getByText('proxy.harbour.example:3128').waitFor();
    expect(await dialog.innerText()).toMatch(/Harbour office[^]*not Microsoft and not Mattermost/);
    await dialog.getByRole('button', { name: 'Sign in' }).click();
    await dialog.getByText('Enter your user name.').waitFor();
    expect(await answersOf(visit)).toEqual([]);
    await dialog.getByLabel('User name').fill('ada');
    await dialog.getByLabel('Password').fill('wrong');
    await dialog.getByLabel('Password').press('Enter');
    const wrong = { kind: 'proxy-login', username: 'ada', password: 'wrong', keep: false };
    await tell(page, { ...proxyQuestion, id: 2, refused: true, username: 'ada' });
    await dialog.getByText('did not take').waitFor();
    expect(await dialog.getByLabel('Password').inputValue()).toBe('');
    expect(await dialog.getByLabel('User name').inputValue()).toBe('ada');
    await dialog.getByLabel('Password').fill('right');
    await dialog.getByLabel(/^Keep it/).check();
    await dialog.getByRole('button', { name: 'Sign in' }).click();
    expect(await answersOf(visit)).toEqual([
      { id: 1, answer: wrong },
      { id: 2, answer: { ...wrong, password: 'right', keep: true } },
    ]);
    await tell(page, null);
    await dialog.waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
  });

  it('gets no login from Cancel and from Escape', async () => {
    const visit = await stage.show({ answers: { 'network:question': { question: proxyQuestion } } });
    const { page } = visit;
    await page.getByRole('button', { name: 'Cancel' }).click();
    await tell(page, { ...proxyQuestion, id: 2, refused: true });
    // The fields of the first question are gone when the second one is shown.
    await page.getByText('did not take').waitFor();
    await page.getByLabel('User name').press('Escape');
    await expect
      .poll(() => answersOf(visit), { timeout: 30_000 })
      .toEqual([
        { id: 1, answer: null },
        { id: 2, answer: null },
      ]);
  });

  it('is asked for again by the button of an account that was not answered', async () => {
    const scene = networkScenes.find(({ name }) => name === 'proxy-not-answered');
    if (scene === undefined) throw new Error('no such scene');
    const visit = await stage.show(scene.wishes(Date.now()));
    await visit.page.getByRole('button', { name: 'Sign in to the proxy' }).first().click();
    expect((await visit.calls()).map(({ name }) => name)).toContain('network:ask-again');
  });
});

describe('a server that wants a certificate', () => {
  it('gets the chosen certificate, or none; no certificate is chosen beforehand', async () => {
    const question = certificateQuestion(Date.now());
    const visit = await stage.show({ answers: { 'network:question': { question } } });
    const { page, complaints } = visit;
    const dialog = page.getByRole('alertdialog');
    await dialog.getByText('chat.harbour.example asks').waitFor();
    expect(await dialog.getByRole('button', { name: 'Use this one' }).isDisabled()).toBe(true);
    await dialog.getByRole('radio', { name: /MIRA-LAPTOP.*Harbour Devices CA.*Valid from/ }).check();
    await dialog.getByRole('button', { name: 'Use this one' }).click();
    await tell(page, { ...question, id: 8, refused: true });
    await dialog.getByText('did not take').waitFor();
    await dialog.getByRole('button', { name: 'Use none' }).click();
    expect(await answersOf(visit)).toEqual([
      { id: 7, answer: { kind: 'client-certificate', fingerprint: 'sha256/two' } },
      { id: 8, answer: null },
    ]);
    expect(complaints).toEqual([]);
  });
});
