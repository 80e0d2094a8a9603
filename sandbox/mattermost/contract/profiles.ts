/** Users, preferences, reactions, files, emoji: one test for each quirk of facts, Reactions, files, misc. */
import { describe, expect, test } from 'vitest';
import { Listener, listen, type Client, type Frame, type Json, type OpenFixture } from './fixture.ts';
import { stage } from './suite.ts';
import { picture } from '../routes/picture.ts';

export const profileContract = (open: OpenFixture): void => {
  describe('users and preferences', () => {
    const on = stage(open);

    test('a patch replaces all props; others can read them and get an event without private members', async () => {
      await on.scene.ada.put('/users/me/patch', { props: { customStatus: '{}', other: '1' } });
      const [ada, bo] = [await listen(on.scene.ada), await listen(on.scene.bo)];
      await on.scene.ada.put('/users/me/patch', { props: { isthmus: 'teams-user' } });
      await on.fixture.settle();
      expect((await on.scene.bo.get(`/users/${on.scene.ada.id}`)).props).toEqual({ isthmus: 'teams-user' });
      const aboutAda = (frame: Frame): boolean => (frame.data?.user as Json).id === on.scene.ada.id;
      expect((await ada.only('user_updated', aboutAda)).data?.user).toHaveProperty('notify_props');
      expect((await bo.only('user_updated', aboutAda)).data?.user).not.toHaveProperty('notify_props');
    });

    test('users are found by ids, names, search and page', async () => {
      const me = await on.scene.ada.get('/users/me');
      const ids = await on.scene.bo.post<Json[]>('/users/ids', [on.scene.ada.id, on.scene.cy.id]);
      expect(ids.map((user) => user.id).sort()).toEqual([on.scene.ada.id, on.scene.cy.id].sort());
      expect(await on.scene.bo.post<Json[]>('/users/usernames', [me.username])).toMatchObject([
        { id: on.scene.ada.id },
      ]);
      expect(await on.scene.bo.post<Json[]>('/users/search', { term: me.username })).toMatchObject([
        { id: on.scene.ada.id },
      ]);
      expect(await on.scene.bo.get(`/users/autocomplete?name=${String(me.username)}`)).toMatchObject({
        users: [{ id: on.scene.ada.id }],
      });
      expect(
        await on.scene.bo.get<Json[]>(`/users?in_channel=${on.scene.channelId}&per_page=1&page=1`),
      ).toMatchObject([{ id: on.scene.bo.id }]);
    });

    test('a profile that has not changed answers 304', async () => {
      const tag =
        (await on.scene.bo.call('GET', `/api/v4/users/${on.scene.ada.id}`)).headers.get('etag') ?? '';
      expect(
        (
          await on.scene.bo.call('GET', `/api/v4/users/${on.scene.ada.id}`, undefined, {
            'if-none-match': tag,
          })
        ).status,
      ).toBe(304);
    });

    test('preferences are sent to the user’s own connections as JSON in JSON', async () => {
      const [ada, bo] = [await listen(on.scene.ada), await listen(on.scene.bo)];
      const preference = { user_id: on.scene.ada.id, category: 'isthmus', name: 'lease', value: 'desk-1' };
      await on.scene.ada.put('/users/me/preferences', [preference]);
      expect(await on.scene.ada.get('/users/me/preferences/isthmus/name/lease')).toEqual(preference);
      await on.scene.ada.post('/users/me/preferences/delete', [preference]);
      await on.fixture.settle();
      expect(Listener.inner(await ada.only('preferences_changed'), 'preferences')).toEqual([preference]);
      expect(Listener.inner(await ada.only('preferences_deleted'), 'preferences')).toMatchObject([
        { name: 'lease' },
      ]);
      expect(bo.events('preferences_changed')).toEqual([]);
      expect((await on.scene.ada.call('GET', '/api/v4/users/me/preferences/isthmus')).status).toBe(404);
    });

    test('a favourite is a preference and in the category of favourites, made in either way', async () => {
      const { ada, teamId, channelId } = on.scene;
      const path = `/users/me/teams/${teamId}/channels/categories`;
      const row = { user_id: ada.id, category: 'favorite_channel', name: channelId, value: 'true' };
      const categories = async () => (await ada.get<{ categories: Json[] }>(path)).categories;
      const favourites = async () => {
        const found = (await categories()).find(({ type }) => type === 'favorites');
        return found?.channel_ids as string[];
      };
      await ada.get(path);
      const ears = await listen(ada);
      await ada.put('/users/me/preferences', [row]);
      expect(await favourites()).toContain(channelId);
      await ada.post('/users/me/preferences/delete', [row]);
      expect(await favourites()).not.toContain(channelId);
      // Each change of preferences is also told as one of the sidebar, which says nothing more.
      const bare = (frame: Frame): boolean => frame.data?.updatedCategories === undefined;
      await on.fixture.settle();
      expect(ears.events('sidebar_category_updated').filter(bare)).toHaveLength(2);
      const category = (await categories()).find(({ type }) => type === 'favorites');
      await ada.put(path, [{ ...category, channel_ids: [channelId] }]);
      await on.fixture.settle();
      expect(await ada.get('/users/me/preferences/favorite_channel')).toMatchObject([row]);
      expect(ears.events('preferences_changed')).toHaveLength(1);
      const told = ears.events('sidebar_category_updated').filter((frame) => !bare(frame));
      expect(told.map((frame) => Listener.inner(frame, 'updatedCategories'))).toMatchObject([
        [{ type: 'favorites', channel_ids: [channelId] }],
      ]);
    });

    test('a user cannot read or write the preferences of another user', async () => {
      const answer = await on.scene.bo.call('GET', `/api/v4/users/${on.scene.ada.id}/preferences`);
      expect(answer.status).toBe(403);
    });
  });

  describe('reactions', () => {
    const on = stage(open);
    const react = (who: Client, post: Json, name: string): Promise<Json> =>
      who.post('/reactions', { user_id: who.id, post_id: post.id, emoji_name: name });

    test('a reaction moves update_at, not edit_at, and not the channel’s last_post_at', async () => {
      const post = await on.write('like me');
      const ears = await listen(on.scene.ada);
      await react(on.scene.bo, post, '+1');
      await on.fixture.settle();
      const after = await on.scene.ada.get(`/posts/${String(post.id)}`);
      expect(after.update_at).toBeGreaterThan(Number(post.update_at));
      expect(after).toMatchObject({
        edit_at: 0,
        metadata: { reactions: [{ emoji_name: '+1', user_id: on.scene.bo.id }] },
      });
      expect((await on.scene.ada.get(`/channels/${on.scene.channelId}`)).last_post_at).toBe(post.create_at);
      expect(Listener.inner(await ears.only('reaction_added'), 'reaction')).toMatchObject({
        emoji_name: '+1',
        post_id: post.id,
      });
    });

    test('a removed reaction causes an event and is gone, also in the bulk call', async () => {
      const post = await on.write('like me');
      await react(on.scene.bo, post, 'heart');
      const ears = await listen(on.scene.ada);
      await on.scene.bo.delete(`/users/me/posts/${String(post.id)}/reactions/heart`);
      await on.fixture.settle();
      await ears.only('reaction_removed');
      expect(await on.scene.ada.post('/posts/ids/reactions', [post.id])).toEqual({ [String(post.id)]: [] });
    });

    test('a post takes a limited number of distinct reactions (setting UniqueEmojiReactionLimitPerPost)', async (context) => {
      on.needs(context, { UniqueEmojiReactionLimitPerPost: 2 });
      const post = await on.write('like me');
      await react(on.scene.ada, post, 'one');
      await react(on.scene.ada, post, 'two');
      const answer = await on.scene.ada.call('POST', '/api/v4/reactions', {
        user_id: on.scene.ada.id,
        post_id: post.id,
        emoji_name: 'three',
      });
      expect(answer.status).toBe(400);
      await react(on.scene.bo, post, 'two');
    });

    test('a reaction as another user is forbidden', async () => {
      const post = await on.write('like me');
      const answer = await on.scene.bo.call('POST', '/api/v4/reactions', {
        user_id: on.scene.ada.id,
        post_id: post.id,
        emoji_name: 'one',
      });
      expect(answer.status).toBe(403);
    });
  });

  describe('files', () => {
    const on = stage(open);
    const png = picture('x', 7).bytes;
    const upload = async (): Promise<Json> => {
      const answer = await on.scene.ada.call(
        'POST',
        `/api/v4/files?channel_id=${on.scene.channelId}&filename=dot.png`,
        png,
      );
      expect(answer.status).toBe(201);
      return (answer.body as { file_infos: Json[] }).file_infos[0] ?? {};
    };

    test('a raw upload is described with its real dimensions, and comes with the post', async () => {
      const file = await upload();
      expect(file).toMatchObject({
        name: 'dot.png',
        mime_type: 'image/png',
        width: 7,
        height: 7,
        size: png.byteLength,
      });
      const bo = await listen(on.scene.bo);
      const post = await on.write('look', { file_ids: [file.id] });
      await on.fixture.settle();
      expect(post).toMatchObject({ file_ids: [file.id], metadata: { files: [{ id: file.id }] } });
      expect((await bo.only('posted')).data).toMatchObject({ otherFile: 'true', image: 'true' });
      const bytes = await on.fixture.fetch(
        new Request(`${on.fixture.baseUrl}/api/v4/files/${String(file.id)}`, {
          headers: { authorization: `Bearer ${on.scene.bo.token ?? ''}` },
        }),
      );
      expect(new Uint8Array(await bytes.arrayBuffer())).toEqual(Uint8Array.from(png));
    });

    test('an unattached file is readable by its uploader only', async () => {
      const file = await upload();
      expect((await on.scene.bo.call('GET', `/api/v4/files/${String(file.id)}/info`)).status).toBe(403);
      expect((await on.scene.ada.call('GET', `/api/v4/files/${String(file.id)}/info`)).status).toBe(200);
    });

    test('a multipart upload answers with the client ids of the request', async () => {
      const form = new FormData();
      form.set('channel_id', on.scene.channelId);
      form.append('files', new File(['hello'], 'hello.txt'));
      form.append('client_ids', 'client-1');
      const answer = await on.scene.ada.call('POST', '/api/v4/files', form);
      expect(answer.body).toMatchObject({
        client_ids: ['client-1'],
        file_infos: [{ name: 'hello.txt', size: 5 }],
      });
    });

    test('a file larger than MaxFileSize is refused with 413 (setting MaxFileSize)', async (context) => {
      on.needs(context, { MaxFileSize: 10 });
      const answer = await on.scene.ada.call(
        'POST',
        `/api/v4/files?channel_id=${on.scene.channelId}&filename=a.txt`,
        new Uint8Array(11),
      );
      expect(answer.status).toBe(413);
    });
  });

  describe('emoji', () => {
    const on = stage(open);

    test('a custom emoji causes an event for everybody, and is served (setting EnableCustomEmoji)', async (context) => {
      on.needs(context, { EnableCustomEmoji: true });
      const bo = await listen(on.scene.bo);
      const name = `party_${on.fixture.suffix()}`;
      const form = new FormData();
      form.set('emoji', JSON.stringify({ name, creator_id: on.scene.ada.id }));
      form.set('image', new File([Uint8Array.from(picture('e', 8).bytes)], 'e.png', { type: 'image/png' }));
      const made = await on.scene.ada.call('POST', '/api/v4/emoji', form);
      await on.fixture.settle();
      expect(made.status).toBe(200);
      const named = (frame: Frame): boolean => Listener.inner(frame, 'emoji').name === name;
      await bo.only('emoji_added', named);
      expect(await on.scene.bo.get(`/emoji/name/${name}`)).toMatchObject({ name });
    });
  });

  describe('limits and origins', () => {
    const on = stage(open);

    test('without the rate limit answers have no headers about it (setting RateLimitEnable: false)', async (context) => {
      on.needs(context, { RateLimitEnable: false });
      expect(
        (await on.scene.ada.call('GET', '/api/v4/users/me')).headers.get('x-ratelimit-limit'),
      ).toBeNull();
    });

    test('the rate limit answers 429 in plain text with its headers (settings RateLimitEnable, RateLimitPerSec, RateLimitMaxBurst)', async (context) => {
      on.needs(context, { RateLimitEnable: true, RateLimitPerSec: 1, RateLimitMaxBurst: 2 });
      const answers = [];
      for (let at = 0; at < 5; at += 1) answers.push(await on.scene.ada.call('GET', '/api/v4/users/me'));
      expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 429, 429]);
      const refused = answers[3];
      expect(refused?.text.trim()).toBe('limit exceeded');
      expect(refused?.headers.get('content-type')).toMatch(/^text\/plain/);
      expect(Number(refused?.headers.get('x-ratelimit-reset'))).toBeGreaterThan(0);
    });

    const preflight = (): Promise<Response> =>
      on.fixture.fetch(
        new Request(`${on.fixture.baseUrl}/api/v4/users/me`, {
          method: 'OPTIONS',
          headers: { origin: 'https://desk.example', 'access-control-request-method': 'GET' },
        }),
      );

    test('no CORS by default: a preflight gets no permission (setting AllowCorsFrom: "")', async (context) => {
      on.needs(context, { AllowCorsFrom: '' });
      expect((await preflight()).headers.get('access-control-allow-origin')).toBeNull();
    });

    test('an allowed origin gets its permission, and the token stays unreadable (setting AllowCorsFrom)', async (context) => {
      on.needs(context, { AllowCorsFrom: 'https://desk.example', CorsExposedHeaders: '' });
      const allowed = await preflight();
      expect(allowed.headers.get('access-control-allow-origin')).toBe('https://desk.example');
      expect(allowed.headers.get('access-control-max-age')).toBe('86400');
      expect(allowed.headers.get('access-control-expose-headers')).toBeNull();
    });

    test('an unknown path is a 404 in the error shape', async () => {
      const answer = await on.scene.ada.call('GET', '/api/v4/nothing/here');
      expect([answer.status, (answer.body as Json).id]).toEqual([404, 'api.context.404.app_error']);
    });
  });
};
