// Names of 300 characters, with marks that turn the writing and with control characters: everywhere one line each, inside their boxes, and
// nothing around them is turned.
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  awkward,
  awkwardOrganisation,
  oddNames,
  oddOrganisation,
  unwanted,
} from './fixtures/app-page/awkward.ts';
import type { AccountId } from '../../renderer/model/index.ts';
import { noPreset } from './fixtures/app-page/door.ts';
import {
  openHouse,
  organisation,
  type House,
  type Stage,
  type VisitWishes,
} from './fixtures/app-page/house.ts';
import { layoutFaults } from './fixtures/app-page/checks/layout.ts';
import { accountRow, mattermost, teams } from './fixtures/app-page/people.ts';
import { certificateQuestion, proxyQuestion } from './fixtures/app-page/scenes/network-scenes.ts';
import { openConversation, orderBy } from './fixtures/app-page/scenes/scenes.ts';

let house: House;
let stage: Stage;
beforeAll(async () => {
  house = await openHouse();
  stage = house.stage({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
});
afterAll(() => house.close());

/** Texts and attributes on the screen that contain what no name may bring there. */
const turned = (page: Page): Promise<readonly string[]> =>
  page.evaluate((source) => {
    const unwantedHere = new RegExp(source, 'u');
    const found: string[] = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node !== null; node = texts.nextNode())
      if (unwantedHere.test(node.nodeValue ?? '')) found.push(`text: ${JSON.stringify(node.nodeValue)}`);
    for (const name of ['aria-label', 'aria-description', 'alt', 'placeholder', 'title'])
      for (const element of document.querySelectorAll(`[${name}]`))
        if (unwantedHere.test(element.getAttribute(name) ?? ''))
          found.push(`${name}: ${JSON.stringify(element.getAttribute(name))}`);
    return found;
  }, unwanted.source);

/** The heights of the shown elements, px. */
const heights = (page: Page, selector: string): Promise<readonly number[]> =>
  page.evaluate(
    (wanted) =>
      [...document.querySelectorAll(wanted)]
        .map((one) => one.getBoundingClientRect().height)
        .filter((height) => height > 1),
    selector,
  );

interface Scene {
  readonly name: string;
  readonly steps: (page: Page) => Promise<void>;
  /** What has one line for each name, by selector, and the height that it reaches only with one line more, px: in any font. */
  readonly rows: Readonly<Record<string, number>>;
}

const box = async (page: Page): Promise<void> => {
  await openConversation(page, 'Platform');
  await page.getByRole('textbox', { name: /^Message to/ }).click();
};

const scenes: readonly Scene[] = [
  {
    name: 'in the list, and in the header',
    steps: (page) => openConversation(page, 'Platform'),
    // The time of a message is in the line of its author.
    rows: {
      '[data-testid=conversation-row]': 66,
      h1: 36,
      '[data-testid=message] div:has(> span > time)': 36,
    },
  },
  {
    name: 'in a Teams channel, by service and team',
    steps: async (page) => {
      await orderBy(page, 'By service and team');
      await openConversation(page, 'Design review');
    },
    rows: { h1: 36 },
  },
  {
    name: 'in the switcher',
    steps: async (page) => {
      await page.keyboard.press('Control+k');
      await page.getByTestId('switcher').waitFor();
      await page.keyboard.type('Aiko');
      await page.getByRole('option', { name: /Aiko/ }).first().waitFor();
    },
    rows: { '[role=dialog] [role=option]': 58 },
  },
  {
    name: 'in the completion of names',
    steps: async (page) => {
      await box(page);
      await page.keyboard.type('@ai');
      await page.getByRole('option', { name: /Aiko/ }).first().waitFor();
    },
    rows: { '[role=option]': 44 },
  },
  {
    name: 'in the completion of channels',
    steps: async (page) => {
      await box(page);
      await page.keyboard.type('~rel');
      await page.getByRole('option', { name: /Rel/ }).first().waitFor();
    },
    rows: { '[role=option]': 44 },
  },
  {
    name: 'in the menu of accounts',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Accounts' }).click();
      await page.getByRole('menu').waitFor();
    },
    // Its names may have several lines; the heading behind it has none of them.
    rows: {},
  },
  {
    name: 'in a dialog',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Accounts' }).click();
      await page.getByRole('menuitem', { name: 'Sign out' }).first().click();
      await page.getByRole('dialog').or(page.getByRole('alertdialog')).first().waitFor();
    },
    // Its names may have several lines; the heading behind it has none of them.
    rows: {},
  },
];

/** With names of only spaces, of only marks, of emoji, turned ones, and ones from right to left. */
const oddScenes: readonly Scene[] = [
  {
    name: 'of files and reactions in a message, and of files in the box',
    steps: async (page) => {
      await openConversation(page, 'Platform');
      await page.getByTestId('message').filter({ hasText: 'Odd files' }).waitFor();
      await page
        .locator('[data-composer] input[type=file]')
        .first()
        .setInputFiles(
          [...Object.values(oddNames), awkward('Report')].map((name) => ({
            ...{ name, mimeType: 'application/pdf', buffer: Buffer.from('x') },
          })),
        );
      await page.locator('[data-composer] li').nth(5).waitFor();
    },
    rows: {
      '[data-testid=message] [title] bdi[dir=ltr]': 36,
      '[data-reaction]': 30,
      '[data-composer] li bdi': 36,
    },
  },
  {
    name: 'of people in a new conversation',
    steps: async (page) => {
      await page.keyboard.press('Control+n');
      const dialog = page.getByTestId('new-conversation');
      for (let at = 0; at < 6; at += 1) await dialog.getByRole('option').first().click();
      await dialog.getByRole('listitem').nth(5).waitFor();
    },
    rows: { '[role=dialog] li bdi': 36, '[role=dialog] [role=option]': 58 },
  },
  {
    name: 'of teams, channels and their headers',
    steps: async (page) => {
      await orderBy(page, 'By service and team');
      await page.getByRole('treeitem').nth(4).click();
      await page.getByRole('heading', { level: 1 }).waitFor();
    },
    rows: { '[data-testid=conversation-row]': 66, h1: 36 },
  },
];

/** The card of Mattermost for a server that has this name, wherever it has one. */
const cardOf = (name: string, outcome: object): VisitWishes => ({
  answers: {
    'preset:read': {
      ...noPreset,
      mattermost: { url: `https://${'chat-'.repeat(11)}a.harbour.example`, clientId: null, allowHttp: false },
    },
    'account:ask-mattermost': {
      kind: 'offer',
      offer: {
        ...{ name, version: '11.6.0', oauth: 'built-in', mfa: 'possible' },
        password: { email: false, username: false, ldap: name },
        sso: [{ service: 'saml', label: name }],
      },
    },
    'account:connect-mattermost': outcome,
  },
});
const signInByPassword = async (page: Page): Promise<void> => {
  await page.getByTestId('server-line').filter({ hasText: 'Mattermost 11.6.0' }).waitFor();
  await page.getByRole('tab', { name: 'Password' }).click();
  const card = page.getByTestId('connect-mattermost');
  await card.getByRole('textbox').nth(1).fill('mira');
  await card.locator('input[type=password]').fill('secret');
  await card.getByRole('button', { name: 'Sign in to Mattermost' }).click();
};

/** Accounts of one person in organisations and on servers with these names. */
const accountsOf = (names: readonly string[], now: number): VisitWishes => ({
  rows: {
    ...organisation(now),
    accounts: names.flatMap((name, at) => [
      accountRow(at === 0 ? teams : (`t-${'abcdefgh'.charAt(at).repeat(12)}` as AccountId), {
        ...{ service: 'teams', label: 'mira@harbour.example' },
        ...{ organisation: `${at}2345678-90ab`, organisationName: name },
      }),
      accountRow(at === 0 ? mattermost : (`m-${'abcdefgh'.charAt(at).repeat(12)}` as AccountId), {
        ...{ label: name, siteUrl: 'http://chat.harbour.example' },
        ...(at === 1
          ? { state: { kind: 'offline', reason: 'certificate-refused', host: name, retryAt: now + 60_000 } }
          : {}),
      }),
    ]),
  },
});

interface ForeignScene {
  readonly name: string;
  readonly wishes: (now: number) => VisitWishes;
  readonly steps: (page: Page) => Promise<void>;
}

const foreignNames = [awkward('Harbour'), ...Object.values(oddNames)];

/** Of servers, organisations, proxies and certificates. */
const foreignScenes: readonly ForeignScene[] = [
  ...[awkward('Harbour'), oddNames.marks, oddNames.rightToLeft].flatMap((name, at): ForeignScene[] => [
    {
      name: `a server before the sign-in, ${at}`,
      wishes: () => cardOf(name, { kind: 'other-person', label: name }),
      steps: async (page) => {
        await signInByPassword(page);
        await page.getByTestId('trouble-mattermost').waitFor();
      },
    },
  ]),
  {
    name: 'a certificate that is refused',
    wishes: () => cardOf(awkward('Harbour'), { kind: 'certificate-refused', host: awkward('host') }),
    steps: async (page) => {
      await signInByPassword(page);
      await page.getByTestId('trouble-mattermost').waitFor();
    },
  },
  {
    name: 'accounts in the menu',
    wishes: (now) => accountsOf(foreignNames, now),
    steps: async (page) => {
      await page.getByRole('button', { name: 'Accounts' }).click();
      await page.getByRole('menu').waitFor();
    },
  },
  {
    name: 'accounts in the list, the status line and the banner',
    wishes: (now) => accountsOf(foreignNames.slice(0, 3), now),
    steps: (page) => orderBy(page, 'By service and team'),
  },
  {
    name: 'an organisation in the question of signing out',
    wishes: (now) => accountsOf(foreignNames.slice(0, 2), now),
    steps: async (page) => {
      await page.getByRole('button', { name: 'Accounts' }).click();
      await page.getByRole('menuitem', { name: 'Sign out' }).first().click();
      await page.getByRole('dialog').or(page.getByRole('alertdialog')).first().waitFor();
    },
  },
  {
    name: 'an account that signs in again',
    wishes: (now) => ({
      rows: {
        ...organisation(now),
        accounts: [accountRow(teams, { label: awkward('mira@harbour.example') })],
      },
    }),
    steps: async (page) => {
      await page.getByRole('button', { name: 'Accounts' }).click();
      await page.getByRole('menuitem', { name: 'Sign in again' }).first().click();
      await page.getByRole('dialog').waitFor();
    },
  },
  ...[awkward('Harbour office').slice(0, 200), oddNames.marks].map((realm, at): ForeignScene => ({
    name: `the realm of a proxy, ${at}`,
    wishes: (now) => ({
      rows: organisation(now),
      answers: { 'network:question': { question: { ...proxyQuestion, realm } } },
    }),
    steps: (page) => page.getByRole('alertdialog').waitFor(),
  })),
  {
    name: 'certificates to choose from',
    wishes: (now) => ({
      rows: organisation(now),
      answers: {
        'network:question': {
          question: {
            ...certificateQuestion(now),
            certificates: foreignNames.map((name, at) => ({
              ...{ fingerprint: `sha256/${at}`, subject: name, issuer: name },
              ...{ validFrom: now, validUntil: now + 60_000 },
            })),
          },
        },
      },
    }),
    steps: (page) => page.getByRole('alertdialog').waitFor(),
  },
];

/** Names of files, people, teams and conversations of which nothing can be seen. */
const unseen = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('bdi, h1, [role=treeitem], [role=option], label, button:not([aria-label])')]
      .filter((one) => one.checkVisibility() && one.textContent.trim() === '')
      .map((one) => one.outerHTML.slice(0, 200)),
  );

describe.each([
  {
    kind: 'of 300 characters with marks of direction and control characters',
    all: scenes,
    of: awkwardOrganisation,
  },
  { kind: 'of spaces, marks, emoji, and other scripts', all: oddScenes, of: oddOrganisation },
])('names $kind', ({ all, of }) => {
  it.each(all)('$name', async ({ name, steps, rows }) => {
    const { page, complaints } = await stage.show({ rows: of(Date.now()) });
    await page.getByRole('treeitem').first().waitFor();
    await steps(page);
    expect(await turned(page)).toEqual([]);
    expect(await unseen(page)).toEqual([]);
    if (process.env.ISTHMUS_SHOTS)
      await page.screenshot({ path: `dist/app-page-shots/names-${name.replaceAll(/\W+/g, '-')}.png` });
    for (const [selector, oneMore] of Object.entries(rows)) {
      const high = await heights(page, selector);
      expect({ selector, shown: high.length > 0 }).toEqual({ selector, shown: true });
      expect({ selector, tooHigh: high.filter((height) => height >= oneMore) }).toEqual({
        selector,
        tooHigh: [],
      });
    }
    await vi.waitFor(async () => expect(await layoutFaults(page)).toEqual([]), { timeout: 6_000 });
    expect(complaints).toEqual([]);
  });
});

describe('names of servers and organisations', () => {
  it.each(foreignScenes)('$name', async ({ name, wishes, steps }) => {
    const { page, complaints } = await stage.show(wishes(Date.now()));
    await steps(page);
    expect(await turned(page)).toEqual([]);
    expect(await unseen(page)).toEqual([]);
    for (const [look, viewport, colorScheme] of [
      ['light', { width: 1280, height: 800 }, 'light'],
      ['dark', { width: 1280, height: 800 }, 'dark'],
      ['narrow', { width: 400, height: 700 }, 'light'],
    ] as const) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme });
      await vi.waitFor(async () => expect([look, await layoutFaults(page)]).toEqual([look, []]), {
        timeout: 6_000,
      });
      if (process.env.ISTHMUS_SHOTS)
        await page.screenshot({
          path: `dist/app-page-shots/foreign-${name.replaceAll(/\W+/g, '-')}-${look}.png`,
        });
    }
    expect(complaints).toEqual([]);
  });
});
