// Every screen, in light, dark and forced colours, at several sizes, and with longer words: axe finds nothing, nothing is refused or thrown, no menu or
// dialog leaves the window, no text leaves its box (`layout.ts`), nothing moves where the system asks for no movement, and the focus of the keyboard
// can be seen. With ISTHMUS_SHOTS=1 their pictures are in dist/app-page-shots, for people to look at. With ISTHMUS_WORDS=longer all looks have longer
// words with accents; a text without accents is not in the catalogue. Systems of other languages are in `app-page-locales.test.ts`.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  accessibilityFindings,
  contrastFindings,
  settleTheme,
} from './fixtures/app-page/checks/accessibility.ts';
import { allScenes } from './fixtures/app-page/scenes/all-scenes.ts';
import { focusIsShown } from './fixtures/app-page/checks/focus.ts';
import { openHouse, type House, type Stage } from './fixtures/app-page/house.ts';
import { layoutFaults } from './fixtures/app-page/checks/layout.ts';
import { unwantedMovements } from './fixtures/app-page/checks/movements.ts';
import { longerEnglish } from './fixtures/app-page/pretended-language.ts';

/** Whether longer words are to be put on all pictures, to see what they break. */
const saysLonger = process.env.ISTHMUS_WORDS === 'longer';
const shots = resolve(import.meta.dirname, '../../dist', saysLonger ? 'longer-shots' : 'app-page-shots');
/** The time in which a layout follows a new size on a machine that is busy with other tests, ms. */
const patience = 6_000;
const takesShots = Boolean(process.env.ISTHMUS_SHOTS);
/** The scenes to show, for work on one: ISTHMUS_SCENES=thread,list */
const wanted = process.env.ISTHMUS_SCENES?.split(',');

const wide = { width: 1280, height: 800 };
/**
 * Each scene is set up once and checked in all of these. Roles, names and structure are the same in each theme, so all of axe's rules run
 * once. In the other themes axe looks at the contrast of texts whose colours no earlier scene has shown. Dark changes only colours
 * (`themes.test.ts`), so the layout of this size is looked at in light; forced colours have borders of their own. Dark is the last one, because
 * the further sizes are drawn in it.
 */
const themes = [
  { name: 'light', media: { colorScheme: 'light', forcedColors: 'none' }, known: null },
  {
    name: 'forced-colours',
    media: { colorScheme: 'dark', forcedColors: 'active' },
    known: new Set<string>(),
  },
  { name: 'dark', media: { colorScheme: 'dark', forcedColors: 'none' }, known: new Set<string>() },
] as const;
/** Each scene is also drawn at two further sizes, in dark: the narrowest one, and one of the others in turn. */
const narrow = { name: 'narrow', width: 400, height: 800 };
const others = [
  { name: 'low', width: 640, height: 420 },
  { name: 'wide', width: 1920, height: 1080 },
  { name: 'widest', width: 2560, height: 1440 },
];
const sizesOf = (place: number) => [narrow, others[place % others.length] ?? narrow];

/** Shows words as long as those of German. */
const sayLonger = (page: Page): Promise<void> => page.evaluate(() => globalThis.sayPretended());

let house: House;
let stage: Stage;
beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  house = await openHouse({ react: 'development' });
  // No animations, so that pictures and measurements do not catch a moving element.
  stage = house.stage({ viewport: wide, reducedMotion: 'reduce' });
});
afterAll(() => house.close());

describe('every screen', () => {
  it.each(
    allScenes
      .map((scene, place) => ({ ...scene, place }))
      .filter(({ name }) => wanted?.includes(name) ?? true),
  )('$name', async ({ name, wishes, steps, place }) => {
    const { page, complaints } = await stage.show({ ...wishes(Date.now()), speaks: longerEnglish });
    await steps(page);
    expect(await unwantedMovements(page)).toEqual([]);
    expect({ shown: await focusIsShown(page) }).toEqual({ shown: true });
    // A pointer at the place of the last press would show hover effects.
    await page.mouse.move(0, 0);
    const picture = async (look: string): Promise<void> => {
      if (!takesShots) return;
      // Else a button of the light theme may stand in a picture of the dark one.
      await settleTheme(page);
      await page.screenshot({ path: join(shots, `${name}-${look}.png`) });
    };
    const hold = async (look: string, longer = saysLonger): Promise<void> => {
      if (longer) await sayLonger(page);
      // The page follows a new size a moment later; a real fault stays.
      await vi.waitFor(
        async () => expect({ look, faults: await layoutFaults(page) }).toEqual({ look, faults: [] }),
        { timeout: patience },
      );
      // Texts with seconds have changed meanwhile.
      if (longer) await sayLonger(page);
      await picture(look);
    };
    for (const { name: look, media, known } of themes) {
      await page.emulateMedia(media);
      await (look === 'dark' ? picture(look) : hold(look));
      const findings = await (known ? contrastFindings(page, known) : accessibilityFindings(page));
      expect({ look, findings }, findings.join('\n')).toEqual({ look, findings: [] });
      // A scene whose texts axe cannot judge (all are covered) adds none, but the first one does.
      expect(known?.size).not.toBe(0);
    }
    for (const { name: look, ...size } of sizesOf(place)) {
      await page.setViewportSize(size);
      await hold(look);
    }
    // At the last size, because the words stay.
    await hold('longer', true);
    expect(complaints).toEqual([]);
  });
});
