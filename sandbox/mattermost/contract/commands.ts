/** Slash commands: which the server offers, and what comes of executing one. */
import { describe, expect, test } from 'vitest';
import { listen, type Answer, type Json, type OpenFixture } from './fixture.ts';
import { stage, type PostList } from './suite.ts';

const said = ({ status, body }: Answer): readonly [number, unknown] => [status, (body as Json | null)?.id];

export const commandContract = (open: OpenFixture): void => {
  describe('commands', () => {
    const on = stage(open);
    const execute = (command: string, more: Json = {}): Promise<Answer> =>
      on.scene.ada.call('POST', '/api/v4/commands/execute', {
        command,
        channel_id: on.scene.channelId,
        team_id: on.scene.teamId,
        ...more,
      });
    const postsThere = async (): Promise<readonly Json[]> => {
      const { posts } = await on.scene.ada.get<PostList>(`/channels/${on.scene.channelId}/posts`);
      return Object.values(posts);
    };

    test('a team offers its commands with hint and description', async () => {
      const offered = await on.scene.ada.get<readonly Json[]>(
        `/teams/${on.scene.teamId}/commands/autocomplete`,
      );
      expect(offered).toContainEqual(
        expect.objectContaining({
          trigger: 'shrug',
          auto_complete: true,
          auto_complete_hint: '[message]',
          auto_complete_desc: 'Adds ¯\\_(ツ)_/¯ to your message',
        }),
      );
      expect(offered.map(({ trigger }) => trigger)).toEqual(
        expect.arrayContaining(['me', 'code', 'away', 'online', 'offline', 'dnd', 'header', 'msg', 'leave']),
      );
    });

    test('a command that posts makes a post of the user; the answer has lower-case names, unlike its description', async () => {
      const answer = await execute('/me waves');
      expect(answer.body).toMatchObject({ response_type: 'in_channel', text: '*waves*', goto_location: '' });
      expect(await postsThere()).toContainEqual(
        expect.objectContaining({ user_id: on.scene.ada.id, type: 'me', message: '*waves*' }),
      );
    });

    test('a command in a thread posts there', async () => {
      const root = await on.write('root');
      await execute('/shrug', { root_id: root.id });
      expect(await postsThere()).toContainEqual(
        expect.objectContaining({ root_id: root.id, message: '¯\\\\\\_(ツ)\\_/¯' }),
      );
    });

    test('a command that answers the user alone sends an event of the socket, and makes no post', async () => {
      const heard = await listen(on.scene.ada);
      const other = await listen(on.scene.bo);
      await execute('/away');
      const frame = await heard.only('ephemeral_message');
      expect(JSON.parse(String(frame.data?.post))).toMatchObject({
        type: 'system_ephemeral',
        channel_id: on.scene.channelId,
        user_id: on.scene.ada.id,
        message: 'You are now away',
      });
      expect(await postsThere()).not.toContainEqual(expect.objectContaining({ message: 'You are now away' }));
      expect(other.frames.filter(({ event }) => event === 'ephemeral_message')).toEqual([]);
      expect(await on.scene.ada.get('/users/me/status')).toMatchObject({ status: 'away' });
    });

    test('a command that leads to another place has an address of the site', async () => {
      const { username } = await on.scene.bo.get('/users/me');
      // The command would make the channel, too; a channel that was asked for is counted among what the tests leave behind.
      await on.scene.ada.post('/channels/direct', [on.scene.ada.id, on.scene.bo.id]);
      const { body } = await execute(`/msg @${String(username)} hello there`);
      const name = [on.scene.ada.id, on.scene.bo.id].sort().join('__');
      expect((body as Json).goto_location).toMatch(new RegExp(`/channels/${name}$`));
    });

    test('an unknown trigger is 404 with an id of its own, and nothing is posted', async () => {
      expect(said(await execute('/nosuchcommand at all'))).toEqual([
        404,
        'api.command.execute_command.not_found.app_error',
      ]);
      expect(await postsThere()).not.toContainEqual(
        expect.objectContaining({ message: expect.stringContaining('at all') as unknown }),
      );
    });

    test('a text without a leading slash, and a slash alone, are no commands', async () => {
      const wrong = [400, 'api.command.execute_command.start.app_error'];
      expect(said(await execute('me waves'))).toEqual(wrong);
      expect(said(await execute('/'))).toEqual(wrong);
    });
  });
};
