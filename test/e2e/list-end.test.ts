/**
 * Rows of the message list grow and shrink while it is open, in every way that a row can. At its end the list stays there, to the pixel;
 * elsewhere the message that the reader looks at does not move. Once a list stayed 30 px short of its end, the height of the line of a first reply.
 */
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FileId, FileReference, Message } from '../../renderer/model/index.ts';
import { fileReference } from '../support/rows.ts';
import type { Filler } from './fixtures/app-page/filler.ts';
import { openHouse, organisation, type House, type Stage, type Visit } from './fixtures/app-page/house.ts';
import { messageRow, platform, replies, smallTalk, someone } from './fixtures/app-page/messages.ts';
import { mattermost } from './fixtures/app-page/people.ts';
import { openConversation } from './fixtures/app-page/scenes/scenes.ts';

let house: House;
let stage: Stage;
beforeAll(async () => {
  house = await openHouse();
  stage = house.stage({});
});
afterAll(() => house.close());

const minute = 60_000;
const mine = someone(mattermost, 'mira');
const long = 'The tide turns at noon, and then we sail. '.repeat(14);

const list = (page: Page) => page.locator('[data-region=messages]');

/** How far the end of the list is below its window, CSS pixels. */
const fromEnd = (page: Page): Promise<number> =>
  list(page).evaluate((at) => Math.round(at.scrollHeight - at.clientHeight - at.scrollTop));

const twoFrames = (page: Page): Promise<void> =>
  page.evaluate(
    () => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
  );

/** Where the first row is that begins this far below the upper edge of the list, CSS pixels. */
const firstBelow = (page: Page, far = 100): Promise<{ readonly id: string; readonly top: number }> =>
  list(page).evaluate((at, least) => {
    const { top } = at.getBoundingClientRect();
    for (const row of at.querySelectorAll<HTMLElement>('[data-row-of]')) {
      const below = Math.round(row.getBoundingClientRect().top - top);
      if (below >= least) return { id: row.dataset.rowOf ?? '', top: below };
    }
    throw new Error('no row in sight');
  }, far);

const topOf = (page: Page, id: string): Promise<number> =>
  list(page).evaluate((at, wanted) => {
    const row = at.querySelector(`[data-row-of="${CSS.escape(wanted)}"]`);
    return row === null ? NaN : Math.round(row.getBoundingClientRect().top - at.getBoundingClientRect().top);
  }, id);

/** An open conversation with 400 messages; the database has more than the page loads at once. */
class Talk {
  #messages: Message[];
  #version: number;
  #marks = 0;

  private constructor(
    readonly visit: Visit,
    readonly now: number,
  ) {
    this.#messages = [...smallTalk(platform, 400, now - 3 * minute)];
    this.#version = now;
  }

  static async open(): Promise<Talk> {
    const now = Date.now();
    const visit = await stage.show({ rows: { ...organisation(now), messages: [] } });
    const talk = new Talk(visit, now);
    await visit.put({ messages: talk.#messages });
    await openConversation(visit.page, 'Platform');
    await visit.page.getByTestId('message').last().waitFor();
    await expect.poll(() => fromEnd(visit.page)).toBe(0);
    return talk;
  }

  get page(): Page {
    return this.visit.page;
  }

  /** The message so many places before the newest. */
  at(back: number): Message {
    const found = this.#messages.at(-1 - back);
    if (!found) throw new Error('no such message');
    return found;
  }

  /** Stores rows, and waits until they are drawn: a text in sight, with a number, changes with them. */
  async store(rows: readonly Message[], inSight: number): Promise<void> {
    const mark = `Mark ${(this.#marks += 1)}`;
    const marked = this.#next(inSight, { body: { format: 'markdown', content: mark }, plain: mark });
    await this.visit.put({ messages: [...rows, marked] });
    await this.page.getByText(mark, { exact: true }).waitFor();
    await twoFrames(this.page);
  }

  async change(back: number, over: Partial<Message>, inSight: number): Promise<void> {
    await this.store([this.#next(back, over)], inSight);
  }

  /** A message that is new here. */
  said(text: string, createdAt: number): Message {
    const message = messageRow(platform, `said-${(this.#version += 1)}`, createdAt, { plain: text });
    this.#messages = [...this.#messages, message].sort((one, other) => one.createdAt - other.createdAt);
    return message;
  }

  #next(back: number, over: Partial<Message>): Message {
    const next = { ...this.at(back), ...over, version: (this.#version += 1) };
    this.#messages.splice(this.#messages.length - 1 - back, 1, next);
    return next;
  }
}

const edited = (talk: Talk, text: string): Partial<Message> => ({
  body: { format: 'markdown', content: text },
  plain: text,
  editedAt: talk.now,
});

/** A picture whose size no service has told. */
const pictureOf = ({ id }: Message): FileReference =>
  fileReference({ id: `${id}|picture` as FileId, name: 'tide.png', size: 40_000, mimeType: 'image/png' });

/** The bytes of that picture come. */
const loadPicture = async ({ visit: { context } }: Talk, message: Message): Promise<void> => {
  await context
    .pages()[0]
    ?.evaluate(
      ([id, account]) => (window as unknown as { filler: Filler }).filler.picture(id, account, 300, 300),
      [pictureOf(message).id, mattermost] as const,
    );
};

type Way = (talk: Talk, back: number, inSight: number) => Promise<void>;

/** How the height of a row changes. `back`: the row. `inSight`: another one, which is in sight. */
const ways: Readonly<Record<string, Way>> = {
  'a first reply': (talk, back, inSight) => talk.store(replies(talk.at(back), 1, 0.001), inSight),
  reactions: (talk, back, inSight) =>
    talk.change(back, { reactions: [{ emoji: '🚀', name: 'rocket', personIds: [mine] }] }, inSight),
  'no reactions any more': (talk, back, inSight) => talk.change(back, { reactions: [] }, inSight),
  'a longer text': (talk, back, inSight) => talk.change(back, edited(talk, long), inSight),
  'a shorter text': (talk, back, inSight) => talk.change(back, edited(talk, 'Gone.'), inSight),
  'a picture': (talk, back, inSight) => talk.change(back, { files: [pictureOf(talk.at(back))] }, inSight),
  'its bytes': async (talk, back, inSight) => {
    await loadPicture(talk, talk.at(back));
    await talk.store([], inSight);
  },
  'a deletion': (talk, back, inSight) => talk.change(back, { deletedAt: talk.now }, inSight),
};

describe('a reader at the end', () => {
  it('stays there when rows in and out of sight grow and shrink', async () => {
    const talk = await Talk.open();
    const off: [string, number, number][] = [];
    for (const back of [0, 1, 3, 9, 20, 40])
      for (const [name, way] of Object.entries(ways)) {
        await way(talk, back, 2);
        const distance = await fromEnd(talk.page);
        if (distance !== 0) off.push([name, back, distance]);
      }
    expect(off).toEqual([]);
  });

  it('stays there when messages come, with replies, and between others', async () => {
    const talk = await Talk.open();
    const off: [number, number][] = [];
    for (let round = 0; round < 12; round += 1) {
      const between = talk.at(3).createdAt + 1_000;
      const [first, second] = [talk.at(1), talk.at(30 + round)];
      const come = [
        ...(round % 3 === 0 ? [talk.said(`New ${round}`, talk.now + round)] : []),
        talk.said(round % 2 === 0 ? long : 'Late', between),
        ...replies(first, 1, 0.001),
        ...replies(second, 1, 0.001),
      ];
      await talk.store(come, 0);
      off.push([round, await fromEnd(talk.page)]);
    }
    expect(off.filter(([, distance]) => distance !== 0)).toEqual([]);
  });

  it('stays there when the window changes, and the font', async () => {
    const talk = await Talk.open();
    const { page } = talk;
    for (const [width, height] of [
      [900, 800],
      [700, 500],
      [1280, 900],
      [1280, 640],
    ] as const) {
      await page.setViewportSize({ width, height });
      await expect.poll(() => page.evaluate(() => [innerWidth, innerHeight])).toEqual([width, height]);
      await twoFrames(page);
      expect([width, height, await fromEnd(page)]).toEqual([width, height, 0]);
    }
    const before = await list(page).evaluate((at) => at.scrollHeight);
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('[data-region=messages] * { line-height: 31px !important }');
      document.adoptedStyleSheets.push(sheet);
    });
    await twoFrames(page);
    expect(await list(page).evaluate((at) => at.scrollHeight)).toBeGreaterThan(before);
    expect(await fromEnd(page)).toBe(0);
  });
});

describe('a reader elsewhere', () => {
  it('sees no row move when rows out of sight change', async () => {
    const talk = await Talk.open();
    await list(talk.page).evaluate((at) => at.scrollBy(0, -1_400));
    await expect.poll(() => fromEnd(talk.page)).toBe(1_400);
    const { id, top } = await firstBelow(talk.page);
    const inSight = 399 - Number(/\d+$/.exec(id)?.[0]) - 2;
    const moved: [string, number, number][] = [];
    for (const back of [1, 6, 45, 46])
      for (const [name, way] of Object.entries(ways)) {
        await way(talk, back, inSight);
        const now = await topOf(talk.page, id);
        if (now !== top) moved.push([name, back, now - top]);
      }
    expect(moved).toEqual([]);
  });

  it('sees rows move by as much as they scroll, past rows that have changed out of sight', async () => {
    const talk = await Talk.open();
    const { page } = talk;
    const scroll = async (by: number): Promise<void> => {
      const before = await list(page).evaluate((at) => at.scrollTop);
      await list(page).evaluate((at, far) => at.scrollBy(0, far), by);
      await expect.poll(() => list(page).evaluate((at) => at.scrollTop)).not.toBe(before);
      await twoFrames(page);
    };
    // They are measured first.
    for (let step = 0; step < 4; step += 1) await scroll(-400);
    await list(page).evaluate((at) => at.scrollTo(0, at.scrollHeight));
    await expect.poll(() => fromEnd(page)).toBe(0);
    const changed = [18, 20, 21, 23, 24].flatMap((back) => replies(talk.at(back), 1, 0.001));
    await talk.store(changed, 2);
    const jumps: number[] = [];
    for (let step = 0; step < 12; step += 1) {
      const { id, top } = await firstBelow(page);
      await scroll(-70);
      jumps.push((await topOf(page, id)) - top - 70);
    }
    expect(jumps.filter((jump) => jump !== 0)).toEqual([]);
    expect(await page.getByRole('button', { name: '1 reply' }).count()).toBeGreaterThan(0);
  });
});
