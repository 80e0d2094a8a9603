/** The gestures of a person in the app page, one after the other, and the cost of each. The floor's page gets the same gestures. */
import type { Page } from 'playwright';
import type { WatchedPage } from '../../../test/bench/watched-page.ts';
import { median, PageCosts, p95 } from './page-costs.ts';

declare const watched: WatchedPage['watched'];

/** 95th percentiles in ms, except where the name says otherwise. The cost of measuring (its median) is subtracted from CPU times. */
export interface GestureCosts {
  readonly switchCpuP95Ms: number;
  /** From the press until the frame with the other conversation's messages is drawn. */
  readonly switchPaintedP95Ms: number;
  readonly keyCpuP95Ms: number;
  /** A key in the writing box, with a long text in it. */
  readonly composeKeyCpuP95Ms: number;
  /** From Enter in the writing box until the frame with the new message is drawn. */
  readonly sendToShownP95Ms: number;
  /** The more expensive of the two: a step of the wheel over the list, and over the messages. */
  readonly scrollCpuP95Ms: number;
  /** The median cost of measuring without a gesture. It is subtracted from the costs of gestures. */
  readonly nothingCpuMs: number;
  readonly heapMb: number;
  readonly idleCpuPercent: number;
}

export interface GesturesOptions {
  /** The number of conversations that are opened, each when it is new to the page and once more. */
  readonly conversations: number;
  /** Steps of the wheel, each over the list and over the messages. */
  readonly steps: number;
  readonly idleSeconds: number;
}

/** Typed letter by letter. The field is emptied between two. */
const filters = ['channel 12', 'lighthouse', 'ada okaf', 'weber 3'];
const wheelStep = 100;
/** How many messages are sent. */
const sendings = 20;

/** About the longest text of a Mattermost message, in paragraphs as people write them. */
const longText = Array.from(
  { length: 100 },
  (_, at) => `Paragraph ${at}. ${'The harbour is quiet this morning. '.repeat(4)}`,
).join('\n\n');

/** Pastes plain text at the focus. */
const pasteText = (page: Page, text: string): Promise<void> =>
  page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    document.activeElement?.dispatchEvent(event);
  }, text);

interface Place {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}

/** Kinds of gestures, each measured as a whole. */
export type GestureKind = 'switch' | 'list-wheel' | 'message-wheel' | 'letter' | 'writing' | 'sending';

/** Runs around all gestures of a kind, for a profile. `work` resolves to the costs, ms. */
export type AroundGestures = (kind: GestureKind, work: () => Promise<readonly number[]>) => Promise<void>;

/** Does all gestures in `page`. `watchPage` must run in it already. */
export const measureGestures = async (
  page: Page,
  options: GesturesOptions,
  around: AroundGestures = async (_kind, work) => {
    await work();
  },
): Promise<GestureCosts> => {
  const costs = await PageCosts.of(page);
  const rested = (): Promise<void> => page.evaluate(() => watched.rested());
  /** CPU time from the gesture until the page rests, ms. */
  const costOf = async (gesture: () => Promise<void>): Promise<number> => {
    await rested();
    const before = await costs.cpuMs();
    await gesture();
    await rested();
    return (await costs.cpuMs()) - before;
  };

  const nothing: number[] = [];
  for (let at = 0; at < 20; at += 1) nothing.push(await costOf(() => Promise.resolve()));

  const switches: number[] = [];
  const painted: number[] = [];
  const press = async ({ x, y }: Place): Promise<void> => {
    // The cost of hovering is not part of the switch.
    await page.mouse.move(x, y);
    await rested();
    await page.evaluate(() => watched.arm());
    switches.push(
      await costOf(async () => {
        await page.mouse.down();
        await page.mouse.up();
        painted.push(await page.evaluate(() => watched.drawn()));
      }),
    );
  };
  await around('switch', async () => {
    for (let round = 0; round < 2; round += 1) await forEachRow(page, options.conversations, press);
    return switches;
  });

  const heapMb = (await costs.heap()) / 1_048_576;

  const overList: number[] = [];
  await around('list-wheel', () =>
    wheel(page, '[data-region=list]', wheelStep, options.steps, costOf, overList),
  );
  const overMessages: number[] = [];
  await around('message-wheel', () =>
    wheel(page, '[data-region=messages]', -wheelStep, options.steps, costOf, overMessages),
  );

  const keys: number[] = [];
  await around('letter', async () => {
    for (const filter of filters) {
      const field = page.locator('input[type=search], [role=searchbox]').first();
      await field.fill('');
      await field.focus();
      for (const letter of filter) keys.push(await costOf(() => page.keyboard.type(letter)));
      await field.fill('');
    }
    return keys;
  });
  const written: number[] = [];
  const box = page.locator('[data-composer] [role=textbox]').first();
  await around('writing', async () => {
    await box.click();
    await pasteText(page, longText);
    for (const letter of 'a word more in the middle')
      written.push(await costOf(() => page.keyboard.type(letter)));
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.press('Delete');
    return written;
  });
  const shown: number[] = [];
  await around('sending', async () => {
    await box.click();
    for (let at = 0; at < sendings; at += 1) {
      const words = `Sent as number ${at} by hand`;
      await page.keyboard.type(words);
      await rested();
      await page.evaluate((awaited) => watched.armSend(awaited), words);
      await page.keyboard.press('Enter');
      shown.push(await page.evaluate(() => watched.sent()));
    }
    return shown;
  });
  await rested();

  const before = await costs.cpuMs();
  const begun = performance.now();
  await new Promise((resolve) => setTimeout(resolve, options.idleSeconds * 1_000));
  const idle = (await costs.cpuMs()) - before;
  const nothingCpuMs = median(nothing);
  const own = (costsOfAll: readonly number[]): number => Math.max(0, p95(costsOfAll) - nothingCpuMs);
  return {
    switchCpuP95Ms: own(switches),
    switchPaintedP95Ms: p95(painted),
    keyCpuP95Ms: own(keys),
    composeKeyCpuP95Ms: own(written),
    sendToShownP95Ms: p95(shown),
    scrollCpuP95Ms: Math.max(own(overList), own(overMessages)),
    nothingCpuMs,
    heapMb,
    idleCpuPercent: (idle / (performance.now() - begun)) * 100,
  };
};

/** Visits the first `count` rows of the list from its top, and scrolls when they run out of sight. */
const forEachRow = async (page: Page, count: number, work: (row: Place) => Promise<void>): Promise<void> => {
  await page.evaluate(() => document.querySelector('[data-region=list]')?.scrollTo(0, 0));
  const done = new Set<string>();
  while (done.size < count) {
    await page.evaluate(() => watched.rested());
    const rows = (await rowsInSight(page)).filter(({ id }) => !done.has(id));
    if (rows.length === 0) throw new Error(`The list has only ${done.size} rows.`);
    for (const row of rows.slice(0, count - done.size)) {
      await work(row);
      done.add(row.id);
    }
    await page.evaluate(() => {
      const list = document.querySelector('[data-region=list]');
      list?.scrollBy(0, list.clientHeight);
    });
  }
};

/** The completely visible rows of the list, by their middle, without the open one. */
const rowsInSight = (page: Page): Promise<Place[]> =>
  page.evaluate(() => {
    const outer = document.querySelector('[data-region=list]')?.getBoundingClientRect();
    if (!outer) return [];
    return [...document.querySelectorAll('[data-testid=conversation-row]')].flatMap((row) => {
      const { top, bottom, left, right } = row.getBoundingClientRect();
      if (top < outer.top || bottom > outer.bottom || row.ariaSelected === 'true') return [];
      return [{ id: row.id, x: (left + right) / 2, y: (top + bottom) / 2 }];
    });
  });

/** Whether the element of `selector` can scroll on in the direction of `step`, CSS pixels. */
const canScroll = (page: Page, selector: string, step: number): Promise<boolean> =>
  page
    .locator(selector)
    .first()
    .evaluate(
      ({ scrollTop, scrollHeight, clientHeight }, by) =>
        by < 0 ? scrollTop > 0 : scrollTop + clientHeight < scrollHeight - 1,
      step,
    );

/**
 * Steps of the wheel over the element of `selector`, each until the page rests. The wheel turns back at an end, so that every step moves the
 * rows. The CPU time of each, ms, is added to `taken`.
 */
const wheel = async (
  page: Page,
  selector: string,
  step: number,
  steps: number,
  costOf: (gesture: () => Promise<void>) => Promise<number>,
  taken: number[],
): Promise<readonly number[]> => {
  const box = await page.locator(selector).first().boundingBox();
  if (!box) throw new Error(`There is no ${selector} in sight.`);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  let by = step;
  for (let at = 0; at < steps; at += 1) {
    if (!(await canScroll(page, selector, by))) by = -by;
    taken.push(
      await costOf(async () => {
        await page.mouse.wheel(0, by);
        // The wheel event is sent without waiting for the page, so a frame is awaited.
        await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
      }),
    );
  }
  return taken;
};
