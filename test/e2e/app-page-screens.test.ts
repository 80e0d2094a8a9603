// Every screen in light and dark and in three sizes: nothing refused or thrown, nothing wider than the window. The pictures are in
// dist/app-page-shots for people to look at.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { carryScenes } from './fixtures/app-page/carry-scenes.ts';
import { openHouse, type House } from './fixtures/app-page/house.ts';
import { scenes } from './fixtures/app-page/scenes.ts';

const shots = resolve(import.meta.dirname, '../../dist/app-page-shots');
const wide = { width: 1280, height: 800 };
const large = { width: 1680, height: 1000 };
const narrow = { width: 400, height: 800 };
/** Every size in both schemes is for people (ISTHMUS_SHOTS=all): six of each screen, where two show every rule of layout and colour. */
const all = process.env.ISTHMUS_SHOTS === 'all';
const sizesOf = { light: all ? [wide, large, narrow] : [wide], dark: all ? [wide, large, narrow] : [narrow] };
/** Which scenes to take, for working on one: ISTHMUS_SCENES=thread,list */
const wanted = process.env.ISTHMUS_SCENES?.split(',');

let house: House;
beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  house = await openHouse();
});
afterAll(() => house.close());

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  it.each([...scenes, ...carryScenes].filter(({ name }) => wanted?.includes(name) ?? true))(
    '$name',
    async ({ name, wishes, steps }) => {
      const now = Date.now();
      for (const viewport of sizesOf[colorScheme]) {
        const { page, context, complaints } = await house.visit({ ...wishes(now), colorScheme, viewport });
        await steps(page);
        // Fonts, pictures and the last measurement of the list.
        await page.evaluate(() => document.fonts.ready);
        await page.waitForTimeout(350);
        await page.screenshot({ path: join(shots, `${name}-${viewport.width}-${colorScheme}.png`) });
        const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        // A portal of Fluent's that takes the provider's size once covered the whole window, unseen by every query of the DOM.
        const covered = await page.evaluate(() => {
          const top = document.elementFromPoint(innerWidth / 2, innerHeight / 2);
          return (
            top?.closest(
              '#root, [role=dialog], [role=menu], [data-popper-placement], .fui-DialogSurface__backdrop',
            ) === null
          );
        });
        expect({ complaints, covered, tooWide: Math.max(0, tooWide) }).toEqual({
          complaints: [],
          covered: false,
          tooWide: 0,
        });
        await context.close();
      }
    },
  );
});
