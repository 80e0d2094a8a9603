/** Creating and changing posts: one test for each quirk of facts, Posts. */
import { describe, expect, test } from 'vitest';
import { Listener, listen, type Json, type OpenFixture } from './fixture.ts';
import { stage } from './suite.ts';

export const postContract = (open: OpenFixture): void => {
  describe('creating posts', () => {
    const on = stage(open);

    test('a post comes back to its author over the websocket with its pending_post_id', async () => {
      const ears = await listen(on.scene.ada);
      const pending = `${on.scene.ada.id}:1`;
      const post = await on.write('hello', { pending_post_id: pending });
      await on.fixture.settle();
      expect(post.pending_post_id).toBe(pending);
      expect(Listener.inner(await ears.only('posted'), 'post')).toMatchObject({
        id: post.id,
        pending_post_id: pending,
      });
    });

    test('the same pending_post_id within 30 s answers with the first post, without the id and without a second event', async () => {
      const ears = await listen(on.scene.bo);
      const first = await on.write('once', { pending_post_id: `${on.scene.ada.id}:2` });
      const again = await on.write('once', { pending_post_id: `${on.scene.ada.id}:2` });
      await on.fixture.settle();
      expect(again.id).toBe(first.id);
      expect(again.pending_post_id).toBe('');
      expect(again).not.toHaveProperty('metadata');
      await ears.only('posted');
    });

    test('the same pending_post_id after 30 s makes a second post', async (context) => {
      const first = await on.write('twice', { pending_post_id: `${on.scene.ada.id}:3` });
      await on.pass(context, 30_001);
      const again = await on.write('twice', { pending_post_id: `${on.scene.ada.id}:3` });
      expect(again.id).not.toBe(first.id);
    });

    test('create_at is ignored from an ordinary user, and accepted from an administrator', async () => {
      const mine = await on.write('now', { create_at: 1_000 });
      expect(mine.create_at).toBeGreaterThan(1_000_000);
      const old = await on.scene.admin.post('/posts', {
        channel_id: on.scene.channelId,
        message: 'then',
        create_at: 1_000_000,
      });
      expect(old.create_at).toBe(1_000_000);
    });

    test('a reply cannot be the root of another reply', async () => {
      const root = await on.write('root');
      const reply = await on.write('reply', { root_id: root.id });
      const answer = await on.scene.ada.call('POST', '/api/v4/posts', {
        channel_id: on.scene.channelId,
        message: 'no',
        root_id: reply.id,
      });
      expect(answer.status).toBe(400);
      expect((answer.body as Json).id).toBe('api.post.create_post.root_id.app_error');
    });

    test('a message longer than MaxPostSize is refused', async () => {
      const most = Number((await on.scene.ada.get('/config/client?format=old')).MaxPostSize);
      const answer = await on.scene.ada.call('POST', '/api/v4/posts', {
        channel_id: on.scene.channelId,
        message: 'x'.repeat(most + 1),
      });
      expect((answer.body as Json).id).toBe('model.post.is_valid.message_length.app_error');
      expect((await on.write('x'.repeat(most))).message).toHaveLength(most);
    });

    test('more than ten files do not fit in a post', async () => {
      const answer = await on.scene.ada.call('POST', '/api/v4/posts', {
        channel_id: on.scene.channelId,
        message: 'files',
        file_ids: Array.from({ length: 11 }, (_, at) => String(at).padStart(26, 'a')),
      });
      expect((answer.body as Json).id).toBe('model.post.is_valid.file_ids.app_error');
    });

    test('unknown props survive', async () => {
      const post = await on.write('marked', { props: { 'isthmus.key': 'abc' } });
      expect((await on.scene.bo.get(`/posts/${String(post.id)}`)).props).toMatchObject({
        'isthmus.key': 'abc',
      });
    });

    const props = { from_webhook: 'true', override_username: 'someone' };

    test('reserved props are stored for anyone (setting ExperimentalEnableHardenedMode: false)', async (context) => {
      on.needs(context, { ExperimentalEnableHardenedMode: false });
      expect((await on.write('as someone', { props })).props).toMatchObject(props);
    });

    test('reserved props are refused in hardened mode (setting ExperimentalEnableHardenedMode: true)', async (context) => {
      on.needs(context, { ExperimentalEnableHardenedMode: true });
      const answer = await on.scene.ada.call('POST', '/api/v4/posts', {
        channel_id: on.scene.channelId,
        message: 'no',
        props,
      });
      expect(answer.status).toBe(400);
    });

    test('a user who is not in the channel cannot post', async () => {
      const answer = await on.scene.cy.call('POST', '/api/v4/posts', {
        channel_id: on.scene.channelId,
        message: 'let me',
      });
      expect(answer.status).toBe(403);
      expect((answer.body as Json).id).toBe('api.context.permissions.app_error');
    });

    test('mentions and followers in posted name only the recipient', async () => {
      const [ada, bo] = [await listen(on.scene.ada), await listen(on.scene.bo)];
      const name = String((await on.scene.bo.get('/users/me')).username);
      await on.write(`hello @${name}`);
      await on.fixture.settle();
      expect((await ada.only('posted')).data).not.toHaveProperty('mentions');
      expect(Listener.inner(await bo.only('posted'), 'mentions')).toEqual([on.scene.bo.id]);
    });
  });

  describe('changing posts', () => {
    const on = stage(open);

    test('editing the message sets edit_at', async () => {
      const post = await on.write('draft');
      const edited = await on.scene.ada.put(`/posts/${String(post.id)}/patch`, { message: 'final' });
      expect(edited.message).toBe('final');
      expect(edited.edit_at).toBe(edited.update_at);
      expect(edited.edit_at).toBeGreaterThan(Number(post.create_at));
    });

    test('a props-only patch does not set edit_at, moves update_at, sends post_edited, and replaces props whole', async () => {
      const post = await on.write('kept', { props: { one: 1 } });
      const ears = await listen(on.scene.bo);
      const patched = await on.scene.ada.put(`/posts/${String(post.id)}/patch`, { props: { two: 2 } });
      await on.fixture.settle();
      expect(patched.edit_at).toBe(0);
      expect(patched.update_at).toBeGreaterThan(Number(post.update_at));
      expect(patched.props).toEqual({ two: 2 });
      expect(Listener.inner(await ears.only('post_edited'), 'post')).toMatchObject({
        id: post.id,
        props: { two: 2 },
        edit_at: 0,
      });
    });

    test('changing props.attachments counts as an edit', async () => {
      const post = await on.write('card');
      const patched = await on.scene.ada.put(`/posts/${String(post.id)}/patch`, {
        props: { attachments: [{ text: 'new' }] },
      });
      expect(patched.edit_at).toBeGreaterThan(0);
    });

    test('a user cannot edit the post of another user', async () => {
      const post = await on.write('mine');
      const answer = await on.scene.bo.call('PUT', `/api/v4/posts/${String(post.id)}/patch`, {
        message: 'yours',
      });
      expect(answer.status).toBe(403);
    });

    test('after PostEditTimeLimit a message cannot be edited, but its props can (setting PostEditTimeLimit)', async (context) => {
      on.needs(context, { PostEditTimeLimit: 10 });
      const post = await on.write('late');
      await on.pass(context, 11_000);
      const answer = await on.scene.ada.call('PUT', `/api/v4/posts/${String(post.id)}/patch`, {
        message: 'later',
      });
      expect((answer.body as Json).id).toBe('api.post.update_post.permissions_time_limit.app_error');
      expect((await on.scene.ada.put(`/posts/${String(post.id)}/patch`, { props: { a: 1 } })).props).toEqual({
        a: 1,
      });
    });

    test('PUT /posts/{id} replaces everything', async () => {
      const post = await on.write('full', { props: { a: 1 } });
      const replaced = await on.scene.ada.put(`/posts/${String(post.id)}`, { id: post.id, message: 'new' });
      expect(replaced).toMatchObject({ message: 'new', props: {} });
    });

    test('any member can pin, and pinning is no edit', async () => {
      const post = await on.write('pin me');
      const ears = await listen(on.scene.ada);
      await on.scene.bo.post(`/posts/${String(post.id)}/pin`);
      await on.fixture.settle();
      expect(Listener.inner(await ears.only('post_edited'), 'post')).toMatchObject({
        is_pinned: true,
        edit_at: 0,
      });
      const pinned = await on.scene.ada.get(`/channels/${on.scene.channelId}/pinned`);
      expect(pinned.order).toEqual([post.id]);
      await on.scene.bo.post(`/posts/${String(post.id)}/unpin`);
      expect((await on.scene.ada.get(`/channels/${on.scene.channelId}/pinned`)).order).toEqual([]);
    });

    test('deleting a root deletes its replies with one post_deleted, which has the post as it was', async () => {
      const root = await on.write('root');
      const reply = await on.scene.bo.post('/posts', {
        channel_id: on.scene.channelId,
        message: 'reply',
        root_id: root.id,
      });
      const ears = await listen(on.scene.bo);
      await on.scene.ada.delete(`/posts/${String(root.id)}`);
      await on.fixture.settle();
      expect(Listener.inner(await ears.only('post_deleted'), 'post')).toMatchObject({
        id: root.id,
        delete_at: 0,
        message: 'root',
      });
      expect((await on.scene.bo.call('GET', `/api/v4/posts/${String(reply.id)}`)).status).toBe(404);
    });

    test('a deleted channel takes no posts', async () => {
      const channel = await on.scene.ada.post('/channels', {
        team_id: on.scene.teamId,
        name: `old-${on.fixture.suffix()}`,
        display_name: 'Old',
        type: 'P',
      });
      await on.scene.ada.delete(`/channels/${String(channel.id)}`);
      const answer = await on.scene.ada.call('POST', '/api/v4/posts', {
        channel_id: channel.id,
        message: 'late',
      });
      expect((answer.body as Json).id).toBe('api.post.create_post.can_not_post_to_deleted.error');
    });
  });
};
