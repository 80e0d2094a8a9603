// Links and carrying in the app page, in a real Chromium. The page reads rows and writes intents; there is no engine.
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Message, MessageId } from '../../renderer/model/index.ts';
import type { IntentRow, LinkRow } from '../../renderer/store/index.ts';
import { conversationId } from './fixtures/app-page/conversations.ts';
import { drawnTwice, keepAtGoals } from './fixtures/app-page/goals.ts';
import { openHouse, organisation, type House, type Stage, type Visit } from './fixtures/app-page/house.ts';
import {
  linkedOrganisation,
  manyLinks,
  platformLink,
  platformThere,
  removedCopy,
  withRemovedCopy,
} from './fixtures/app-page/linked.ts';
import { me, messageRow, platform, someone } from './fixtures/app-page/messages.ts';
import { mattermost, teams } from './fixtures/app-page/people.ts';
import { openConversation } from './fixtures/app-page/scenes/scenes.ts';

let house: House;
let stage: Stage;
beforeAll(async () => {
  house = await openHouse();
  stage = house.stage({});
});
afterAll(() => house.close());

/** The intents of one kind, once there are any. */
const intents = <Kind extends IntentRow['kind']>(visit: Visit, kind: Kind) =>
  vi.waitUntil(
    async () => {
      const rows = (await visit.all('intents')) as IntentRow[];
      const found = rows.filter((row): row is Extract<IntentRow, { kind: Kind }> => row.kind === kind);
      return found.length > 0 ? found : null;
    },
    { timeout: 120_000 },
  );

const inThread = (page: Page) => page.getByTestId('thread').getByTestId('message');
const messageWith = (page: Page, text: string) => page.getByTestId('message').filter({ hasText: text });

describe('linking through the dialog', () => {
  const releases = conversationId(mattermost, 'releases');
  const firmware = conversationId(teams, 'firmware');

  it('by keyboard alone writes the intent, and shows first its progress and then its success', async () => {
    const visit = await stage.show({ rows: organisation(Date.now()) });
    const { page, complaints } = visit;
    await openConversation(page, 'Releases');
    await page.getByRole('button', { name: 'More about this conversation' }).click();
    await page.getByRole('menuitem', { name: 'Link with Teams channel…' }).click();
    const search = page.getByRole('combobox', { name: /^Search conversations of Microsoft Teams/ });
    await search.fill('firm');
    await page.getByRole('option', { name: /Firmware/ }).waitFor();
    expect(await page.getByRole('option').count()).toBe(1);
    await search.press('Enter');
    await search.press('Enter');
    const [wish] = await intents(visit, 'link');
    expect(wish).toMatchObject({
      accountId: mattermost,
      conversationId: releases,
      teams: firmware,
      failure: null,
    });
    await page.getByText(/^Linking with “Firmware”/).waitFor();
    const link: LinkRow = {
      ...platformLink,
      id: 'new',
      mattermost: releases,
      teams: firmware,
      source: { kind: 'people' },
    };
    await visit.put({ links: [link] });
    await visit.remove('intents', [(wish?.id ?? 0) as unknown as string]);
    await page.getByText(/^Linked\./).waitFor();
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: /^Linked: Releases in Mattermost and Firmware/ }).waitFor();
    expect(complaints).toEqual([]);
  });

  it('from the Teams side names the Mattermost conversation as the one that is linked', async () => {
    const visit = await stage.show({ rows: organisation(Date.now()) });
    const { page } = visit;
    await openConversation(page, 'Firmware');
    await page.getByRole('button', { name: 'More about this conversation' }).click();
    await page.getByRole('menuitem', { name: 'Link with Mattermost channel…' }).click();
    await page.getByRole('option', { name: /Releases/ }).click();
    await page.getByRole('button', { name: 'Link', exact: true }).click();
    const [wish] = await intents(visit, 'link');
    expect(wish).toMatchObject({ accountId: mattermost, conversationId: releases, teams: firmware });
  });

  it('shows the reason of a refusal once', async () => {
    const failure = { kind: 'linked-already', linkId: 'x' };
    const refused = {
      kind: 'link',
      accountId: mattermost,
      conversationId: releases,
      teams: firmware,
      failure,
      at: 1,
    };
    const visit = await stage.show({ rows: { ...organisation(Date.now()), intents: [refused] } });
    const { page } = visit;
    await openConversation(page, 'Releases');
    await page.getByRole('button', { name: 'More about this conversation' }).click();
    await page.getByRole('menuitem', { name: 'Link with Teams channel…' }).click();
    await page.getByText('One of the two is linked already.').waitFor();
    await page.getByRole('button', { name: 'Choose another' }).click();
    await page.getByRole('combobox').waitFor();
    const left = (await visit.all('intents')) as IntentRow[];
    expect(left.filter(({ kind }) => kind === 'link')).toEqual([]);
  });

  it('does not let the user choose a linked or an archived conversation', async () => {
    const visit = await stage.show({ rows: linkedOrganisation(Date.now()) });
    const { page } = visit;
    await openConversation(page, 'Firmware');
    await page.getByRole('button', { name: 'More about this conversation' }).click();
    await page.getByRole('menuitem', { name: 'Link with Mattermost channel…' }).click();
    for (const [name, why] of [
      ['Platform', 'linked already'],
      ['Legacy', 'archived'],
    ] as const) {
      await page.getByRole('combobox').fill(name);
      const option = page.getByRole('option', { name: new RegExp(`${name}.*${why}`) });
      // Playwright itself would wait for it to be enabled.
      await option.click({ force: true });
      expect(await option.getAttribute('aria-selected')).toBe('false');
    }
    expect(await page.getByRole('button', { name: 'Link', exact: true }).isDisabled()).toBe(true);
  });

  it('stays quick with 5,000 conversations', async () => {
    const rows = organisation(Date.now());
    const template = (rows.conversations ?? []).find(
      (row) => (row as { id: string }).id === firmware,
    ) as object;
    const crowd = Array.from({ length: 5_000 }, (_, at) => ({
      ...template,
      id: `${teams}|c-crowd-${at}`,
      name: `Project ${at}`,
    }));
    const { page } = await stage.show({
      rows: { ...rows, conversations: [...(rows.conversations ?? []), ...crowd] },
    });
    await openConversation(page, 'Releases');
    await page.getByRole('button', { name: 'More about this conversation' }).click();
    await page.getByRole('menuitem', { name: 'Link with Teams channel…' }).click();
    await page.getByRole('combobox').waitFor();
    const began = Date.now();
    await page.getByRole('combobox').fill('4321');
    await page.getByRole('option', { name: /Project 4321/ }).waitFor();
    expect(Date.now() - began).toBeLessThan(1_000);
    expect(await page.getByRole('option').count()).toBe(1);
  });
});

describe('a linked pair', () => {
  it('is one entry and one timeline, each message once', async () => {
    const { page, complaints } = await stage.show({ rows: linkedOrganisation(Date.now()) });
    await page.getByRole('searchbox').fill('platform');
    await page.getByTestId('linked-mark').waitFor();
    expect(await page.getByTestId('conversation-row').count()).toBe(1);
    await openConversation(page, 'Platform');
    await messageWith(page, 'Is the new index live?').first().waitFor();
    for (const text of ['Is the new index live?', 'Since this morning, yes.', 'Good news for our side'])
      expect(await messageWith(page, text).count(), text).toBe(1);
    await messageWith(page, 'Is the new index live?').getByLabel('Written in Microsoft Teams').waitFor();
    await messageWith(page, 'Since this morning').getByLabel('Carried to Microsoft Teams').waitFor();
    // A message that is on one side only shows that beside its time.
    const alone = messageWith(page, 'Good news for our side');
    await alone.getByText('only in Microsoft Teams', { exact: true }).waitFor();
    expect(await messageWith(page, 'Since this morning').getByTestId('alone').count()).toBe(0);
    expect(await messageWith(page, 'Is the new index live?').getByTestId('alone').count()).toBe(0);
    const eyes = messageWith(page, 'Is the new index live?').locator('[data-reaction]');
    // Where the machine has no font with emoji, the reaction says its name.
    expect(await eyes.getAttribute('aria-label')).toMatch(/^(👀|eyes), 3 people$/u);
    await messageWith(page, 'Is the new index live?')
      .getByRole('button', { name: /2 replies/ })
      .click();
    await inThread(page).filter({ hasText: 'I can confirm that' }).waitFor();
    expect(await inThread(page).filter({ hasText: '182 ms' }).count()).toBe(1);
    expect(complaints).toEqual([]);
  });

  it('counts the members of both sides, and opens in either service', async () => {
    const visit = await stage.show({ rows: linkedOrganisation(Date.now()) });
    const { page } = visit;
    await openConversation(page, 'Platform');
    await page
      .getByTestId('members')
      .getByText('7 members in Mattermost and 5 members in Microsoft Teams')
      .waitFor();
    for (const service of ['Mattermost', 'Microsoft Teams']) {
      await page.getByRole('button', { name: 'Open in Mattermost or Microsoft Teams' }).click();
      await page.getByRole('menuitem', { name: `Open in ${service}` }).click();
    }
    const opened = (await visit.calls())
      .filter(({ name }) => name === 'link:open')
      .map(({ request }) => request);
    expect(opened).toEqual([
      { url: 'https://chat.harbour.example/platform' },
      { url: 'https://teams.example/general' },
    ]);
  });

  it('is found by the name of either side, and reading one marks both as read', async () => {
    const visit = await stage.show({ rows: linkedOrganisation(Date.now()) });
    const { page } = visit;
    await page.getByRole('searchbox').fill('platform talk');
    await page.getByTestId('conversation-row').click();
    await page.getByRole('heading', { level: 1, name: 'Platform' }).waitFor();
    const reads = await intents(visit, 'read');
    expect(reads.map(({ conversationId: id }) => id)).toContain(platformThere);
  });

  it('pays attention to the Teams side, because Teams sends no events for it', async () => {
    const visit = await stage.show({ rows: linkedOrganisation(Date.now()) });
    await openConversation(visit.page, 'Platform');
    await vi.waitUntil(
      async () => {
        const [row] = (await visit.all('attention')) as { conversationId: string }[];
        return row?.conversationId === platformThere;
      },
      { timeout: 60_000, interval: 50 },
    );
  });

  it('becomes two entries as soon as the link is removed', async () => {
    const visit = await stage.show({ rows: linkedOrganisation(Date.now()) });
    const { page } = visit;
    await page.getByRole('searchbox').fill('platform');
    await page.getByTestId('linked-mark').waitFor();
    await visit.remove('links', [platformLink.id]);
    await page.getByRole('treeitem', { name: /^Platform talk/ }).waitFor();
    expect(await page.getByTestId('conversation-row').count()).toBe(2);
  });

  it('whose link is removed while a thread is open shows the conversation of that thread', async () => {
    const visit = await stage.show({ rows: linkedOrganisation(Date.now()) });
    const { page, complaints } = visit;
    await openConversation(page, 'Platform');
    await page
      .getByRole('button', { name: /2 replies/ })
      .last()
      .click();
    await page.getByTestId('thread').getByText('I can confirm that').waitFor();
    await visit.remove('links', [platformLink.id]);
    // The thread begins in Teams.
    await page.getByRole('heading', { level: 1, name: 'Platform talk', exact: true }).waitFor();
    await page.getByTestId('thread').getByText('I can confirm that').waitFor();
    expect(complaints).toEqual([]);
  });

  it('is switched from its header, and unlinked from there after a question', async () => {
    const visit = await stage.show({ rows: linkedOrganisation(Date.now()) });
    const { page } = visit;
    await openConversation(page, 'Platform');
    await page.getByRole('button', { name: /^Linked:/ }).click();
    const carried = page.getByRole('switch', { name: 'Carry my messages' });
    expect(await carried.isChecked()).toBe(true);
    await carried.click();
    const [off] = await intents(visit, 'carry');
    expect(off).toMatchObject({
      conversationId: platform,
      linkId: platformLink.id,
      carried: false,
      failure: null,
    });
    // A choice is shown at once, before the engine has done it.
    await expect.poll(() => carried.isChecked()).toBe(false);
    await page.getByRole('button', { name: 'Unlink…' }).click();
    await page.getByRole('button', { name: 'Keep the link' }).click();
    await page.getByRole('button', { name: /^Linked:/ }).click();
    await page.getByRole('button', { name: 'Unlink…' }).click();
    await page.getByRole('button', { name: 'Unlink for everybody' }).click();
    const unlinks = await intents(visit, 'unlink');
    expect(unlinks).toHaveLength(1);
    expect(unlinks[0]).toMatchObject({ conversationId: platform, linkId: platformLink.id });
  });

  it('that is a chat asks once whether to carry the chat', async () => {
    const visit = await stage.show({ rows: linkedOrganisation(Date.now()) });
    const { page } = visit;
    await openConversation(page, 'Jonas');
    const question = page.getByTestId('carry-question');
    await question.getByRole('button', { name: 'Not now' }).click();
    const [answer] = await intents(visit, 'carry');
    expect(answer).toMatchObject({ conversationId: conversationId(mattermost, 'jonas'), carried: false });
    await question.waitFor({ state: 'detached' });
  });
});

describe('the links screen', () => {
  it('shows each state of a link in a sentence, and counts the messages that were not carried', async () => {
    const { page, complaints } = await stage.show({ rows: manyLinks(Date.now()) });
    await page.getByRole('button', { name: 'Accounts' }).click();
    await page.getByRole('menuitem', { name: 'Links' }).click();
    await page.getByRole('heading', { level: 1, name: 'Links' }).waitFor();
    for (const sentence of [
      'Being checked: whoever made the link must administer the channel.',
      'The Microsoft Teams conversation is not there, or you are not in it.',
      'It does not count: whoever made it does not administer the channel, or has left it.',
      'It does not count: an older link joins “Platform” in Mattermost with “Platform talk” in Microsoft Teams.',
    ]) {
      // The cards come when the database has answered, the heading at once.
      await page.getByText(sentence).waitFor();
      expect(await page.getByText(sentence).count(), sentence).toBe(1);
    }
    await page.getByText('Release room').waitFor();
    const direct = page.getByTestId('link-card').filter({ hasText: 'Jonas Weber' });
    expect(await direct.getByRole('button', { name: 'Unlink…' }).count()).toBe(0);
    await page.getByRole('button', { name: '252 were not carried' }).click();
    await page.getByText('Messages of others: their own Isthmus carries them').waitFor();
    expect(complaints).toEqual([]);
  });
});

describe('a copy that an administrator removed', () => {
  it('is noted at the message, which stays; when that is read, the note disappears, and no mark of a copy is shown', async () => {
    const now = Date.now();
    const { message, outbox } = removedCopy(now);
    const visit = await stage.show({ rows: withRemovedCopy(now) });
    const { page, complaints } = visit;
    await openConversation(page, 'Platform');
    const kept = messageWith(page, message.plain);
    await kept
      .getByText('Its copy in Mattermost was removed by an administrator. The message itself stays here.')
      .waitFor();
    if (process.env.ISTHMUS_SCREENSHOTS) await page.screenshot({ path: 'out/removed-copy.png' });
    await kept.getByRole('button', { name: 'Dismiss' }).click();
    const [discard] = await intents(visit, 'discard');
    expect(discard).toMatchObject({ messageId: outbox.messageId });
    await visit.remove('outbox', [outbox.messageId]);
    await kept.getByTestId('carry').waitFor({ state: 'detached' });
    expect(await kept.getByLabel('Carried to Mattermost').count()).toBe(0);
    expect(complaints).toEqual([]);
  });
});

describe('the pause of carrying', () => {
  it('begins on the links screen, is shown at the composer of a pair and in the state line, and ends there', async () => {
    const visit = await stage.show({ rows: linkedOrganisation(Date.now()) });
    const { page, complaints } = visit;
    await page.getByRole('button', { name: 'Accounts' }).click();
    await page.getByRole('menuitem', { name: 'Links' }).click();
    const before = Date.now();
    await page.getByRole('button', { name: 'Pause carrying' }).click();
    await page.getByRole('menuitem', { name: 'For 1 hour' }).click();
    const [wish] = await intents(visit, 'pause-carrying');
    const until = wish?.pause.kind === 'until' ? wish.pause.until : 0;
    expect(until - before).toBeGreaterThanOrEqual(3_600_000);
    await visit.remove('intents', [(wish?.id ?? 0) as unknown as string]);
    await visit.put({
      engine: [
        { key: 'engine', startedAt: 1, state: { kind: 'running' }, carryPause: { kind: 'until', until } },
      ],
    });
    await page.getByRole('button', { name: 'Resume carrying' }).first().waitFor();
    await openConversation(page, 'Platform');
    const note = page.getByTestId('side-note');
    await note
      .getByText(/To Microsoft Teams: You have paused carrying: it is carried when the pause ends/)
      .waitFor();
    // A written message is sent: only carrying waits.
    expect(await note.getByRole('status').count()).toBe(0);
    const status = page.getByTestId('carry-pause');
    await status.getByText(/^Carrying is paused until /).waitFor();
    await status.getByRole('button', { name: 'Resume carrying' }).click();
    const [resumed] = await intents(visit, 'pause-carrying');
    expect(resumed?.pause).toEqual({ kind: 'none' });
    await visit.put({
      engine: [{ key: 'engine', startedAt: 1, state: { kind: 'running' }, carryPause: { kind: 'none' } }],
    });
    await note.getByText('carried to Microsoft Teams').waitFor();
    await status.waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
  });

  it('begins and ends by its command', async () => {
    const visit = await stage.show({ rows: linkedOrganisation(Date.now()) });
    const { page } = visit;
    await page.getByTestId('status-line').waitFor();
    await page.keyboard.press('Alt+Shift+P');
    const [wish] = await intents(visit, 'pause-carrying');
    expect(wish?.pause).toEqual({ kind: 'until-ended' });
    await visit.put({
      engine: [
        { key: 'engine', startedAt: 1, state: { kind: 'running' }, carryPause: { kind: 'until-ended' } },
      ],
    });
    await page.getByTestId('carry-pause').getByText('Carrying is paused', { exact: true }).waitFor();
    await page.keyboard.press('Alt+Shift+P');
    await expect
      .poll(async () => (await intents(visit, 'pause-carrying')).map(({ pause }) => pause.kind))
      .toEqual(['until-ended', 'none']);
  });
});

describe('the outbox', () => {
  it('leads to the failed message, and retries it or gives it up', async () => {
    const visit = await stage.show({ rows: linkedOrganisation(Date.now()) });
    const { page, complaints } = visit;
    await page.getByRole('button', { name: '1 could not be carried, 1 waits' }).click();
    await page.getByTestId('outbox-item').getByText('Here are all figures').click();
    await page.getByRole('heading', { level: 1, name: 'Platform' }).waitFor();
    const failed = messageWith(page, 'Here are all figures');
    await failed
      .getByText('Not carried. Microsoft Teams does not let you do this there (Forbidden).')
      .waitFor();
    await failed.getByRole('button', { name: 'Try again' }).click();
    const [retry] = await intents(visit, 'retry');
    expect(retry).toMatchObject({ conversationId: platform, messageId: `${platform}|failed` });
    await failed.getByRole('button', { name: 'Don’t carry' }).click();
    const [discard] = await intents(visit, 'discard');
    expect(discard).toMatchObject({ messageId: `${platform}|failed` });
    await visit.remove('outbox', [`${platform}|failed`]);
    await failed.getByTestId('carry').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: '1 message waits' }).waitFor();
    expect(complaints).toEqual([]);
  });

  it('leads to a reply also if the first message of its thread is not in the mirror', async () => {
    const rows = linkedOrganisation(Date.now());
    const isFailed = ({ id }: Message): boolean => id === `${platform}|failed`;
    const messages = ((rows.messages ?? []) as readonly Message[]).map((one) =>
      isFailed(one) ? { ...one, threadId: `${platform}|absent` as MessageId } : one,
    );
    expect(messages.some(isFailed)).toBe(true);
    const { page, complaints } = await stage.show({ rows: { ...rows, messages } });
    await openConversation(page, 'Book club');
    await page.getByTestId('outbox-status').click();
    await page.getByTestId('outbox-item').getByText('Here are all figures').click();
    const reply = page.getByTestId('thread').getByText('Here are all figures');
    await reply.waitFor();
    // On the way back and forward the page has read long ago that the first message is not in the mirror.
    await page.keyboard.press('Alt+ArrowLeft');
    await page.getByRole('heading', { level: 1, name: 'Book club' }).waitFor();
    await page.keyboard.press('Alt+ArrowRight');
    await reply.waitFor();
    expect(complaints).toEqual([]);
  });

  /** Whether some part of a message is in the window of the list. Rows out of sight stay in the page for a while. */
  const isInSight = async (list: Locator, row: Locator): Promise<boolean> => {
    if ((await row.count()) === 0) return false;
    const [frame, box] = [await list.boundingBox(), await row.boundingBox()];
    if (!frame || !box) throw new Error('not on the screen');
    return box.y + box.height > frame.y && box.y < frame.y + frame.height;
  };

  /** A message that arrives in the linked conversation after the one to which the outbox leads. */
  const meanwhile = (now: number, index: number) => {
    const plain = `Meanwhile ${index}.`;
    return messageRow(platformThere, `meanwhile-${index}`, now - 30_000 + index, {
      authorId: someone(teams, 'ines'),
      body: { format: 'html', content: `<p>${plain}</p>` },
      plain,
    });
  };

  it('stays at the message to which it led while messages arrive, until the reader scrolls', async () => {
    const now = Date.now();
    const visit = await stage.show({ rows: linkedOrganisation(now) });
    const { page, complaints } = visit;
    await page.getByRole('button', { name: '1 could not be carried, 1 waits' }).click();
    await page.getByTestId('outbox-item').getByText('Here are all figures').click();
    // Not after the list rests: rows are added while the list still takes its position for the end.
    for (let index = 0; index < 30; index += 1) await visit.put({ messages: [meanwhile(now, index)] });
    const goal = messageWith(page, 'Here are all figures');
    await goal.waitFor();
    const list = page.getByRole('region', { name: /^Messages/ });
    await vi.waitFor(
      async () => {
        const [frame, row] = [await list.boundingBox(), await goal.boundingBox()];
        if (!frame || !row) throw new Error('not on the screen');
        expect(row.y).toBeGreaterThan(frame.y);
        expect(row.y).toBeLessThan(frame.y + frame.height);
      },
      { timeout: 30_000 },
    );
    await list.press('End');
    await messageWith(page, 'Meanwhile 29.').waitFor();
    await expect.poll(() => isInSight(list, goal)).toBe(false);
    expect(complaints).toEqual([]);
  });

  it('lets the reader scroll to the latest message, and does not jump back when another message arrives', async () => {
    const now = Date.now();
    const visit = await stage.show({ rows: linkedOrganisation(now) });
    const { page, complaints } = visit;
    await page.getByRole('button', { name: '1 could not be carried, 1 waits' }).click();
    await keepAtGoals(page);
    await page.getByTestId('outbox-item').getByText('Here are all figures').click();
    const goal = messageWith(page, 'Here are all figures');
    await goal.waitFor();
    const some = Array.from({ length: 60 }, (_, index) => meanwhile(now, index));
    await visit.put({ messages: some });
    await page.getByRole('button', { name: /^(Latest|New messages)/ }).click();
    await messageWith(page, 'Meanwhile 59.').waitFor();
    const list = page.getByRole('region', { name: /^Messages/ });
    await expect.poll(() => isInSight(list, goal)).toBe(false);
    // The button is not shown at the end, and the keyboard goes on in the list.
    await page.getByRole('button', { name: /^(Latest|New messages)/ }).waitFor({ state: 'detached' });
    expect(await list.evaluate((region) => region === document.activeElement)).toBe(true);
    await visit.put({ messages: [meanwhile(now, 60)] });
    await messageWith(page, 'Meanwhile 60.').waitFor();
    await drawnTwice(page);
    expect(await isInSight(list, goal)).toBe(false);
    expect(complaints).toEqual([]);
  });
});

it('while a message of the other side is edited, the line below the box names that side, and cannot be changed', async () => {
  const rows = linkedOrganisation(Date.now());
  const own = messageRow(platformThere, 'own-there', Date.now() + 1_000, {
    authorId: me(teams),
    body: { format: 'html', content: '<p>written in Teams alone</p>' },
    plain: 'written in Teams alone',
  });
  const visit = await stage.show({ rows: { ...rows, messages: [...(rows.messages ?? []), own] } });
  const { page } = visit;
  await openConversation(page, 'Platform');
  await messageWith(page, 'written in Teams alone').waitFor();
  const note = page.getByTestId('side-note');
  await note.getByRole('button', { name: 'Written in Mattermost' }).waitFor();
  const box = page.locator('[data-composer] [role=textbox]').first();
  await box.click();
  await page.keyboard.press('ArrowUp');
  await page.getByText('You are editing your message').waitFor();
  await note.getByText('Written in Microsoft Teams').waitFor();
  expect(await note.getByRole('button').count()).toBe(0);
  await page.keyboard.press('Escape');
  await note.getByRole('button', { name: 'Written in Mattermost' }).waitFor();
});

it('a notification of the Teams side leads to the pair', async () => {
  const visit = await stage.show({
    rows: linkedOrganisation(Date.now()),
    answers: { 'goal:take': { goal: { conversation: platformThere, message: null } } },
  });
  const { page, complaints } = visit;
  await page.getByRole('heading', { level: 1, name: 'Platform' }).waitFor();
  await page.getByTestId('side-note').getByRole('button', { name: 'Written in Mattermost' }).waitFor();
  expect(complaints).toEqual([]);
});
