// Systems that have no font with emoji (on Linux, whose fonts a file chooses), and systems that want movement, or none.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  openHouse,
  organisation,
  type House,
  type Stage,
  type Visit,
  type StageWishes,
} from './fixtures/app-page/house.ts';
import { layoutFaults } from './fixtures/app-page/checks/layout.ts';
import { isEndless, movements } from './fixtures/app-page/checks/movements.ts';
import { accountRow, mattermost, teams } from './fixtures/app-page/people.ts';
import { allScenes } from './fixtures/app-page/scenes/all-scenes.ts';
import type { Scene } from './fixtures/app-page/scenes/scenes.ts';

const wide = { width: 1280, height: 800 };
const patience = 6_000;

const sceneOf = (name: string): Scene => {
  const found = allScenes.find((scene) => scene.name === name);
  if (!found) throw new Error(`no scene is called ${name}`);
  return found;
};

const noFaults = (page: Page): Promise<void> =>
  vi.waitFor(async () => expect(await layoutFaults(page)).toEqual([]), { timeout: patience });

describe.runIf(process.platform === 'linux')('without a font that has emoji', () => {
  let folder: string;
  let house: House;
  let stage: Stage;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'isthmus-fonts-'));
    const config = join(folder, 'fonts.conf');
    writeFileSync(
      config,
      `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
      <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
      <selectfont><rejectfont>
        <pattern><patelt name="color"><bool>true</bool></patelt></pattern>
        <glob>*Emoji*</glob>
        <glob>*emoji*</glob>
      </rejectfont></selectfont></fontconfig>`,
    );
    house = await openHouse({ variables: { FONTCONFIG_FILE: config } });
    stage = house.stage({ viewport: wide, reducedMotion: 'reduce' });
  });
  afterAll(async () => {
    await house.close();
    rmSync(folder, { recursive: true });
  });

  const show = async (name: string): Promise<Page> => {
    const { wishes, steps } = sceneOf(name);
    const { page } = await stage.show(wishes(Date.now()));
    await steps(page);
    return page;
  };

  /** Whether the system draws this emoji in colours: a shape in a text font, and a box, have none. */
  const isColourful = (page: Page, emoji: string): Promise<boolean> =>
    page.evaluate((text) => {
      const pen = new OffscreenCanvas(40, 40).getContext('2d');
      if (pen === null) throw new Error('no 2d context');
      pen.font = '24px sans-serif';
      pen.fillText(text, 4, 30);
      const { data } = pen.getImageData(0, 0, 40, 40);
      return data.some((value, at) => at % 4 !== 3 && value !== 0);
    }, emoji);

  /** Of what is shown: its height in px and its name, and whether its text stays inside. */
  const measured = (page: Page, selector: string) =>
    page.evaluate((wanted) => {
      const shown = [...document.querySelectorAll<HTMLElement>(wanted)].filter((one) =>
        one.checkVisibility(),
      );
      return {
        count: shown.length,
        heights: [...new Set(shown.map(({ offsetHeight }) => offsetHeight))],
        outside: shown.filter(
          (one) => one.scrollWidth > one.clientWidth && getComputedStyle(one).overflowX === 'visible',
        ).length,
        unnamed: shown.filter((one) => (one.getAttribute('aria-label') ?? '').trim() === '').length,
      };
    }, selector);

  it('reactions keep their height and have names, and rows theirs', async () => {
    const page = await show('conversation');
    expect(await isColourful(page, '😀')).toBe(false);
    // The names are seen and heard, in the reaction and in the bubble of who reacted.
    const rocket = page.locator('[data-reaction="🚀"]').first();
    expect(await rocket.innerText()).toMatch(/^rocket\s*\d+$/);
    expect(await rocket.getAttribute('aria-label')).toMatch(/^rocket, \d+ (person|people)$/);
    await rocket.hover();
    await page.getByRole('tooltip').filter({ hasText: 'reacted with rocket' }).waitFor();
    const chips = await measured(page, '[data-reaction]');
    expect(chips).toEqual({ count: chips.count, heights: [24], outside: 0, unnamed: 0 });
    expect(chips.count).toBeGreaterThan(0);
    expect((await measured(page, '[data-testid=conversation-row]')).heights).toEqual([56]);
    await noFaults(page);
  });

  it.each(['emoji-picker', 'writing-emoji'])('the picker names what it offers (%s)', async (name) => {
    const page = await show(name);
    const cells = await measured(page, '[role=gridcell]');
    expect(cells).toMatchObject({ outside: 0, unnamed: 0 });
    expect(cells.heights).toHaveLength(1);
    expect(cells.count).toBeGreaterThan(0);
    // The name of the active one stands below the grid, for all to read.
    const field = page.getByRole('combobox', { name: 'Find an emoji' });
    await field.fill('boat');
    const active = page.locator('[role=gridcell][aria-selected=true]');
    await vi.waitFor(
      async () => {
        const label = (await active.getAttribute('aria-label')) ?? '';
        expect(label).toMatch(/boat/);
        await page.locator(`[aria-hidden][title="${label}"]`).waitFor({ timeout: 500 });
      },
      { timeout: patience },
    );
    await noFaults(page);
  });

  it.each(['message-menu', 'conversation-teams', 'wished-and-refused'])(
    '%s stays inside its boxes',
    async (name) => {
      await noFaults(await show(name));
    },
  );
});

/** What opens, closes, appears, and turns while one waits. */
const moving = [
  ...['delete-question', 'add-account', 'sign-in-again', 'emoji-picker', 'accounts-menu', 'message-menu'],
  ...['switcher-found', 'choice-disk-full', 'filling', 'outgoing', 'history-loading', 'linked-popover'],
];

describe('movement', () => {
  let house: House;
  const stages = new Map<'no-preference' | 'reduce', Stage>();
  beforeAll(async () => {
    house = await openHouse();
    for (const reducedMotion of ['no-preference', 'reduce'] as const)
      stages.set(reducedMotion, house.stage({ viewport: wide, reducedMotion }));
  });
  afterAll(() => house.close());
  const show = (reducedMotion: 'no-preference' | 'reduce', wishes: StageWishes): Promise<Visit> => {
    const stage = stages.get(reducedMotion);
    if (!stage) throw new Error('no stage for this wish');
    return stage.show(wishes);
  };

  // Where none is wished for, `app-page-screens.test.ts` looks at every scene.
  it.each(moving)('%s comes to rest inside the window', async (name) => {
    const { wishes, steps } = sceneOf(name);
    const { page, complaints } = await show('no-preference', wishes(Date.now()));
    await steps(page);
    await vi.waitFor(
      async () => expect((await movements(page)).filter((one) => !isEndless(one))).toEqual([]),
      { timeout: patience },
    );
    await noFaults(page);
    expect(complaints).toEqual([]);
  });

  it.each(['no-preference', 'reduce'] as const)(
    'a bar that has no share to show moves, and is not there where nothing shall move (%s)',
    async (reducedMotion) => {
      const rows = organisation(Date.now());
      const progress = { conversations: { total: 0, readable: 0, complete: 0, setBack: 0 }, messages: 0 };
      const accounts = [
        accountRow(teams, { state: { kind: 'connecting' }, progress }),
        accountRow(mattermost),
      ];
      const { page } = await show(reducedMotion, { rows: { ...rows, accounts } });
      const line = page.getByTestId('status-teams');
      await line.getByText('Connecting').waitFor();
      const isMoved = reducedMotion === 'no-preference';
      expect(await line.getByRole('progressbar').count()).toBe(isMoved ? 1 : 0);
      expect((await movements(page)).filter(isEndless)).toHaveLength(isMoved ? 1 : 0);
    },
  );
});
