/** The list of chats and one's own chat, on any tenant (facts, graph §1 and §2). */
import { describe, expect, it } from 'vitest';
import type { Json } from '../testing/json.ts';
import type { GraphStage } from './stage.ts';

const byPreview = '$orderby=lastMessagePreview/createdDateTime%20desc';

export const chatContract = (on: GraphStage): void => {
  describe('GET /me/chats', () => {
    it('has pages without doubles', async () => {
      const first = (await on.client.get('/me/chats?$top=2')).body;
      expect(first.items().length).toBeLessThanOrEqual(2);
      const next = first.at('@odata.nextLink');
      const second = typeof next === 'string' ? (await on.client.get(next)).body.each('id') : [];
      const ids = [...first.each('id'), ...second];
      expect(new Set(ids).size).toBe(ids.length);
    });

    it('refuses $top beyond 50', async () => {
      const answer = await on.client.get('/me/chats?$top=51');
      expect(answer.status).toBe(400);
      expect(answer.body.at('error', 'message')).toContain(
        "The limit of '50' for Top query has been exceeded",
      );
    });

    it('orders by lastMessagePreview/createdDateTime desc only, with members beside it', async () => {
      const path = `/me/chats?$expand=members,lastMessagePreview&${byPreview}&$top=20`;
      const answer = await on.client.get(path);
      expect(answer.status).toBe(200);
      const times = answer.body
        .items()
        .filter((one) => typeof one.at('lastMessagePreview', 'createdDateTime') === 'string')
        .map((one) => Date.parse(one.text('lastMessagePreview', 'createdDateTime')));
      expect(times).toEqual([...times].sort((one, other) => other - one));
      expect((await on.client.get('/me/chats?$orderby=createdDateTime%20desc')).status).toBe(400);
    });

    it('expands no more than 25 members per chat, whatever $top says; /members gives all', async () => {
      const chats = (await on.client.get('/me/chats?$expand=members&$top=25')).body.items();
      const sizes = chats.map((one) => one.items('members').length);
      expect(Math.max(0, ...sizes)).toBeLessThanOrEqual(25);
      const full = chats.find((one) => one.items('members').length === 25);
      if (!full) return;
      const members = await on.client.all(`/chats/${full.text('id')}/members`);
      expect(members.length).toBeGreaterThanOrEqual(25);
    });

    it('is allowed for the caller’s own chats', async (context) => {
      on.needs(context, 'Chat.Read', 'Chat.ReadWrite');
      expect((await on.client.get('/users/00000000-0000-4000-8000-000000000000/chats')).status).toBe(403);
      expect((await on.client.get('/chats/19:nothing@thread.v2')).status).toBe(404);
    });
  });

  describe('a chat of the caller', () => {
    const read = async (path: string): Promise<Json> =>
      (await on.client.get(`${path}?$expand=members,lastMessagePreview`)).body;

    it('has its makers as members', async (context) => {
      const path = await on.chat(context);
      const members = (await on.client.get(`${path}/members`)).body.items();
      expect(members).toHaveLength(2);
      expect(members.map((one) => one.at('userId'))).toContain(on.subject.userId);
    });

    it('lastMessagePreview has the message’s own id, and does not move when an older one is edited', async (context) => {
      const older = await on.write(context, '<p>older</p>');
      const newer = await on.write(context, '<p>newer</p>');
      const path = await on.chat(context);
      const edited = { body: { contentType: 'html', content: '<p>older, edited</p>' } };
      expect((await on.client.patch(`${path}/messages/${older.text('id')}`, edited)).status).toBe(204);
      expect((await read(path)).at('lastMessagePreview', 'id')).toBe(newer.at('id'));
    });

    it('lastUpdatedDateTime moves on rename, not on messages', async (context) => {
      const path = await on.chat(context);
      const before = (await read(path)).text('lastUpdatedDateTime');
      await on.write(context, '<p>hi</p>');
      expect((await read(path)).at('lastUpdatedDateTime')).toBe(before);
      const renamed = await on.client.patch(path, { topic: 'Isthmus contract tests, renamed' });
      expect(renamed.status).toBe(200);
      expect((await read(path)).at('lastUpdatedDateTime')).not.toBe(before);
    });

    it('viewpoint has the time up to which the caller has read', async (context) => {
      const message = await on.write(context, '<p>read me</p>');
      const path = await on.chat(context);
      const user = { id: on.subject.userId, tenantId: on.subject.tenantId };
      expect((await on.client.post(`${path}/markChatReadForUser`, { user })).status).toBe(204);
      const readAt = Date.parse((await read(path)).text('viewpoint', 'lastMessageReadDateTime'));
      expect(readAt).toBeGreaterThanOrEqual(Date.parse(message.text('createdDateTime')));
      const back = { user, lastMessageReadDateTime: '2026-05-01T00:00:00Z' };
      expect((await on.client.post(`${path}/markChatUnreadForUser`, back)).status).toBe(204);
      expect((await read(path)).at('viewpoint', 'lastMessageReadDateTime')).toBe('2026-05-01T00:00:00Z');
    });
  });
};
