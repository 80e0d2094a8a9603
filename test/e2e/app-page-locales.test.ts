// Screens on systems of other languages: American English, and, as if there were catalogues for them, German (longer words) and Arabic (laid out
// from right to left, with its own digits). No menu or dialog leaves the window, and no text leaves its box. Drawn are the scenes with most
// layout; `app-page-screens.test.ts` shows longer words in all. ISTHMUS_LOCALES=all draws every scene in every locale, and ISTHMUS_SCENES=thread,list
// only these. With ISTHMUS_SHOTS=1 the pictures are in dist/locale-shots.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openHouse, type House, type Stage } from './fixtures/app-page/house.ts';
import { layoutFaults } from './fixtures/app-page/checks/layout.ts';
import { arabic, german, type PretendedLanguage } from './fixtures/app-page/pretended-language.ts';
import { allScenes } from './fixtures/app-page/scenes/all-scenes.ts';
import type { Scene } from './fixtures/app-page/scenes/scenes.ts';

const shots = resolve(import.meta.dirname, '../../dist/locale-shots');
const takesShots = Boolean(process.env.ISTHMUS_SHOTS);
/** Whether to draw each scene in each locale: ISTHMUS_LOCALES=all */
const everything = process.env.ISTHMUS_LOCALES === 'all';
const wanted = process.env.ISTHMUS_SCENES?.split(',');
/** How long a layout may need to follow a new size on a machine that is busy with other tests, ms. */
const patience = 6_000;

const wide = { name: 'wide', width: 1280, height: 800 };
const narrow = { name: 'narrow', width: 400, height: 800 };

interface Place {
  readonly locale: string;
  readonly speaks: PretendedLanguage | undefined;
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
}

const american: Place = { locale: 'en-US', speaks: undefined, lang: 'en-GB', dir: 'ltr' };
const inGermany: Place = { locale: 'de-DE', speaks: german, lang: 'de-DE', dir: 'ltr' };
const inEgypt: Place = { locale: 'ar-EG', speaks: arabic, lang: 'ar-EG', dir: 'rtl' };
const places = [american, inGermany, inEgypt];

/** The scenes with most layout: lists, messages, the box and what opens from it, menus, dialogs, settings. */
const drawnInBoth = new Set([
  ...['list-recent', 'list-teams', 'conversation', 'conversation-teams', 'thread', 'linked', 'outgoing'],
  ...['writing', 'writing-emoji', 'message-menu', 'emoji-picker', 'conversation-menu', 'accounts-menu'],
  ...['switcher-found', 'new-conversation', 'link-dialog', 'notices-chosen', 'notices-latest'],
  ...['relay-expired', 'relay-many-links'],
]);

const showsDates = new Set(['list-recent', 'conversation', 'notices-latest']);

/** Scenes that choose a locale, or need a profile of their own, are what they are. */
const scenes = allScenes.filter(({ wishes }) => {
  const { locale, newerDatabase } = wishes(0);
  return locale === undefined && newerDatabase === undefined;
});

/** Where to draw a scene. American English differs by its dates only. */
const placesOf = ({ name }: Scene): readonly Place[] => {
  if (everything) return places;
  if (!drawnInBoth.has(name)) return [];
  return showsDates.has(name) ? places : [inGermany, inEgypt];
};

let house: House;
const stages = new Map<Place, Stage>();
const stageOf = (place: Place): Stage => {
  const known = stages.get(place);
  if (known) return known;
  const stage = house.stage({ viewport: wide, reducedMotion: 'reduce', locale: place.locale });
  stages.set(place, stage);
  return stage;
};

beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  house = await openHouse();
});
afterAll(() => house.close());

/** The page's words in the language that it pretends to speak. */
const sayPretended = async (page: Page, { speaks }: Place): Promise<void> => {
  if (speaks) await page.evaluate(() => globalThis.sayPretended());
};

const languageOf = (page: Page): Promise<object> =>
  page.evaluate(() => {
    const { lang, dir } = document.documentElement;
    return { lang, dir, side: getComputedStyle(document.body).direction };
  });

describe.each(places)('on a system in $locale', (place) => {
  it.each(
    scenes
      .filter(({ name }) => wanted?.includes(name) ?? true)
      .filter((scene) => placesOf(scene).includes(place)),
  )('$name', async ({ name, wishes, steps }) => {
    const { page, complaints } = await stageOf(place).show({ ...wishes(Date.now()), speaks: place.speaks });
    await steps(page);
    expect(await languageOf(page)).toEqual({ lang: place.lang, dir: place.dir, side: place.dir });
    await page.mouse.move(0, 0);
    for (const { name: look, ...size } of [wide, narrow]) {
      await page.setViewportSize(size);
      await sayPretended(page, place);
      // The page follows a new size a moment later; a real fault stays.
      await vi.waitFor(
        async () => expect({ look, faults: await layoutFaults(page) }).toEqual({ look, faults: [] }),
        { timeout: patience },
      );
      await sayPretended(page, place);
      if (takesShots)
        await page.screenshot({ path: join(shots, `${name}-${place.locale.toLowerCase()}-${look}.png`) });
    }
    expect(complaints).toEqual([]);
  });
});
