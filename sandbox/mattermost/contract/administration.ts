/** Acts of administrators: reading the configuration, removing people and teams. */
import { describe, expect, test } from 'vitest';
import { listen, type Json, type OpenFixture } from './fixture.ts';
import { stage } from './suite.ts';

export const administrationContract = (open: OpenFixture): void => {
  describe('administration', () => {
    const on = stage(open);

    test('the configuration is for administrators', async () => {
      expect(await on.scene.admin.get('/config')).toMatchObject({
        ServiceSettings: { EnableOAuthServiceProvider: expect.any(Boolean) as boolean },
        RateLimitSettings: { Enable: expect.any(Boolean) as boolean },
      });
      expect((await on.scene.ada.call('GET', '/api/v4/config')).status).toBe(403);
    });

    test('a user is not deleted permanently if that is not allowed: 401 (setting EnableAPIUserDeletion: false)', async (context) => {
      on.needs(context, { EnableAPIUserDeletion: false });
      const answer = await on.scene.admin.call('DELETE', `/api/v4/users/${on.scene.cy.id}?permanent=true`);
      expect(answer.status).toBe(401);
      expect((answer.body as Json).id).toMatch(/^api\.user\.delete_user\.not_enabled/);
      expect((await on.scene.cy.get('/users/me')).delete_at).toBe(0);
    });

    test('a permanently deleted user is unknown, and so are their posts (setting EnableAPIUserDeletion: true)', async (context) => {
      on.needs(context, { EnableAPIUserDeletion: true });
      const { ada, admin, bo, channelId } = on.scene;
      const post = await bo.post('/posts', { channel_id: channelId, message: 'soon gone' });
      await admin.delete(`/users/${bo.id}?permanent=true`);
      expect((await admin.call('GET', `/api/v4/users/${bo.id}`)).status).toBe(404);
      expect((await ada.call('GET', `/api/v4/posts/${String(post.id)}`)).status).toBe(404);
      const members = await ada.get<Json[]>(`/channels/${channelId}/members`);
      expect(members.map((member) => member.user_id)).toEqual([ada.id]);
      expect((await bo.call('GET', '/api/v4/users/me')).status).toBe(401);
    });

    test('a team is not deleted permanently if that is not allowed: 401 (setting EnableAPITeamDeletion: false)', async (context) => {
      on.needs(context, { EnableAPITeamDeletion: false });
      const path = `/api/v4/teams/${on.scene.teamId}`;
      const answer = await on.scene.admin.call('DELETE', `${path}?permanent=true`);
      expect(answer.status).toBe(401);
      expect((answer.body as Json).id).toMatch(/^api\.user\.delete_team\.not_enabled/);
      expect((await on.scene.admin.get(`/teams/${on.scene.teamId}`)).delete_at).toBe(0);
    });

    test('a permanently deleted team is unknown, with its channels; its members get an event (setting EnableAPITeamDeletion: true)', async (context) => {
      on.needs(context, { EnableAPITeamDeletion: true });
      const { ada, admin } = on.scene;
      const name = `gone-${on.fixture.suffix()}`;
      const team = await admin.post('/teams', { name, display_name: 'Soon gone', type: 'I' });
      await admin.post(`/teams/${String(team.id)}/members`, { team_id: team.id, user_id: ada.id });
      const [channel] = await ada.get<Json[]>(`/users/me/teams/${String(team.id)}/channels`);
      const ears = await listen(ada);
      await admin.delete(`/teams/${String(team.id)}?permanent=true`);
      await on.fixture.settle();
      await ears.only('delete_team');
      expect((await admin.call('GET', `/api/v4/teams/${String(team.id)}`)).status).toBe(404);
      expect((await admin.call('GET', `/api/v4/channels/${String(channel?.id)}`)).status).toBe(404);
    });

    test('other users cannot delete people or teams', async () => {
      const { ada, cy, teamId } = on.scene;
      expect((await ada.call('DELETE', `/api/v4/users/${cy.id}`)).status).toBe(403);
      expect((await ada.call('DELETE', `/api/v4/teams/${teamId}`)).status).toBe(403);
    });
  });
};
