/** People, presence and pictures on any tenant (facts, graph §1). */
import { describe, expect, it } from 'vitest';
import type { GraphStage } from './stage.ts';

const nobody = '00000000-0000-4000-8000-000000000000';

export const peopleContract = (on: GraphStage): void => {
  describe('people', () => {
    it('me is the same person by id', async () => {
      const me = (await on.client.get('/me')).body;
      expect(me.at('id')).toBe(on.subject.userId);
      const byId = await on.client.get(`/users/${on.subject.userId}`);
      expect(byId.body.at('userPrincipalName')).toBe(me.at('userPrincipalName'));
    });

    it('an unknown person is 404 Request_ResourceNotFound', async (context) => {
      on.needs(context, 'User.ReadBasic.All', 'User.Read.All');
      const answer = await on.client.get(`/users/${nobody}`);
      expect([answer.status, answer.body.at('error', 'code')]).toEqual([404, 'Request_ResourceNotFound']);
    });

    it('a picture is an image, or 404 ImageNotFound', async () => {
      const answer = await on.client.get('/me/photo/$value');
      if (answer.status === 200) expect(answer.headers.get('content-type')).toMatch(/^image\//);
      else expect([answer.status, answer.body.at('error', 'code')]).toEqual([404, 'ImageNotFound']);
    });

    it('one’s own presence can be read', async (context) => {
      on.needs(context, 'Presence.Read', 'Presence.Read.All', 'Presence.ReadWrite');
      const answer = await on.client.get('/me/presence');
      expect(answer.body.at('id')).toBe(on.subject.userId);
      expect(answer.body.at('availability')).toBeTypeOf('string');
    });

    it('presence is requested for up to 650 people at once', async (context) => {
      on.needs(context, 'Presence.Read.All');
      const ask = (ids: string[]) => on.client.post('/communications/getPresencesByUserId', { ids });
      expect((await ask([on.subject.userId])).body.each('id')).toEqual([on.subject.userId]);
      expect((await ask(Array.from({ length: 651 }, () => on.subject.userId))).status).toBe(400);
    });
  });

  describe('teams', () => {
    it('joinedTeams ignores $select and $top', async (context) => {
      on.needs(context, 'Team.ReadBasic.All');
      const whole = (await on.client.get('/me/joinedTeams')).body;
      const asked = (await on.client.get('/me/joinedTeams?$select=id&$top=1')).body;
      expect(asked.each('id').sort()).toEqual(whole.each('id').sort());
      expect(asked.each('displayName').sort()).toEqual(whole.each('displayName').sort());
    });

    it('associatedTeams has the joined ones too', async (context) => {
      on.needs(context, 'Team.ReadBasic.All');
      const joined = (await on.client.get('/me/joinedTeams')).body.each('id');
      const associated = (await on.client.get('/me/teamwork/associatedTeams')).body.each('id');
      expect(associated).toEqual(expect.arrayContaining(joined));
    });

    it('channels are filtered by membershipType', async (context) => {
      on.needs(context, 'Channel.ReadBasic.All');
      const { teamId } = await on.channel(context);
      const all = (await on.client.get(`/teams/${teamId}/channels`)).body.items();
      const filter = `$filter=membershipType%20eq%20'standard'`;
      const standard = (await on.client.get(`/teams/${teamId}/channels?${filter}`)).body.each('id');
      const wanted = all.filter((one) => one.at('membershipType') === 'standard').map((one) => one.at('id'));
      expect([...standard].sort()).toEqual([...wanted].sort());
    });
  });
};
