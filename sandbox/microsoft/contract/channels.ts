/** Messages of a channel, read only, on any tenant (facts, graph §1). */
import { describe, expect, it } from 'vitest';
import type { GraphStage } from './stage.ts';

const day = 24 * 3600_000;

export const channelContract = (on: GraphStage): void => {
  describe('GET channel messages', () => {
    it('gives roots only, 20 unless told otherwise, 50 at most', async (context) => {
      on.needs(context, 'ChannelMessage.Read.All');
      const { path } = await on.channel(context);
      const page = (await on.client.get(`${path}/messages`)).body;
      expect(page.items().length).toBeLessThanOrEqual(20);
      expect(page.each('replyToId').every((one) => one === null)).toBe(true);
      expect((await on.client.get(`${path}/messages?$top=51`)).status).toBe(400);
    });

    it('supports neither $filter nor $orderby', async (context) => {
      on.needs(context, 'ChannelMessage.Read.All');
      const { path } = await on.channel(context);
      for (const option of [
        '$filter=lastModifiedDateTime%20gt%202026-01-01T00:00:00Z',
        '$orderby=createdDateTime%20desc',
      ])
        expect((await on.client.get(`${path}/messages?${option}`)).status, option).toBe(400);
    });

    it('needs ChannelMessage.Read.All: else 403', async (context) => {
      if (on.subject.scopes.includes('ChannelMessage.Read.All'))
        context.skip('needs a sign-in without the permission ChannelMessage.Read.All');
      const { path } = await on.channel(context);
      expect((await on.client.get(`${path}/messages`)).status).toBe(403);
    });
  });

  describe('GET channel messages/delta', () => {
    it('ends in a delta link, and so does its next round', async (context) => {
      on.needs(context, 'ChannelMessage.Read.All');
      const { path } = await on.channel(context);
      const since = new Date(Date.now() - day).toISOString();
      let next = `${path}/messages/delta?$expand=replies&$filter=lastModifiedDateTime%20gt%20${since}`;
      for (let round = 0; round < 2; round += 1) {
        let link: unknown;
        for (let at: unknown = next; typeof at === 'string';) {
          const page = await on.client.get(at);
          expect(page.status).toBe(200);
          link = page.body.at('@odata.deltaLink');
          at = page.body.at('@odata.nextLink');
        }
        expect(link).toBeTypeOf('string');
        next = String(link);
      }
    });

    it('takes no other filter and no order', async (context) => {
      on.needs(context, 'ChannelMessage.Read.All');
      const path = `${(await on.channel(context)).path}/messages/delta`;
      for (const option of [
        '$filter=createdDateTime%20gt%202026-06-01T08:42:00Z',
        '$orderby=createdDateTime%20desc',
      ])
        expect((await on.client.get(`${path}?${option}`)).status, option).toBe(400);
    });
  });
};
