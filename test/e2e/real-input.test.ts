/** Real input through the whole app: the corpus, and every chat and message of Microsoft's documentation, mirrored and shown. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isComplete } from '../../build/commands/progress.ts';
import { readMirror } from '../../build/commands/read-mirror.ts';
import type { RunningApp } from '../../build/commands/sandboxed-app.ts';
import { signInSampleUser } from '../../build/commands/sign-in.ts';
import type { Page } from 'playwright';
import { documentedChats, documentedExamplesAreHere, documentedMessages } from './fixtures/documented.ts';
import { listenToComplaints, openByName, readUpwards } from './fixtures/reading.ts';
import { startWholeApp, until, type WholeApp } from './whole-app.ts';

const project = join(import.meta.dirname, '../..');
const corpus = join(project, '../shared/corpus/irc');

describe('npm start -- --once --json', () => {
  it.each<{ name: string; more: readonly string[] }>([
    { name: 'with the organisation’s own talk', more: [] },
    ...(existsSync(corpus) ? [{ name: 'filled with real text', more: ['--corpus', corpus] }] : []),
  ])('$name mirrors everything without a difference', async ({ more }) => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['build/scripts/start.mjs', '--once', '--json', '--messages', '800', ...more],
      { cwd: project },
    );
    const last: unknown = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
    expect(last).toMatchObject({ accounts: 2, differences: 0 });
    expect(last).toHaveProperty(
      'messages',
      expect.toSatisfy((count: number) => count > 300),
    );
  });
});

const json = (body: unknown, headers: HeadersInit = { 'content-type': 'application/json' }): Response =>
  new Response(JSON.stringify(body), { headers });

describe.runIf(documentedExamplesAreHere)('Microsoft’s documented examples', () => {
  const messages = documentedExamplesAreHere ? documentedMessages() : [];
  const chats = documentedExamplesAreHere ? documentedChats() : [];
  const topic = 'Documented messages';
  let whole: WholeApp;
  let running: RunningApp;
  let page: Page;
  let complaints: readonly string[];
  let inChat: string;

  beforeAll(async () => {
    whole = await startWholeApp({ seed: 21, messages: 120 });
    const { acts, tenant } = whole.sandbox.microsoft;
    const { sampleUser, people } = whole.sandbox.organisation;
    const other = people.find(({ key, microsoft }) => key !== sampleUser && microsoft !== null);
    if (!other) throw new Error('nobody else in the organisation');
    inChat = acts.createChat([sampleUser, other.key], topic);
    acts.post(other.key, inChat, { content: '<p>first</p>' });
    expect(tenant.tenantId()).not.toBe('');
    const documentedIds = new Set(chats.map(({ id }) => id));
    whole.sandbox.faults.microsoft.add({
      matches: ({ method, url }) => method === 'GET' && /\/chats(\/|\?|$)/.test(url),
      fault: {
        kind: 'answer',
        answer: async (request, right) => {
          const { pathname, searchParams } = new URL(request.url);
          const [, chatId, part] = /\/chats\/([^/]+)(\/messages)?/.exec(decodeURIComponent(pathname)) ?? [];
          const headers = { 'content-type': 'application/json', 'access-control-allow-origin': '*' };
          if (part !== undefined && chatId === inChat)
            return json({ value: messages.map((message) => ({ ...message, chatId })) }, headers);
          if (documentedIds.has(chatId)) return json({ value: [] }, headers);
          const answer = await right();
          if (chatId !== undefined || searchParams.has('$skiptoken') || !answer.ok) return answer;
          const own = (await answer.json()) as { value: unknown[] };
          return json({ ...own, value: [...own.value, ...chats] }, answer.headers);
        },
      },
    });
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

  it('are more than a minimum number', () => {
    expect(messages.length).toBeGreaterThan(40);
    expect(chats.length).toBeGreaterThan(8);
  });

  it('are in the mirror, each once', async () => {
    const rows = await readMirror(page);
    const conversation = rows.conversations.find(({ name }) => name === topic);
    const mirrored = rows.messages.filter(({ conversationId }) => conversationId === conversation?.id);
    const ids = mirrored.map(({ id }) => id.slice(id.lastIndexOf('/') + 1)).sort();
    expect(ids).toEqual(messages.map(({ id }) => id).sort());
    const known = rows.conversations.map(({ id }) => id).join('\n');
    expect(chats.filter(({ id }) => !known.includes(String(id)))).toEqual([]);
  });

  it('are all shown, and the page logs no error', async () => {
    await openByName(page, topic);
    const shown = await readUpwards(page);
    const shownIds = [...shown.keys()].map((id) => id.slice(id.lastIndexOf('/') + 1));
    expect(shownIds.sort()).toEqual(messages.map(({ id }) => id).sort());
    expect([...shown.values()].filter((text) => text.includes('cannot be shown'))).toEqual([]);
    if (process.env.ISTHMUS_SCREENSHOTS) await page.screenshot({ path: 'out/documented.png' });
    for (const { topic: name } of chats)
      if (typeof name === 'string' && name !== '') await openByName(page, name);
    expect(complaints).toEqual([]);
  });
});
