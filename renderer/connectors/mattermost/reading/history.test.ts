import { describe, expect, it } from 'vitest';
import type { Change, ConversationId } from '../../../model/index.ts';
import type { Connector, HistoryPage } from '../../connector.ts';
import { createMattermostConnector } from '../connector.ts';
import { decodePosition, encodePosition } from './history.ts';
import { accountId, channelId, id, me, post } from '../testing/payloads.ts';
import { smallServer, type SmallServer } from '../testing/server.ts';
import { json } from '../testing/world.ts';

const conversationId = `${accountId}/${channelId}` as ConversationId;
const never = new AbortController().signal;
const connect = (server: SmallServer): Connector =>
  createMattermostConnector({
    accountId,
    userId: me,
    baseUrl: 'https://app.example/gateway/mm1',
    world: server.world,
  });

const walk = async (connector: Connector): Promise<HistoryPage[]> => {
  const pages: HistoryPage[] = [];
  for (let position: string | null = null; ;) {
    const page = await connector.history(conversationId, position, never);
    if (!page.ok) throw new Error(page.failure.kind);
    pages.push(page.value);
    if (pages.length > 50) throw new Error('the walk does not end');
    position = page.value.next;
    if (position === null) return pages;
  }
};

const idsOf = (pages: readonly { readonly changes: readonly Change[] }[]): Set<string> =>
  new Set(
    pages.flatMap((page) =>
      page.changes.flatMap((change) => (change.kind === 'message' ? [change.message.id] : [])),
    ),
  );

/** Whether the covers of the pages reach without a gap from the newest post to the beginning. */
const seamless = (pages: readonly HistoryPage[]): boolean =>
  pages.every(
    (page, at) => at === 0 || (page.covers?.to ?? -1) >= (pages[at - 1]?.covers?.from ?? Infinity) - 1,
  ) && pages.at(-1)?.covers?.from === 0;

describe('history', () => {
  it('is walked whole, newest first, 200 a page, and its covers leave no gap', async () => {
    const server = smallServer(Array.from({ length: 450 }, (_, number) => post(number)));
    const pages = await walk(connect(server));
    expect(idsOf(pages).size).toBe(450);
    expect(pages).toHaveLength(3);
    expect(pages[0]?.covers?.to).toBe(1_700_000_000_449);
    expect(seamless(pages)).toBe(true);
    expect(pages.map((page) => page.changesCursor)).toEqual(['1700000000449', null, null]);
    expect(server.asked.find((route) => route.includes('/posts'))).toContain('per_page=200');
  });

  it('before= is strict on create_at: posts of one millisecond at a page’s edge are not lost', async () => {
    const posts = Array.from({ length: 420 }, (_, number) =>
      post(number, { create_at: 1_700_000_000_000 + Math.floor(number / 7) }),
    );
    const pages = await walk(connect(smallServer(posts)));
    expect(idsOf(pages).size).toBe(420);
    expect(seamless(pages)).toBe(true);
  });

  it('a bulk import of more than a page in one millisecond is walked by page numbers', async () => {
    const posts = Array.from({ length: 700 }, (_, number) =>
      post(number, {
        create_at: number < 650 && number > 20 ? 1_700_000_000_000 : 1_600_000_000_000 + number * 1e9,
      }),
    );
    const pages = await walk(connect(smallServer(posts)));
    expect(idsOf(pages).size).toBe(700);
  });

  it('exactly one full page is not the end, and an empty channel is', async () => {
    const full = await walk(connect(smallServer(Array.from({ length: 200 }, (_, number) => post(number)))));
    expect(idsOf(full).size).toBe(200);
    const empty = await walk(connect(smallServer([])));
    expect(empty).toEqual([{ changes: [], next: null, changesCursor: '0', covers: { from: 0, to: 0 } }]);
  });

  it('covers only the time before the request: a post that arrives meanwhile is later', async () => {
    const server = smallServer([post(1)]);
    const [page] = await walk(connect(server));
    expect(page?.covers).toEqual({ from: 0, to: 1_700_000_000_001 });
  });

  it('a page with an unreadable post covers nothing', async () => {
    const pages = await walk(connect(smallServer([post(1), post(2, { update_at: 'bad' })])));
    expect(pages[0]?.covers).toBeNull();
    expect(pages[0]?.changes).toContainEqual({ kind: 'discarded', reason: 'malformed-date' });
    expect(idsOf(pages).size).toBe(1);
  });

  it('roots that come with their replies are delivered but do not extend the cover', async () => {
    const server = smallServer([]);
    const reply = post(9, { root_id: id('post', 1) });
    server.routes[`GET /channels/${channelId}/posts`] = {
      order: [reply.id],
      posts: { [String(reply.id)]: reply, [id('post', 1)]: post(1) },
      prev_post_id: id('post', 5),
    };
    const page = await connect(server).history(conversationId, null, never);
    expect(page.ok && page.value.changes).toHaveLength(2);
    // The next page may hold more posts of the reply's millisecond, so this page of one post covers nothing.
    expect(page.ok && page.value.covers).toBeNull();
  });

  it('a position whose post was removed by data retention is gone, not the end of the history', async () => {
    const server = smallServer(Array.from({ length: 250 }, (_, number) => post(number)));
    const connector = connect(server);
    const first = await connector.history(conversationId, null, never);
    if (!first.ok || first.value.next === null) throw new Error('no next page');
    server.posts = server.posts.filter(
      (row) => row.id !== decodePosition(first.value.next ?? '')?.before?.id,
    );
    expect(await connector.history(conversationId, first.value.next, never)).toEqual({
      ok: false,
      failure: { kind: 'cursor-gone' },
    });
  });

  it('an answer that is not a post list is broken, and a list without posts (null) is empty', async () => {
    const broken = smallServer([], { [`GET /channels/${channelId}/posts`]: { hello: 1 } });
    expect(await connect(broken).history(conversationId, null, never)).toMatchObject({
      failure: { kind: 'offline', reason: 'broken-answer' },
    });
    const nothing = smallServer([], { [`GET /channels/${channelId}/posts`]: { order: null, posts: null } });
    expect(await connect(nothing).history(conversationId, null, never)).toMatchObject({
      ok: true,
      value: { next: null },
    });
  });

  it('mentioned unknown people are looked up once, and the posts are mapped again', async () => {
    const server = smallServer([post(1, { message: 'ask @carol.' })]);
    server.routes['POST /users/usernames'] = () => json([{ id: id('carol'), username: 'carol' }]);
    const connector = connect(server);
    const page = await connector.history(conversationId, null, never);
    const message = page.ok ? page.value.changes.find((change) => change.kind === 'message') : undefined;
    expect(message).toMatchObject({
      message: { mentions: [{ kind: 'person', text: '@carol', personId: `${accountId}/${id('carol')}` }] },
    });
    await connector.history(conversationId, null, never);
    expect(server.asked.filter((route) => route.includes('usernames'))).toHaveLength(1);
  });

  it('an id of another account is not found, a foreign position is gone', async () => {
    const connector = connect(smallServer());
    expect(await connector.history('mm2/x' as ConversationId, null, never)).toEqual({
      ok: false,
      failure: { kind: 'not-found' },
    });
    expect(await connector.history(conversationId, 'what', never)).toEqual({
      ok: false,
      failure: { kind: 'cursor-gone' },
    });
  });

  it('positions can be stored and used again', () => {
    const position = { before: { id: id('post', 3), createdAt: 17 }, page: 2 };
    expect(decodePosition(encodePosition(position))).toEqual(position);
    expect(decodePosition(encodePosition({ before: null, page: 1 }))).toEqual({ before: null, page: 1 });
    expect(decodePosition('../x:1:1')).toBeNull();
  });
});
