/** Channels, and reading in them: one test for each quirk of facts, Threads and Reactions, files, misc. */
import { describe, expect, test } from 'vitest';
import { Listener, listen, type Json, type OpenFixture } from './fixture.ts';
import { stage } from './suite.ts';

export const channelContract = (open: OpenFixture): void => {
  describe('channels', () => {
    const on = stage(open);
    const create = (type: 'O' | 'P'): Promise<Json> =>
      on.scene.ada.post('/channels', {
        team_id: on.scene.teamId,
        name: `made-${on.fixture.suffix()}`,
        display_name: 'Made',
        type,
      });

    test('a direct message is named by both ids, sorted, has no team, and is the same each time', async () => {
      const ears = await listen(on.scene.bo);
      const channel = await on.scene.ada.post('/channels/direct', [on.scene.ada.id, on.scene.bo.id]);
      await on.fixture.settle();
      expect(channel).toMatchObject({
        type: 'D',
        team_id: '',
        name: [on.scene.ada.id, on.scene.bo.id].sort().join('__'),
      });
      expect((await on.scene.bo.post('/channels/direct', [on.scene.bo.id, on.scene.ada.id])).id).toBe(
        channel.id,
      );
      expect((await ears.only('direct_added')).data).toEqual({
        creator_id: on.scene.ada.id,
        teammate_id: on.scene.bo.id,
      });
    });

    test('a group message has 3 to 8 people', async () => {
      const ears = await listen(on.scene.cy);
      const { ada, bo, cy } = on.scene;
      const group = await ada.post('/channels/group', [bo.id, cy.id]);
      await on.fixture.settle();
      expect(group).toMatchObject({ type: 'G', team_id: '' });
      expect(Listener.inner(await ears.only('group_added'), 'teammate_ids')).toHaveLength(3);
      const answer = await ada.call('POST', '/api/v4/channels/group', [bo.id]);
      expect([answer.status, (answer.body as Json).id]).toEqual([
        400,
        'api.channel.create_group.bad_size.app_error',
      ]);
    });

    test('channels across teams and per team both bring direct messages; archived ones only when asked for', async () => {
      const direct = await on.scene.ada.post('/channels/direct', [on.scene.ada.id, on.scene.bo.id]);
      const channel = await create('P');
      await on.scene.ada.delete(`/channels/${String(channel.id)}`);
      const archived = Number((await on.scene.ada.get(`/channels/${String(channel.id)}`)).delete_at);
      const ids = async (path: string): Promise<unknown[]> =>
        (await on.scene.ada.get<Json[]>(path)).map((each) => each.id);
      expect(await ids('/users/me/channels')).toContain(direct.id);
      expect(await ids(`/users/me/teams/${on.scene.teamId}/channels`)).toContain(direct.id);
      expect(await ids('/users/me/channels')).not.toContain(channel.id);
      expect(await ids(`/users/me/channels?include_deleted=true&last_delete_at=${archived}`)).toContain(
        channel.id,
      );
      expect(
        await ids(`/users/me/channels?include_deleted=true&last_delete_at=${archived + 1}`),
      ).not.toContain(channel.id);
    });

    test('events of a private channel reach its members only', async () => {
      const channel = await create('P');
      const [bo, ada] = [await listen(on.scene.bo), await listen(on.scene.ada)];
      await on.scene.ada.post('/posts', { channel_id: channel.id, message: 'secret' });
      await on.scene.ada.put(`/channels/${String(channel.id)}/patch`, { header: 'new' });
      await on.fixture.settle();
      expect(bo.events('posted')).toEqual([]);
      expect(bo.events('channel_updated')).toEqual([]);
      await ada.only('channel_updated');
      expect((await on.scene.bo.call('GET', `/api/v4/channels/${String(channel.id)}`)).status).toBe(403);
    });

    test('a new member and the others get different events; a removed member gets the channel, the others the user', async () => {
      const [ada, cy] = [await listen(on.scene.ada), await listen(on.scene.cy)];
      await on.scene.ada.post(`/channels/${on.scene.channelId}/members`, { user_id: on.scene.cy.id });
      await on.fixture.settle();
      expect((await ada.only('user_added')).broadcast).toMatchObject({
        omit_users: { [on.scene.cy.id]: true },
      });
      expect((await cy.only('user_added')).broadcast).toMatchObject({
        omit_users: null,
        user_id: on.scene.cy.id,
      });
      await on.scene.ada.delete(`/channels/${on.scene.channelId}/members/${on.scene.cy.id}`);
      await on.fixture.settle();
      expect((await ada.only('user_removed')).data).toEqual({
        user_id: on.scene.cy.id,
        remover_id: on.scene.ada.id,
      });
      expect((await cy.only('user_removed')).data).toEqual({
        channel_id: on.scene.channelId,
        remover_id: on.scene.ada.id,
      });
    });

    test('join and leave messages do not count as messages', async () => {
      const before = await on.scene.ada.get(`/channels/${on.scene.channelId}`);
      await on.scene.cy.post(`/channels/${on.scene.channelId}/members`, { user_id: on.scene.cy.id });
      const after = await on.scene.ada.get(`/channels/${on.scene.channelId}`);
      expect(after.total_msg_count).toBe(before.total_msg_count);
      expect(after.last_post_at).toBeGreaterThan(Number(before.last_post_at));
    });

    test('a renamed channel leaves a system message and an event; a renamed team an event', async () => {
      const [bo] = [await listen(on.scene.bo)];
      await on.scene.ada.put(`/channels/${on.scene.channelId}/patch`, { display_name: 'Hall' });
      await on.scene.admin.put(`/teams/${on.scene.teamId}/patch`, { display_name: 'Renamed' });
      await on.fixture.settle();
      expect(Listener.inner(await bo.only('channel_updated'), 'channel')).toMatchObject({
        display_name: 'Hall',
      });
      expect(Listener.inner(await bo.only('posted'), 'post')).toMatchObject({
        type: 'system_displayname_change',
      });
      expect(Listener.inner(await bo.only('update_team'), 'team')).toMatchObject({ display_name: 'Renamed' });
    });

    test('an archived public channel causes an event for the whole team', async () => {
      const channel = await create('O');
      const cy = await listen(on.scene.cy);
      await on.scene.ada.delete(`/channels/${String(channel.id)}`);
      await on.fixture.settle();
      expect((await cy.only('channel_deleted')).data).toMatchObject({ channel_id: channel.id });
    });

    test('leaving a team means leaving its channels', async () => {
      const bo = await listen(on.scene.bo);
      await on.scene.admin.delete(`/teams/${on.scene.teamId}/members/${on.scene.bo.id}`);
      await on.fixture.settle();
      expect((await bo.only('leave_team')).data).toEqual({
        user_id: on.scene.bo.id,
        team_id: on.scene.teamId,
      });
      // The remaining question, about a user without channels, is in seen.ts.
      const left = await on.fixture.fetch(
        new Request(`${on.fixture.baseUrl}/api/v4/users/me/channels`, {
          headers: { authorization: `Bearer ${on.scene.bo.token ?? ''}` },
        }),
      );
      expect(left.status).toBe(404);
    });
  });

  describe('reading', () => {
    const on = stage(open);
    const unread = (): Promise<Json> => on.scene.bo.get(`/users/me/channels/${on.scene.channelId}/unread`);
    const view = (): Promise<Json> =>
      on.scene.bo.post('/channels/members/me/view', { channel_id: on.scene.channelId });

    test('replies count in msg_count but not in msg_count_root', async () => {
      await view();
      const root = await on.write('root');
      await on.write('reply', { root_id: root.id });
      expect(await unread()).toMatchObject({ msg_count: 2, msg_count_root: 1 });
    });

    test('viewing sets last_viewed_at to the channel’s last_post_at and sends an event to the reader only (setting EnableChannelViewedMessages)', async (context) => {
      on.needs(context, { EnableChannelViewedMessages: true });
      const post = await on.write('news');
      const [ada, bo] = [await listen(on.scene.ada), await listen(on.scene.bo)];
      const viewed = await view();
      await on.fixture.settle();
      expect(viewed.last_viewed_at_times).toEqual({ [on.scene.channelId]: post.create_at });
      expect((await bo.only('multiple_channels_viewed')).data).toEqual({
        channel_times: { [on.scene.channelId]: post.create_at },
      });
      expect(ada.events('multiple_channels_viewed')).toEqual([]);
      expect(await on.scene.bo.get(`/channels/${on.scene.channelId}/members/me`)).toMatchObject({
        last_viewed_at: post.create_at,
        mention_count: 0,
      });
    });

    test('viewing a channel that is already read sends no event', async () => {
      await on.write('news');
      await view();
      const bo = await listen(on.scene.bo);
      await view();
      await on.fixture.settle();
      expect(bo.events('multiple_channels_viewed')).toEqual([]);
    });

    test('posting marks the channel as read for the author, except for webhook posts (setting ExperimentalEnableHardenedMode: false)', async (context) => {
      on.needs(context, { ExperimentalEnableHardenedMode: false });
      await on.scene.bo.post('/posts', { channel_id: on.scene.channelId, message: 'unread by ada' });
      const post = await on.write('mine');
      expect(await on.scene.ada.get(`/channels/${on.scene.channelId}/members/me`)).toMatchObject({
        last_viewed_at: post.create_at,
      });
      await on.write('hook', { props: { from_webhook: 'true' } });
      expect(await on.scene.ada.get(`/users/me/channels/${on.scene.channelId}/unread`)).toMatchObject({
        msg_count: 1,
      });
    });

    test('set_unread moves last_viewed_at just before the post and sends post_unread', async () => {
      const first = await on.write('one');
      await on.write('two');
      await view();
      const bo = await listen(on.scene.bo);
      const at = await on.scene.bo.post(`/users/me/posts/${String(first.id)}/set_unread`);
      await on.fixture.settle();
      expect(at.last_viewed_at).toBe(Number(first.create_at) - 1);
      expect(await unread()).toMatchObject({ msg_count: 2 });
      expect((await bo.only('post_unread')).data).toMatchObject({ post_id: first.id });
    });

    test('mentions are counted for the mentioned member', async () => {
      await view();
      const name = String((await on.scene.bo.get('/users/me')).username);
      await on.write(`@${name} look`);
      await on.write('nothing for you');
      expect(await unread()).toMatchObject({ msg_count: 2, mention_count: 1, mention_count_root: 1 });
    });
  });
};
