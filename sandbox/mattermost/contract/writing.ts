/** The functions that a writing client needs: priorities, uploads in parts, parts of files, props and preferences. */
import { describe, expect, test } from 'vitest';
import type { Answer, Json, OpenFixture } from './fixture.ts';
import { stage } from './suite.ts';

const idOf = (answer: Answer): unknown => (answer.body as Json).id;

export const writingContract = (open: OpenFixture): void => {
  describe('priorities', () => {
    const on = stage(open);
    const metadata = { priority: { priority: 'urgent' } };

    test('a root post keeps its priority (setting PostPriority: true)', async (context) => {
      on.needs(context, { PostPriority: true });
      const post = await on.write('now', { metadata });
      expect(post.metadata).toMatchObject({ priority: { priority: 'urgent' } });
    });

    test('a reply with a priority is refused (setting PostPriority: true)', async (context) => {
      on.needs(context, { PostPriority: true });
      const root = await on.write('root');
      const body = { channel_id: on.scene.channelId, message: 'reply', root_id: root.id, metadata };
      const answer = await on.scene.ada.call('POST', '/api/v4/posts', body);
      expect([answer.status, idOf(answer)]).toEqual([
        400,
        'api.post.post_priority.priority_post_only_allowed_for_root_post.request_error',
      ]);
    });

    test('if priorities are off, any priority is forbidden (setting PostPriority: false)', async (context) => {
      on.needs(context, { PostPriority: false });
      const body = { channel_id: on.scene.channelId, message: 'now', metadata };
      const answer = await on.scene.ada.call('POST', '/api/v4/posts', body);
      expect([answer.status, idOf(answer)]).toEqual([
        403,
        'api.post.post_priority.priority_post_not_allowed_for_user.request_error',
      ]);
    });
  });

  describe('a post by a user who is away, its changes and its reading', () => {
    const on = stage(open);

    test('set_online=false leaves the user’s status unchanged', async () => {
      const { ada, channelId } = on.scene;
      await ada.put('/users/me/status', { user_id: ada.id, status: 'offline' });
      await ada.post('/posts?set_online=false', { channel_id: channelId, message: 'carried' });
      expect(await ada.get('/users/me/status')).toMatchObject({ status: 'offline' });
    });

    test('a patch of the message alone keeps props and files', async () => {
      const { ada } = on.scene;
      const post = await on.write('draft', { props: { kept: { deep: [1] } } });
      const patched = await ada.put(`/posts/${String(post.id)}/patch`, { message: 'final' });
      expect(patched).toMatchObject({ message: 'final', props: { kept: { deep: [1] } } });
    });

    test('mark_read answers with the time up to which the channel is read', async () => {
      const { ada, bo, channelId } = on.scene;
      const post = await ada.post('/posts', { channel_id: channelId, message: 'read me' });
      const answer = await bo.post('/channels/members/me/mark_read', [channelId]);
      expect((answer.last_viewed_at_times as Json)[channelId]).toBe(post.create_at);
    });
  });

  describe('preferences that do not exist', () => {
    const on = stage(open);

    test('a missing one is 400, a missing category 404', async () => {
      const { ada } = on.scene;
      const one = await ada.call('GET', '/api/v4/users/me/preferences/isthmus/name/carrier');
      expect([one.status, idOf(one)]).toEqual([400, 'app.preference.get.app_error']);
      expect((await ada.call('GET', '/api/v4/users/me/preferences/isthmus')).status).toBe(404);
    });

    test('a category with other characters than letters, digits and underscores is stored, but cannot be requested', async () => {
      const { ada } = on.scene;
      const { id } = await ada.get('/users/me');
      const row = (category: string) => ({ user_id: id, category, name: 'x', value: 'y' });
      await ada.put('/users/me/preferences', [row('isthmus_a'), row('isthmus.a')]);
      expect((await ada.call('GET', '/api/v4/users/me/preferences/isthmus_a')).status).toBe(200);
      expect((await ada.call('GET', '/api/v4/users/me/preferences/isthmus.a')).status).toBe(404);
    });
  });

  describe('uploads in parts', () => {
    const on = stage(open);
    const firstPart = 5 * 1024 * 1024;
    const begin = (size: number): Promise<Json> =>
      on.scene.ada.post('/uploads', {
        channel_id: on.scene.channelId,
        filename: 'big.bin',
        file_size: size,
      });
    const send = (session: Json, bytes: Uint8Array): Promise<Answer> =>
      on.scene.ada.call('POST', `/api/v4/uploads/${String(session.id)}`, bytes);

    test('answer with 204 until the file is complete, and then the file; the offset is the number of received bytes', async () => {
      const session = await begin(firstPart + 6);
      expect((await send(session, new Uint8Array(firstPart))).status).toBe(204);
      expect(await on.scene.ada.get(`/uploads/${String(session.id)}`)).toMatchObject({
        file_offset: firstPart,
        file_size: firstPart + 6,
      });
      const done = await send(session, new Uint8Array(6));
      expect(done.body).toMatchObject({ name: 'big.bin', size: firstPart + 6 });
      expect((await on.scene.ada.call('GET', `/api/v4/uploads/${String(session.id)}`)).status).toBe(404);
    });

    test('refuse a first part below 5 MiB that is not the whole file, and keep nothing of it', async () => {
      const session = await begin(firstPart + 6);
      const answer = await send(session, new Uint8Array(100));
      expect([answer.status, idOf(answer)]).toEqual([
        400,
        'app.upload.upload_data.first_part_too_small.app_error',
      ]);
      expect(await on.scene.ada.get(`/uploads/${String(session.id)}`)).toMatchObject({ file_offset: 0 });
      const small = await begin(3);
      expect((await send(small, new Uint8Array(3))).body).toMatchObject({ size: 3 });
    });

    test('refuse a part beyond the end of the file', async () => {
      const answer = await send(await begin(3), new Uint8Array(4));
      expect([answer.status, idOf(answer)]).toEqual([400, 'api.upload.upload_data.invalid_content_length']);
    });

    test('refuse an empty file, as does an upload in the body; a form takes it', async () => {
      const { ada, channelId } = on.scene;
      const session = { channel_id: channelId, filename: 'empty.txt', file_size: 0 };
      expect((await ada.call('POST', '/api/v4/uploads', session)).status).toBe(400);
      const path = `/api/v4/files?channel_id=${channelId}&filename=empty.txt`;
      const raw = await ada.call('POST', path, new Uint8Array(0));
      expect([raw.status, idOf(raw)]).toEqual([400, 'api.file.upload_file.read_request.app_error']);
      const form = new FormData();
      form.set('channel_id', channelId);
      form.append('files', new File([], 'empty.txt'));
      const answer = await ada.call('POST', '/api/v4/files', form);
      expect(answer.body).toMatchObject({ file_infos: [{ name: 'empty.txt' }] });
    });

    test('refuse an upload larger than MaxFileSize with 413 (setting MaxFileSize)', async (context) => {
      on.needs(context, { MaxFileSize: 10 });
      const session = { channel_id: on.scene.channelId, filename: 'a.txt', file_size: 11 };
      expect((await on.scene.ada.call('POST', '/api/v4/uploads', session)).status).toBe(413);
    });

    test('serve a file from the middle (Range)', async () => {
      const { ada, channelId } = on.scene;
      const path = `/api/v4/files?channel_id=${channelId}&filename=digits.txt`;
      const made = await ada.call('POST', path, new TextEncoder().encode('0123456789'));
      const [file] = (made.body as { file_infos: Json[] }).file_infos;
      const from = (range: string): Promise<Response> =>
        on.fixture.fetch(
          new Request(`${on.fixture.baseUrl}/api/v4/files/${String(file?.id)}`, {
            headers: { authorization: `Bearer ${ada.token ?? ''}`, range },
          }),
        );
      const rest = await from('bytes=7-');
      expect([rest.status, rest.headers.get('content-range'), await rest.text()]).toEqual([
        206,
        'bytes 7-9/10',
        '789',
      ]);
      expect((await from('bytes=10-')).status).toBe(416);
    });
  });
};
