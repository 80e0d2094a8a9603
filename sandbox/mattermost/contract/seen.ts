/** What a real server (11.2) was seen to do that its description does not say: one test for each row of facts, Seen on a real server. */
import { describe, expect, test } from 'vitest';
import type { Answer, Json, OpenFixture } from './fixture.ts';
import { stage } from './suite.ts';

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

    test('local storage takes 255 bytes of UTF-8, not characters; a longer name is a 500 that never goes away', async () => {
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
    ])('%s is neither on it nor a custom one: 404', async (name) => {
      expect(said(await react(name))).toEqual([404, 'app.emoji.get_by_name.no_result']);
    });
  });
};
