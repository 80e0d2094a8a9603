// Every screen, in light, dark and forced colours, wide and narrow: axe finds nothing, nothing is refused or thrown, nothing is wider than
// the window. With ISTHMUS_SHOTS=1 their pictures are in dist/app-page-shots, for people to look at. With ISTHMUS_WORDS=longer as well, all
// messages have longer words with accents; a text without accents is not in the catalogue.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { accessibilityFindings } from './fixtures/app-page/accessibility.ts';
import { allScenes } from './fixtures/app-page/scenes/all-scenes.ts';
import { saysLonger } from './fixtures/app-page/build.ts';
import { openHouse, type House, type Stage } from './fixtures/app-page/house.ts';

const shots = resolve(import.meta.dirname, '../../dist', saysLonger ? 'longer-shots' : 'app-page-shots');
const takesShots = Boolean(process.env.ISTHMUS_SHOTS);
/** Which scenes to show, for working on one: ISTHMUS_SCENES=thread,list */
const wanted = process.env.ISTHMUS_SCENES?.split(',');

const wide = { width: 1280, height: 800 };
const narrow = { width: 480, height: 800 };
/** Each scene is set up once and checked in all of these. */
const looks = [
  { name: 'light', colorScheme: 'light', forcedColors: 'none', size: wide },
  { name: 'dark', colorScheme: 'dark', forcedColors: 'none', size: wide },
  { name: 'forced-colours', colorScheme: 'dark', forcedColors: 'active', size: wide },
  { name: 'narrow', colorScheme: 'dark', forcedColors: 'none', size: narrow },
] as const;

/** Faults of the layout that a person would see. */
const layoutFaults = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const tooWide = document.documentElement.scrollWidth - innerWidth;
    // One of Fluent's portals with the provider's size once covered the whole window, and no query of the DOM noticed it.
    const ours =
      '#root, [role=dialog], [role=alertdialog], [role=menu], [data-popper-placement], .fui-DialogSurface__backdrop';
    const top = document.elementFromPoint(innerWidth / 2, innerHeight / 2);
    const cutOff = [
      ...document.querySelectorAll('.fui-DialogTitle, .fui-DialogContent, .fui-MessageBar'),
    ].filter((box) => box.scrollWidth > box.clientWidth);
    return [
      ...cutOff.map((box) => `something stands beside its box: ${box.textContent.slice(0, 80)}`),
      ...(tooWide > 0 ? [`${tooWide} px wider than the window`] : []),
      ...(top?.closest(ours) ? [] : ['something foreign covers the window']),
    ];
  });

/** Shows longer words, if they are asked for. */
const sayLonger = async (page: Page): Promise<void> => {
  if (saysLonger) await page.evaluate(() => globalThis.sayLonger());
};

let house: House;
let stage: Stage;
beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  house = await openHouse();
  // No animations, so that pictures and measurements do not catch a moving element.
  stage = house.stage({ viewport: wide, reducedMotion: 'reduce' });
});
afterAll(() => house.close());

describe('every screen', () => {
  it.each(allScenes.filter(({ name }) => wanted?.includes(name) ?? true))(
    '$name',
    async ({ name, wishes, steps }) => {
      const { page, complaints } = await stage.show(wishes(Date.now()));
      await page.setViewportSize(wide);
      await steps(page);
      // A pointer at the place of the last press would show hover effects.
      await page.mouse.move(0, 0);
      for (const { name: look, size, ...media } of looks) {
        await page.emulateMedia(media);
        await page.setViewportSize(size);
        await page.evaluate(() => document.fonts.ready);
        await sayLonger(page);
        // The page follows a new size a moment later; a real fault stays.
        await vi.waitFor(
          async () => expect({ look, faults: await layoutFaults(page) }).toEqual({ look, faults: [] }),
          { timeout: 300_000 },
        );
        // Texts with seconds have changed meanwhile.
        await sayLonger(page);
        if (takesShots) await page.screenshot({ path: join(shots, `${name}-${look}.png`) });
        expect({ look, findings: await accessibilityFindings(page) }).toEqual({ look, findings: [] });
      }
      expect(complaints).toEqual([]);
    },
  );
});
