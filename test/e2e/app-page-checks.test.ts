// The checks to which every scene is held find faults: each is made on purpose in a page without faults, found, and gone when it is mended.
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityFindings, contrastFindings } from './fixtures/app-page/checks/accessibility.ts';
import { openHouse, organisation, type House } from './fixtures/app-page/house.ts';
import { layoutFaults } from './fixtures/app-page/checks/layout.ts';
import { openConversation } from './fixtures/app-page/scenes/scenes.ts';

let house: House;
let page: Page;
beforeAll(async () => {
  house = await openHouse();
  ({ page } = await house.visit({ rows: organisation(Date.now()), reducedMotion: 'reduce' }));
  await openConversation(page, 'Platform');
  await page.getByTestId('message').last().waitFor();
  await page.mouse.move(0, 0);
});
afterAll(() => house.close());

interface Fault {
  readonly tag?: string;
  readonly role?: string;
  readonly text?: string;
  readonly style: Readonly<Record<string, string>>;
}

const above = { position: 'fixed', top: '200px', left: '500px', zIndex: '100000' };

/** Puts an element with a fault into the page, and takes it away afterwards. */
const withFault = async (
  fault: Fault,
  look: () => Promise<readonly string[]>,
): Promise<readonly string[]> => {
  const put = await page.evaluateHandle(({ tag = 'div', role, text = '', style }) => {
    const element = document.createElement(tag);
    if (role !== undefined) element.setAttribute('role', role);
    element.textContent = text;
    Object.assign(element.style, style);
    document.querySelector('#root')?.append(element);
    return element;
  }, fault);
  const found = await look();
  await put.evaluate((element) => element.remove());
  return found;
};

const long = 'A text that is a lot longer than its box';

describe('of the layout', () => {
  it.each<{ readonly name: string; readonly fault: Fault; readonly said: string }>([
    {
      name: 'a text outside of its box',
      fault: { text: long, style: { ...above, width: '40px', whiteSpace: 'nowrap' } },
      said: `wider than its box: “${long}”`,
    },
    {
      name: 'a text that is cut without a sign',
      fault: { text: long, style: { ...above, width: '40px', whiteSpace: 'nowrap', overflow: 'hidden' } },
      said: `cut without a sign: “${long}”`,
    },
    {
      name: 'a text that is cut, and nowhere in full',
      fault: {
        text: long,
        style: {
          ...above,
          width: '40px',
          whiteSpace: 'nowrap',
          overflow: 'hidden',
          textOverflow: 'ellipsis',
        },
      },
      said: `cut, and said nowhere: “${long}”`,
    },
    {
      name: 'a menu that leaves the window',
      fault: { role: 'menu', text: 'Menu', style: { ...above, left: '1200px', width: '200px' } },
      said: 'menu “Menu” is not inside the window: 1200 200 1400',
    },
    {
      name: 'a page that is wider than the window',
      fault: { style: { position: 'absolute', top: '0', left: '0', width: '1500px', height: '5px' } },
      said: 'wider than the window',
    },
  ])('$name', async ({ fault, said }) => {
    expect(await layoutFaults(page)).toEqual([]);
    expect(await withFault(fault, () => layoutFaults(page))).toContainEqual(expect.stringContaining(said));
    expect(await layoutFaults(page)).toEqual([]);
  });

  it('an active entry that does not exist', async () => {
    const tree = page.getByRole('tree');
    const named = await tree.getAttribute('aria-activedescendant');
    await tree.evaluate((list) => list.setAttribute('aria-activedescendant', 'nothing'));
    expect(await layoutFaults(page)).toContainEqual(expect.stringContaining('does not exist'));
    await tree.evaluate((list, before) => {
      if (before === null) list.removeAttribute('aria-activedescendant');
      else list.setAttribute('aria-activedescendant', before);
    }, named);
    expect(await layoutFaults(page)).toEqual([]);
  });
});

it('a button without a name', async () => {
  expect(await accessibilityFindings(page)).toEqual([]);
  const button = { tag: 'button', style: { ...above, width: '40px', height: '40px' } };
  expect(await withFault(button, () => accessibilityFindings(page))).toContainEqual(
    expect.stringMatching(/^button-name/),
  );
});

it.each([
  { colorScheme: 'light', color: '#bbb', backgroundColor: '#fff' },
  { colorScheme: 'dark', color: '#555', backgroundColor: '#292929' },
] as const)('a contrast that is too low in $colorScheme, beside texts that are known', async (made) => {
  await page.emulateMedia({ colorScheme: made.colorScheme, forcedColors: 'none' });
  const known = new Set<string>();
  expect(await contrastFindings(page, known)).toEqual([]);
  expect(known.size).toBeGreaterThan(5);
  const { color, backgroundColor } = made;
  const pale = { tag: 'p', text: 'Hardly to be read', style: { ...above, color, backgroundColor } };
  for (const time of ['the first time', 'again']) {
    const found = await withFault(pale, () => contrastFindings(page, known));
    expect({ time, found }).toEqual({
      time,
      found: [expect.stringMatching(/^color-contrast.*Hardly to be read/)],
    });
  }
});
