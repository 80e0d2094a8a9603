/** Pages, `since` and threads: one test for each quirk of facts, Posts and Threads. */
import { describe, expect, test } from 'vitest';
import { Listener, listen, type Json, type OpenFixture } from './fixture.ts';
import { stage, type PostList } from './suite.ts';

const id = (post: Json): string => String(post.id);

export const postListContract = (open: OpenFixture): void => {
  describe('lists of posts', () => {
    const on = stage(open);
    const list = (query: string): Promise<PostList> =>
      on.scene.ada.get<PostList>(`/channels/${on.scene.channelId}/posts?${query}`);

    test('a page has 60 posts by default, newest first, and at most 200 for any larger number', async () => {
      for (let at = 0; at < 205; at += 1) await on.write(`message ${at}`);
      expect((await list('')).order).toHaveLength(60);
      const page = await list('per_page=1000');
      expect(page.order).toHaveLength(200);
      expect(page.posts[page.order[0] ?? '']?.message).toBe('message 204');
    });

    test('pages continue with page, before and after, and name the previous and next post', async () => {
      const posts: Json[] = [];
      for (let at = 0; at < 6; at += 1) posts.push(await on.write(`message ${at}`));
      const ids = posts.map(id);
      const second = await list('per_page=2&page=1');
      expect(second.order).toEqual([ids[3], ids[2]]);
      expect([second.next_post_id, second.prev_post_id]).toEqual([ids[4], ids[1]]);
      const before = await list(`per_page=2&before=${ids[4] ?? ''}`);
      expect(before.order).toEqual([ids[3], ids[2]]);
      expect(before.next_post_id).toBe(ids[4]);
      const after = await list(`per_page=2&after=${ids[1] ?? ''}`);
      expect(after.order).toEqual([ids[3], ids[2]]);
      expect(after.prev_post_id).toBe(ids[1]);
      const end = await list(`per_page=10&after=${ids[4] ?? ''}`);
      expect([end.order, end.next_post_id]).toEqual([[ids[5]], '']);
    });

    test('a reply on a page adds its root, which is not in order', async () => {
      const root = await on.write('root');
      for (let at = 0; at < 3; at += 1) await on.write(`between ${at}`);
      const reply = await on.write('reply', { root_id: root.id });
      const page = await list('per_page=1');
      expect(page.order).toEqual([reply.id]);
      expect(page.posts[id(root)]).toMatchObject({ message: 'root' });
    });

    test('collapsedThreads leaves replies out and adds participants to roots', async () => {
      const root = await on.write('root');
      await on.scene.bo.post('/posts', {
        channel_id: on.scene.channelId,
        message: 'reply',
        root_id: root.id,
      });
      const page = await list('collapsedThreads=true');
      expect(Object.values(page.posts).map((post) => post.message)).not.toContain('reply');
      expect(page.posts[id(root)]).toMatchObject({
        reply_count: 1,
        participants: [{ id: on.scene.bo.id }],
        is_following: true,
      });
    });

    test('include_deleted is for system administrators', async () => {
      const post = await on.write('gone');
      await on.scene.ada.delete(`/posts/${id(post)}`);
      expect(
        (await on.scene.ada.call('GET', `/api/v4/channels/${on.scene.channelId}/posts?include_deleted=true`))
          .status,
      ).toBe(403);
      const all = await on.scene.admin.get<PostList>(
        `/channels/${on.scene.channelId}/posts?include_deleted=true`,
      );
      expect(all.order).toContain(id(post));
    });

    test('a page that has not changed answers 304 to its ETag', async () => {
      const path = `/api/v4/channels/${on.scene.channelId}/posts`;
      const tag = (await on.scene.ada.call('GET', path)).headers.get('etag') ?? '';
      expect(tag).not.toBe('');
      expect((await on.scene.ada.call('GET', path, undefined, { 'if-none-match': tag })).status).toBe(304);
      await on.write('new');
      expect((await on.scene.ada.call('GET', path, undefined, { 'if-none-match': tag })).status).toBe(200);
    });

    test('posts/ids leaves out posts that the user may not read', async () => {
      const [kept, gone] = [await on.write('kept'), 'x'.repeat(26)];
      const found = await on.scene.bo.post<Json[]>('/posts/ids', [kept.id, gone]);
      expect(found.map(id)).toEqual([kept.id]);
    });
  });

  describe('since', () => {
    const on = stage(open);
    const since = (time: unknown): Promise<PostList> =>
      on.scene.ada.get<PostList>(`/channels/${on.scene.channelId}/posts?since=${String(time)}`);

    test('since is exclusive and ignores page and per_page', async () => {
      const first = await on.write('one');
      const second = await on.write('two');
      await on.write('three');
      const found = await on.scene.ada.get<PostList>(
        `/channels/${on.scene.channelId}/posts?since=${String(first.update_at)}&per_page=1&page=5`,
      );
      expect(found.order).toHaveLength(2);
      expect(found.order).toContain(second.id);
      expect(found.order).not.toContain(first.id);
    });

    test('since brings deleted posts, with delete_at', async () => {
      const post = await on.write('doomed');
      const time = (await on.write('marker')).update_at;
      await on.scene.ada.delete(`/posts/${id(post)}`);
      const found = await since(time);
      expect(found.posts[id(post)]?.delete_at).toBeGreaterThan(0);
    });

    test('since brings the copy of the earlier text after an edit, with original_id', async () => {
      const post = await on.write('first version');
      const time = (await on.write('marker')).update_at;
      await on.scene.ada.put(`/posts/${id(post)}/patch`, { message: 'second version' });
      const rows = Object.values((await since(time)).posts);
      expect(rows.find((row) => row.id === post.id)).toMatchObject({
        message: 'second version',
        original_id: '',
      });
      expect(rows.find((row) => row.original_id === post.id)).toMatchObject({ message: '' });
      expect(rows.find((row) => row.original_id === post.id)?.delete_at).toBeGreaterThan(0);
    });

    test('since brings posts with changed reactions, which are not edited', async () => {
      const post = await on.write('liked');
      const time = (await on.write('marker')).update_at;
      await on.scene.bo.post('/reactions', {
        user_id: on.scene.bo.id,
        post_id: post.id,
        emoji_name: 'heart',
      });
      const row = (await since(time)).posts[id(post)];
      expect(row).toMatchObject({ edit_at: 0, metadata: { reactions: [{ emoji_name: 'heart' }] } });
    });

    test('since brings a root whose reply count changed', async () => {
      const root = await on.write('root');
      const time = (await on.write('marker')).update_at;
      await on.write('reply', { root_id: root.id });
      const found = await since(time);
      expect(found.order).toContain(id(root));
      expect(found.posts[id(root)]?.update_at).toBeGreaterThan(Number(time));
    });

    test('a gap of more than 1,000 changes is cut at 1,000 with no marker', async () => {
      const time = (await on.write('marker')).update_at;
      for (let at = 0; at < 1_010; at += 1) await on.write(`change ${at}`);
      const found = await since(time);
      expect(found.order).toHaveLength(1_000);
      expect([found.next_post_id, found.prev_post_id, found.has_next]).toEqual(['', '', undefined]);
    }, 60_000);
  });

  describe('threads', () => {
    const on = stage(open);
    const makeThread = async (replies: number): Promise<{ root: Json; replies: Json[] }> => {
      const root = await on.write('root');
      const made: Json[] = [];
      for (let at = 0; at < replies; at += 1)
        made.push(
          await on.scene.bo.post('/posts', {
            channel_id: on.scene.channelId,
            message: `reply ${at}`,
            root_id: root.id,
          }),
        );
      return { root, replies: made };
    };

    test('a thread is read in pages from a given post, with has_next', async () => {
      const { root, replies } = await makeThread(5);
      const first = await on.scene.ada.get<PostList>(`/posts/${id(root)}/thread?perPage=3&direction=down`);
      expect(first.has_next).toBe(true);
      const [last] = [replies[1] ?? {}];
      const rest = await on.scene.ada.get<PostList>(
        `/posts/${id(root)}/thread?perPage=10&direction=down&fromPost=${id(last)}&fromCreateAt=${String(last.create_at)}`,
      );
      expect(rest.has_next).toBe(false);
      expect(rest.order).toEqual([root.id, ...replies.slice(2).map(id)]);
    });

    test('a follower gets thread_updated and finds the thread in their list; reading it sends an event too (setting CollapsedThreads)', async (context) => {
      on.needs(context, { CollapsedThreads: 'always_on' });
      const ears = await listen(on.scene.ada);
      const { root } = await makeThread(2);
      await on.fixture.settle();
      const updates = await ears.several('thread_updated', 2);
      expect(updates).toHaveLength(2);
      expect(Listener.inner(updates[1] ?? {}, 'thread')).toMatchObject({
        id: root.id,
        reply_count: 2,
        unread_replies: 2,
      });
      const base = `/users/me/teams/${on.scene.teamId}/threads`;
      const threads = await on.scene.ada.get(`${base}?extended=true`);
      expect(threads).toMatchObject({
        total: 1,
        total_unread_threads: 1,
        threads: [{ id: root.id, unread_replies: 2 }],
      });
      await on.scene.ada.put(`${base}/${id(root)}/read/${Date.now() + 10_000_000_000}`);
      await on.fixture.settle();
      expect((await ears.only('thread_read_changed')).data).toMatchObject({
        thread_id: root.id,
        unread_replies: 0,
      });
      await on.scene.ada.delete(`${base}/${id(root)}/following`);
      await on.fixture.settle();
      expect((await ears.only('thread_follow_changed')).data).toMatchObject({
        thread_id: root.id,
        state: false,
      });
      expect(await on.scene.ada.get(base)).toMatchObject({ total: 0 });
    });
  });
};
