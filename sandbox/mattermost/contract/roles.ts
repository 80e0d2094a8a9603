/** Roles: their names, what they permit, and how the server refuses what they do not. */
import { describe, expect, test } from 'vitest';
import { Listener, listen, type Answer, type Json, type OpenFixture } from './fixture.ts';
import { stage } from './suite.ts';

export const roleContract = (open: OpenFixture): void => {
  describe('roles', () => {
    const on = stage(open);
    const names = (body: unknown): Promise<Answer> => on.scene.ada.call('POST', '/api/v4/roles/names', body);

    test('are asked for by name, at most 100 at once; unknown names are left out', async () => {
      const roles = await on.scene.ada.post<Json[]>('/roles/names', ['channel_user', 'no_such_role']);
      expect(roles.map((role) => role.name)).toEqual(['channel_user']);
      expect(roles[0]?.permissions).toEqual(expect.arrayContaining(['read_channel', 'upload_file']));
      const many = await names(Array.from({ length: 101 }, (_, at) => `role_${at}`));
      expect([many.status, (many.body as Json).id]).toEqual([
        400,
        'api.roles.get_multiple_by_name_too_many.request_error',
      ]);
      expect((await names([])).status).toBe(400);
    });

    test('of a user are named by the user, the rows of the teams and those of the channels', async () => {
      const { ada, channelId, teamId } = on.scene;
      const namesOf = (row: Json | undefined): string[] => String(row?.roles).split(' ');
      expect(namesOf(await ada.get('/users/me'))).toContain('system_user');
      const teams = await ada.get<Json[]>('/users/me/teams/members');
      expect(namesOf(teams.find((row) => row.team_id === teamId))).toContain('team_user');
      const channels = await ada.get<Json[]>('/users/me/channel_members?page=-1');
      // Ada has made the channel.
      expect(namesOf(channels.find((row) => row.channel_id === channelId))).toEqual(
        expect.arrayContaining(['channel_user', 'channel_admin']),
      );
    });

    test('members cannot delete posts of others (403), administrators of the team can; who becomes one is told', async () => {
      const { admin, bo, teamId } = on.scene;
      const path = `/api/v4/posts/${String((await on.write('stays')).id)}`;
      const refused = await bo.call('DELETE', path);
      expect([refused.status, (refused.body as Json).id]).toEqual([403, 'api.context.permissions.app_error']);
      const ears = await listen(bo);
      await admin.put(`/teams/${teamId}/members/${bo.id}/schemeRoles`, {
        scheme_admin: true,
        scheme_user: true,
      });
      await on.fixture.settle();
      expect(Listener.inner(await ears.only('memberrole_updated'), 'member')).toMatchObject({
        team_id: teamId,
        scheme_admin: true,
      });
      expect((await bo.call('DELETE', path)).status).toBe(200);
    });
  });
};
