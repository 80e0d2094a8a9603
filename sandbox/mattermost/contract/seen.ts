/** Behaviour of a real server (11.2) that is missing in its description: one test for each row of facts, Seen on a real server. */
import { describe, expect, test } from 'vitest';
import { listen, type Answer, type Client, type Json, type OpenFixture } from './fixture.ts';
import { stage, type PostList } from './suite.ts';

const said = (answer: Answer): readonly [number, unknown] => [
  answer.status,
  (answer.body as Json | null)?.id,
];

export const seenContract = (open: OpenFixture): void => {
  describe('names of files', () => {
    const on = stage(open);
    const begin = (filename: string): Promise<Answer> =>
      on.scene.ada.call('POST', '/api/v4/uploads', {
        channel_id: on.scene.channelId,
        filename,
        file_size: 3,
      });
    const send = (session: Answer): Promise<Answer> =>
      on.scene.ada.call(
        'POST',
        `/api/v4/uploads/${String((session.body as Json).id)}`,
        new Uint8Array([1, 2, 3]),
      );

    test('local storage allows 255 bytes of UTF-8, not characters; a longer name is a 500 at each attempt', async () => {
      expect((await send(await begin(`${'ü'.repeat(125)}.txt`))).body).toMatchObject({ size: 3 });
      const session = await begin(`${'ü'.repeat(126)}.txt`);
      expect(said(await send(session))).toEqual([500, 'api.file.write_file.app_error']);
      const path = `/api/v4/files?channel_id=${on.scene.channelId}&filename=${'x'.repeat(256)}`;
      expect(said(await on.scene.ada.call('POST', path, new Uint8Array(3)))).toEqual([
        500,
        'api.file.write_file.app_error',
      ]);
    });

    test('a name of more than 256 characters is a 500 as well', async () => {
      expect((await begin('x'.repeat(257))).status).toBe(500);
    });
  });

  describe('names of emoji', () => {
    const on = stage(open);
    const react = async (name: string): Promise<Answer> => {
      const post = await on.write('like me');
      const body = { user_id: on.scene.ada.id, post_id: post.id, emoji_name: name };
      return on.scene.ada.call('POST', '/api/v4/reactions', body);
    };

    test.each([
      '+1',
      'thumbsup',
      'om',
      'beach_umbrella',
      'male-detective_dark_skin_tone',
      'people_holding_hands_light_skin_tone_dark_skin_tone',
    ])('%s is on the server’s own list: 200, where the description says 201', async (name) => {
      expect((await react(name)).status).toBe(200);
    });

    test.each([
      'saluting_face',
      'face_holding_back_tears',
      'melting_face',
      'pink_heart',
      'heart_on_fire',
      'wave_tone1',
      'partyparrot_of_nobody',
    ])('%s is neither on the server’s list nor a custom one: 404', async (name) => {
      expect(said(await react(name))).toEqual([404, 'app.emoji.get_by_name.no_result']);
    });
  });

  describe('posts that cannot be changed', () => {
    const on = stage(open);
    const unknown = 'x'.repeat(26);
    const deleted = async (): Promise<string> => {
      const post = await on.write('gone');
      await on.scene.ada.delete(`/posts/${String(post.id)}`);
      return String(post.id);
    };
    const ask = (method: string, path: string, body?: unknown): Promise<Answer> =>
      on.scene.ada.call(method, `/api/v4/posts/${path}`, body);

    test('an edit in an archived channel has an error of its own', async () => {
      const post = await on.write('draft');
      await on.scene.admin.delete(`/channels/${on.scene.channelId}`);
      expect(said(await ask('PUT', `${String(post.id)}/patch`, { message: 'x' }))).toEqual([
        400,
        'api.post.patch_post.can_not_update_post_in_deleted.error',
      ]);
    });

    test.each(['deleted', 'unknown'])(
      '%s: to patch or pin it is 403, to read or delete it 404',
      async (which) => {
        const id = which === 'deleted' ? await deleted() : unknown;
        expect((await ask('PUT', `${id}/patch`, { message: 'x' })).status).toBe(403);
        expect((await ask('POST', `${id}/pin`)).status).toBe(403);
        expect((await ask('GET', id)).status).toBe(404);
        expect((await ask('DELETE', id)).status).toBe(404);
      },
    );

    test('posts/ids returns deleted posts too, without their text', async () => {
      const id = await deleted();
      const [post] = await on.scene.ada.post<Json[]>('/posts/ids', [id]);
      expect(post).toMatchObject({ id, message: '' });
      expect(post?.delete_at).toBeGreaterThan(0);
    });

    test('the props of a tombstone have the id of the user who deleted it', async () => {
      const post = await on.write('gone');
      await on.scene.admin.delete(`/posts/${String(post.id)}`);
      const since = Number(post.create_at) - 1;
      const { posts } = await on.scene.ada.get<PostList & Json>(
        `/channels/${on.scene.channelId}/posts?since=${since}`,
      );
      expect(posts[String(post.id)]?.props).toMatchObject({ deleteBy: on.scene.admin.id });
    });

    test('the copy that an edit makes has no text in since', async () => {
      const post = await on.write('draft');
      await on.scene.ada.put(`/posts/${String(post.id)}/patch`, { message: 'final' });
      const since = Number(post.create_at) - 1;
      const { posts } = await on.scene.ada.get<PostList & Json>(
        `/channels/${on.scene.channelId}/posts?since=${since}`,
      );
      const copies = Object.values(posts).filter(({ original_id }) => original_id === post.id);
      expect(copies).toMatchObject([{ message: '' }]);
    });
  });

  describe('counts and stamps', () => {
    const on = stage(open);

    test('pages count replies only if whole threads are not requested (skipFetchThreads)', async () => {
      const root = await on.write('root');
      await on.write('reply', { root_id: root.id });
      const count = async (query: string): Promise<unknown> => {
        const { posts } = await on.scene.ada.get<PostList & Json>(
          `/channels/${on.scene.channelId}/posts${query}`,
        );
        return posts[String(root.id)]?.reply_count;
      };
      expect([await count(''), await count('?skipFetchThreads=true')]).toEqual([0, 1]);
    });

    test('last_post_at changes with an edit in the list of channels; that of one channel may change later', async () => {
      const post = await on.write('draft');
      const edited = await on.scene.ada.put(`/posts/${String(post.id)}/patch`, { message: 'final' });
      const all = await on.scene.ada.get<Json[]>('/users/me/channels');
      expect(all.find(({ id }) => id === on.scene.channelId)?.last_post_at).toBeGreaterThanOrEqual(
        Number(edited.edit_at),
      );
      const one = await on.scene.ada.get(`/channels/${on.scene.channelId}`);
      expect(one.last_post_at).toBeGreaterThanOrEqual(Number(post.create_at));
    });

    test('a user in a team and in no channel gets a 404, in the middle of a list that never ends', async () => {
      const { cy } = on.scene;
      for (const { id, team_id } of await cy.get<Json[]>('/users/me/channels'))
        if (team_id !== '')
          await on.scene.admin.call('DELETE', `/api/v4/channels/${String(id)}/members/${cy.id}`);
      await on.scene.admin.call('DELETE', `/api/v4/teams/${on.scene.teamId}/members/${cy.id}`);
      const answer = await on.fixture.fetch(
        new Request(`${on.fixture.baseUrl}/api/v4/users/me/channels`, {
          headers: { authorization: `Bearer ${cy.token ?? ''}` },
        }),
      );
      expect(answer.status).toBe(404);
      expect(await answer.text()).toMatch(/^\[\{"id":"app\.channel\.get_channels\.not_found/);
    });
  });

  describe('writing', () => {
    const on = stage(open);
    const post = (who: Client, body: Json): Promise<Answer> =>
      who.call('POST', '/api/v4/posts', { channel_id: on.scene.channelId, ...body });

    test('a NUL in a message is a 500', async () => {
      expect((await post(on.scene.ada, { message: 'a\u0000b' })).status).toBe(500);
    });

    test('a body of more than 700,000 characters is a 413', async () => {
      expect((await post(on.scene.ada, { message: 'x', props: { big: 'x'.repeat(700_001) } })).status).toBe(
        413,
      );
    });

    test('the same pending_post_id after its post was deleted is a 500', async () => {
      const body = { message: 'once', pending_post_id: `${on.scene.ada.id}:7` };
      const first = await post(on.scene.ada, body);
      await on.scene.ada.delete(`/posts/${String((first.body as Json).id)}`);
      expect(said(await post(on.scene.ada, body))).toEqual([
        500,
        'api.post.deduplicate_create_post.failed_to_get',
      ]);
    });

    test('one of two first replies at once may get a 500; a moment later it is accepted', async () => {
      const root = await on.write('root');
      const reply = { message: 'reply', root_id: root.id };
      const both = await Promise.all([post(on.scene.ada, reply), post(on.scene.bo, reply)]);
      for (const [at, { status }] of both.entries()) {
        if (status === 201) continue;
        expect(status).toBe(500);
        expect((await post(at === 0 ? on.scene.ada : on.scene.bo, reply)).status).toBe(201);
      }
    });

    test('client_ids are null if none were sent, and as many as the files if some were sent', async () => {
      const upload = (clientIds: readonly string[]): Promise<Answer> => {
        const form = new FormData();
        form.set('channel_id', on.scene.channelId);
        form.append('files', new File(['one'], 'one.txt'));
        for (const id of clientIds) form.append('client_ids', id);
        return on.scene.ada.call('POST', '/api/v4/files', form);
      };
      expect((await upload([])).body).toMatchObject({ client_ids: null });
      expect((await upload(['a', 'b'])).status).toBe(400);
    });

    test('a post about a person who was added to a channel comes later than the answer', async () => {
      const ears = await listen(on.scene.ada);
      await on.scene.ada.post(`/channels/${on.scene.channelId}/members`, { user_id: on.scene.cy.id });
      await on.fixture.advance?.(1_000);
      await on.fixture.settle();
      const told = await ears.only('posted', ({ data }) =>
        String(data?.post).includes(`"addedUserId":"${on.scene.cy.id}"`),
      );
      expect(told.broadcast).toMatchObject({ channel_id: on.scene.channelId });
    });
  });

  describe('signing in', () => {
    const on = stage(open);

    test('a personal token without the role is 403, whether or not they are switched on', async () => {
      const answer = await on.scene.ada.call('POST', `/api/v4/users/${on.scene.ada.id}/tokens`, {
        description: 'x',
      });
      expect(said(answer)).toEqual([403, 'api.context.permissions.app_error']);
    });

    test('dynamic registration that is off answers like OAuth (setting EnableDynamicClientRegistration: false)', async (context) => {
      on.needs(context, { EnableDynamicClientRegistration: false });
      const answer = await on.fixture.fetch(
        new Request(`${on.fixture.baseUrl}/api/v4/oauth/apps/register`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ redirect_uris: ['http://localhost/x'], client_name: 'x' }),
        }),
      );
      expect([answer.status, await answer.json()]).toEqual([400, { error: 'unsupported_operation' }]);
    });
  });

  describe('the websocket action presence', () => {
    const on = stage(open);

    test('a client that sends it gets no reactions and no typing of other channels', async () => {
      const post = await on.write('like me');
      const [quiet, ears] = [await listen(on.scene.ada), await listen(on.scene.ada)];
      quiet.ask({ action: 'presence', seq: 1, data: { channel_id: '' } });
      await quiet.replies(1);
      await on.scene.bo.post('/reactions', {
        user_id: on.scene.bo.id,
        post_id: post.id,
        emoji_name: '+1',
      });
      await on.fixture.settle();
      await ears.only('reaction_added');
      expect(quiet.events('reaction_added')).toEqual([]);
    });
  });
};
