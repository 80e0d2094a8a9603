/** New messages through the whole app to the system's notification, and back: which are shown, which are not, and where a click leads. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { isComplete } from '../../build/commands/progress.ts';
import type { RunningApp } from '../../build/commands/sandboxed-app.ts';
import { signInSampleUser } from '../../build/commands/sign-in.ts';
import type { NoticeOutcomeRow } from '../../renderer/store/index.ts';
import type { PersonKey } from '../../sandbox/organisation/plan.ts';
import type {} from '../../shell/recorder.ts';
import { findRuntime } from '../../shell/launch.ts';
import { listenToComplaints } from './fixtures/reading.ts';
import { smallSandbox, startWholeApp, until, type WholeApp } from './whole-app.ts';

// Only the stand-in lets a test see the system's notifications.
const standIn = findRuntime(join(import.meta.dirname, '..', '..'))?.kind === 'stand-in';
/** On a busy machine a step takes longer than a person would wait. */
const soon = { timeout: 120_000, interval: 50 };

describe.skipIf(!standIn)('a new message', () => {
  let whole: WholeApp;
  let running: RunningApp;
  let page: Page;
  let complaints: readonly string[];
  let other: PersonKey;
  let inMattermost: string;
  let inTeams: string;

  beforeAll(async () => {
    whole = await startWholeApp(smallSandbox(23));
    const { microsoft, mattermost, organisation } = whole.sandbox;
    const { sampleUser, people } = organisation;
    const found = people.find(
      (one) => one.key !== sampleUser && one.kind === 'member' && one.microsoft && one.mattermost,
    );
    if (!found) throw new Error('nobody else on both sides');
    other = found.key;
    mattermost.acts.setPresence(sampleUser, 'online');
    microsoft.acts.setPresence(sampleUser, 'online');
    inMattermost = mattermost.acts.createChat([sampleUser, other], null);
    inTeams = microsoft.acts.createChat([sampleUser, other], 'Harbour notices');
    mattermost.acts.post(other, inMattermost, { content: 'from before' });
    microsoft.acts.post(other, inTeams, { content: '<p>from before</p>' });
    running = await whole.launch();
    page = await running.page('app');
    complaints = listenToComplaints(page);
    await signInSampleUser(page, whole.sandbox);
    await until(page, (accounts) => isComplete(accounts, 2));
  });
  afterAll(async () => {
    await running.close();
    await whole.close();
  });

  const shown = () =>
    running.app.evaluate(() =>
      globalThis.isthmusShell.notifications.map(({ title, body, shown: isShown }) => ({
        title,
        body,
        isShown,
      })),
    );
  const click = (body: string) =>
    running.app.evaluate((_electron, wanted) => {
      globalThis.isthmusShell.notifications.find((one) => one.body === wanted)?.emit('click');
    }, body);
  const rowsOf = (table: string) =>
    page.evaluate(
      (name) =>
        new Promise<unknown[]>((resolve, reject) => {
          const opening = indexedDB.open('isthmus');
          opening.onerror = () => reject(new Error('not opened'));
          opening.onsuccess = () => {
            const database = opening.result;
            const reading = database.transaction(name).objectStore(name).getAll();
            reading.onsuccess = () => {
              database.close();
              resolve(reading.result as unknown[]);
            };
          };
        }),
      table,
    );
  const outcomes = async () => (await rowsOf('noticeOutcomes')) as NoticeOutcomeRow[];
  /** The outcome for the message with this id of its service, once it is decided. */
  const outcomeOf = (id: string) =>
    vi.waitUntil(async () => {
      const row = (await outcomes()).find(({ messageId }) => messageId.endsWith(id));
      return row === undefined || row.outcome.kind === 'handed' ? null : row.outcome;
    }, soon);

  it('of Mattermost is notified once, earlier ones are not, and a click opens it in the app', async () => {
    expect(await shown()).toEqual([]);
    const id = whole.sandbox.mattermost.acts.post(other, inMattermost, {
      content: 'The **tide** turns at noon',
    });
    expect(await outcomeOf(id)).toEqual({ kind: 'shown', as: 'message' });
    expect(await shown()).toMatchObject([{ body: 'The tide turns at noon', isShown: true }]);
    await click('The tide turns at noon');
    await page.getByTestId('message').filter({ hasText: 'The tide turns at noon' }).first().waitFor();
    expect((await shown()).map(({ isShown }) => isShown)).toEqual([false]);
  });

  it('in the visible conversation is not notified', async () => {
    await page.bringToFront();
    const id = whole.sandbox.mattermost.acts.post(other, inMattermost, { content: 'seen at once' });
    // The outcome is that it was read, because it was seen, or that it is visible; either may be first.
    expect(await outcomeOf(id)).toMatchObject({
      kind: 'suppressed',
      reason: expect.stringMatching(/^(in-view|read)$/) as string,
    });
    expect(await shown()).toHaveLength(1);
  });

  it('of Teams is notified once, and a click opens it', async () => {
    const id = whole.sandbox.microsoft.acts.post(other, inTeams, {
      content: '<p>The <b>pier</b> is closed</p>',
    });
    expect(await outcomeOf(id)).toEqual({ kind: 'shown', as: 'message' });
    const told = (await shown()).filter(({ body }) => body === 'The pier is closed');
    expect(told).toMatchObject([{ title: expect.stringContaining('Harbour notices') as string }]);
    await click('The pier is closed');
    await page.getByRole('heading', { name: 'Harbour notices' }).first().waitFor();
  });

  it('is not notified if it is read at the service within three seconds', async () => {
    const before = (await shown()).length;
    const { acts } = whole.sandbox.mattermost;
    const id = acts.post(other, inMattermost, { content: 'read on the phone' });
    acts.markRead(whole.sandbox.organisation.sampleUser, inMattermost);
    expect(await outcomeOf(id)).toEqual({ kind: 'suppressed', reason: 'read' });
    expect(await shown()).toHaveLength(before);
  });

  it('is answered from its notification', async () => {
    const { acts } = whole.sandbox.mattermost;
    const id = acts.post(other, inMattermost, { content: 'who takes the ferry?' });
    expect(await outcomeOf(id)).toEqual({ kind: 'shown', as: 'message' });
    await running.app.evaluate(() => {
      globalThis.isthmusShell.notifications
        .find(({ body }) => body === 'who takes the ferry?')
        ?.emit('reply', { reply: 'the gull does' });
    });
    await vi.waitUntil(
      () => whole.sandbox.truth().mattermost.messages.some(({ content }) => content === 'the gull does'),
      soon,
    );
    // A person who answers has read the message. The server would count a message as read, too, if it is posted before the server gets the answer.
    await vi.waitUntil(async () => (await rowsOf('intents')).length === 0, soon);
  });

  it('loses its notification when it is read elsewhere', async () => {
    const { acts } = whole.sandbox.mattermost;
    const id = acts.post(other, inMattermost, { content: 'told, then read' });
    expect(await outcomeOf(id)).toEqual({ kind: 'shown', as: 'message' });
    acts.markRead(whole.sandbox.organisation.sampleUser, inMattermost);
    await expect
      .poll(async () => (await shown()).find(({ body }) => body === 'told, then read')?.isShown, soon)
      .toBe(false);
  });

  it('leaves no trace of its text in the log, and the page logs no error', async () => {
    const home = await running.app.evaluate(({ app }) => app.getPath('userData'));
    const log = await readFile(join(home, 'logs', 'main.log'), 'utf8');
    expect(log).toContain('"notices-told"');
    for (const text of ['tide', 'pier', 'phone', 'Harbour', 'ferry', 'gull']) expect(log).not.toContain(text);
    expect(complaints).toEqual([]);
  });
});
