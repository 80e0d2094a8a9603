/** Messages of one's own chat, on any tenant: paging, order, filters, changes (facts, graph §1 to §3). */
import { describe, expect, it, type TestContext } from 'vitest';
import type { Json } from '../testing/json.ts';
import type { GraphStage } from './stage.ts';

const created = '$orderby=createdDateTime%20desc';
const modified = '$orderby=lastModifiedDateTime%20desc';
/** When it last changed: Graph leaves `lastModifiedDateTime` out, or null, in some messages that never did (recorded payloads). */
const changedAt = (message: Json): string => {
  const given = message.at('lastModifiedDateTime');
  return encodeURIComponent(typeof given === 'string' ? given : message.text('createdDateTime'));
};
const contents = (messages: readonly Json[]): unknown[] => messages.map((one) => one.at('body', 'content'));

export const messageContract = (on: GraphStage): void => {
  const messagesOf = async (context: TestContext): Promise<string> => `${await on.chat(context)}/messages`;
  const several = async (context: TestContext, count: number, what: string): Promise<Json[]> => {
    const made: Json[] = [];
    for (let at = 0; at < count; at += 1) made.push(await on.write(context, `<p>${what} ${at}</p>`));
    return made;
  };

  describe('GET /chats/{id}/messages', () => {
    it('pages newest first, without gaps or doubles', async (context) => {
      const path = await messagesOf(context);
      const made = await several(context, 7, 'page');
      const seen: Json[] = [];
      for (
        let next: unknown = `${path}?$top=3&${created}`;
        seen.length < made.length && typeof next === 'string';
      ) {
        const page = (await on.client.get(next)).body;
        expect(page.items().length).toBeLessThanOrEqual(3);
        seen.push(...page.items());
        next = page.at('@odata.nextLink');
      }
      expect(contents(seen).slice(0, 7)).toEqual(contents(made).reverse());
    });

    it('refuses $top beyond 50, ascending order and other properties', async (context) => {
      const path = await messagesOf(context);
      expect((await on.client.get(`${path}?$top=51`)).status).toBe(400);
      for (const order of ['createdDateTime asc', 'createdDateTime', 'id desc'])
        expect((await on.client.get(`${path}?$orderby=${encodeURIComponent(order)}`)).status, order).toBe(
          400,
        );
    });

    it('orders by lastModifiedDateTime by default', async (context) => {
      const path = await messagesOf(context);
      const [older, newer] = await several(context, 2, 'order');
      const reacted = await on.client.post(`${path}/${older?.text('id') ?? ''}/setReaction`, {
        reactionType: '👍',
      });
      expect(reacted.status).toBe(204);
      expect((await on.client.get(`${path}?$top=1`)).body.at('value', 0, 'id')).toBe(older?.at('id'));
      expect((await on.client.get(`${path}?$top=1&${created}`)).body.at('value', 0, 'id')).toBe(
        newer?.at('id'),
      );
    });

    it('$filter lastModifiedDateTime gt works with $orderby on the same property', async (context) => {
      const path = await messagesOf(context);
      const [mark, ...rest] = await several(context, 3, 'filter');
      if (!mark) throw new Error('nothing was written');
      const changed = await on.client.all(
        `${path}?$top=50&${modified}&$filter=lastModifiedDateTime%20gt%20${changedAt(mark)}`,
      );
      expect(contents(changed)).toEqual(contents(rest).reverse());
    });

    it('$filter is ignored without $orderby, and with $orderby on another property', async (context) => {
      const path = await messagesOf(context);
      await on.write(context, '<p>seen in spite of the filter</p>');
      const filter = '$filter=lastModifiedDateTime%20gt%202099-01-01T00:00:00Z';
      expect((await on.client.get(`${path}?${filter}`)).body.items()).not.toEqual([]);
      expect((await on.client.get(`${path}?${filter}&${created}`)).body.items()).not.toEqual([]);
      expect((await on.client.get(`${path}?${filter}&${modified}`)).body.items()).toEqual([]);
    });

    it('$filter createdDateTime lt reads older messages; gt is not supported there', async (context) => {
      const path = await messagesOf(context);
      const [first, second] = await several(context, 2, 'past');
      const at = encodeURIComponent(second?.text('createdDateTime') ?? '');
      const before = await on.client.get(`${path}?$top=1&${created}&$filter=createdDateTime%20lt%20${at}`);
      expect(before.body.at('value', 0, 'id')).toBe(first?.at('id'));
      const after = await on.client.get(`${path}?${created}&$filter=createdDateTime%20gt%20${at}`);
      expect(after.status).toBe(400);
    });

    it('"changed since" covers edits, reactions and deletes', async (context) => {
      const path = await messagesOf(context);
      const [edited, reacted, removed, mark] = await several(context, 4, 'change');
      if (!edited || !reacted || !removed || !mark) throw new Error('nothing was written');
      const [one, two, three] = [edited, reacted, removed].map((message) => message.text('id'));
      await on.client.patch(`${path}/${one ?? ''}`, {
        body: { contentType: 'html', content: '<p>edited</p>' },
      });
      await on.client.post(`${path}/${two ?? ''}/setReaction`, { reactionType: '❤️' });
      await on.client.post(`/users/${on.subject.userId}${path}/${three ?? ''}/softDelete`);
      const changed = await on.client.all(
        `${path}?${modified}&$filter=lastModifiedDateTime%20gt%20${changedAt(mark)}`,
      );
      expect(changed.map((message) => message.at('id')).sort()).toEqual([one, two, three].sort());
    });

    it('ignores $select', async (context) => {
      const path = await messagesOf(context);
      await on.write(context, '<p>whole</p>');
      const answer = await on.client.get(`${path}?$top=1&${created}&$select=id`);
      expect(answer.body.at('value', 0, 'body', 'content')).toBe('<p>whole</p>');
    });

    it('an id is the milliseconds of its creation', async (context) => {
      const message = await on.write(context, '<p>when</p>');
      expect(Date.parse(message.text('createdDateTime'))).toBe(Number(message.text('id')));
    });

    it('system messages read unknownFutureValue without Prefer: include-unknown-enum-members', async (context) => {
      const path = await messagesOf(context);
      expect(
        (await on.client.patch(await on.chat(context), { topic: 'Isthmus contract tests' })).status,
      ).toBe(200);
      const newest = `${path}?$top=1&${created}`;
      const plain = (await on.client.get(newest)).body;
      expect(plain.at('value', 0, 'messageType')).toBe('unknownFutureValue');
      const asked = (await on.client.get(newest, { prefer: 'include-unknown-enum-members' })).body;
      expect(asked.at('value', 0, 'messageType')).toBe('systemEventMessage');
      expect(asked.items()[0]?.value).toMatchObject({
        from: null,
        body: { content: '<systemEventMessage/>' },
        eventDetail: { '@odata.type': '#microsoft.graph.chatRenamedEventMessageDetail' },
      });
    });

    it('delta and getAllMessages are refused to delegated callers', async (context) => {
      const path = await messagesOf(context);
      for (const where of [`${path}/delta`, '/chats/getAllMessages', '/me/chats/getAllMessages'])
        expect((await on.client.get(where)).status, where).toBe(412);
    });
  });

  describe('POST /chats/{id}/messages', () => {
    const html = (content: string): Record<string, unknown> => ({ body: { contentType: 'html', content } });

    it('refuses a mark without its mention, and a mention without its mark', async (context) => {
      const path = await messagesOf(context);
      const user = { id: on.subject.userId, displayName: 'Me', userIdentityType: 'aadUser' };
      const mentions = [{ id: 0, mentionText: 'Me', mentioned: { user } }];
      const marked = html('<p><at id="0">Me</at> look</p>');
      expect((await on.client.post(path, marked)).status).toBe(400);
      expect((await on.client.post(path, { ...html('<p>look</p>'), mentions })).status).toBe(400);
      const sent = await on.client.post(path, { ...marked, mentions });
      expect(sent.status).toBe(201);
      expect(sent.body.at('mentions', 0, 'mentioned', 'user', 'id')).toBe(on.subject.userId);
    });

    it('keeps importance, and a quote as a messageReference that an edit must send again', async (context) => {
      const path = await messagesOf(context);
      const id = (await on.write(context, '<p>shall we?</p>')).text('id');
      const content = JSON.stringify({ messageId: id, messagePreview: 'shall we?', messageSender: null });
      const quote = { id, contentType: 'messageReference', content };
      const body = html(`<attachment id="${id}"></attachment><p>yes</p>`);
      const sent = await on.client.post(path, { ...body, importance: 'urgent', attachments: [quote] });
      expect(sent.status).toBe(201);
      expect(sent.body.value).toMatchObject({
        importance: 'urgent',
        attachments: [{ id, contentType: 'messageReference' }],
      });
      const at = `${path}/${sent.body.text('id')}`;
      const kept = { ...html(`<attachment id="${id}"></attachment><p>no</p>`), attachments: [quote] };
      expect((await on.client.patch(at, kept)).status).toBe(204);
      expect((await on.client.get(at)).body.at('attachments', 0, 'id')).toBe(id);
      expect((await on.client.patch(at, { ...html('<p>never</p>'), attachments: [] })).status).toBe(204);
      expect((await on.client.get(at)).body.at('attachments')).toEqual([]);
    });

    it('refuses more than about 28 KB', async (context) => {
      const path = await messagesOf(context);
      expect((await on.client.post(path, html(`<p>${'x'.repeat(30_000)}</p>`))).status).toBe(413);
    });
  });

  describe('one message', () => {
    const written = async (context: TestContext): Promise<{ path: string; id: string }> => {
      const id = (await on.write(context, '<p>mine</p>')).text('id');
      return { path: `${await messagesOf(context)}/${id}`, id };
    };

    it('PATCH answers 204, sets lastEditedDateTime and moves lastModifiedDateTime', async (context) => {
      const { path, id } = await written(context);
      const body = { contentType: 'html', content: '<p>better</p>' };
      expect((await on.client.patch(path, { body })).status).toBe(204);
      const now = (await on.client.get(path)).body;
      expect(now.at('body', 'content')).toBe('<p>better</p>');
      expect(now.at('lastEditedDateTime')).toBe(now.at('lastModifiedDateTime'));
      expect(now.at('lastModifiedDateTime')).not.toBe(now.at('createdDateTime'));
      expect(now.at('etag')).not.toBe(id);
    });

    it('softDelete exists only under /users/{id}/chats; a deleted message keeps its place, without content', async (context) => {
      const { path } = await written(context);
      expect((await on.client.post(`${path}/softDelete`)).status).toBe(400);
      expect((await on.client.post(`/me${path}/softDelete`)).status).toBe(400);
      const mine = `/users/${on.subject.userId}${path}`;
      expect((await on.client.post(`${mine}/softDelete`)).status).toBe(204);
      const gone = (await on.client.get(path)).body;
      expect(gone.at('deletedDateTime')).toBe(gone.at('lastModifiedDateTime'));
      expect(gone.value).toMatchObject({ body: { content: '' }, attachments: [], reactions: [] });
      expect((await on.client.post(`${mine}/undoSoftDelete`)).status).toBe(204);
      const back = (await on.client.get(path)).body;
      expect(back.value).toMatchObject({ deletedDateTime: null, body: { content: '<p>mine</p>' } });
    });

    it('reactions are Unicode, one for each person and emoji, without display names; the history lists them', async (context) => {
      const { path } = await written(context);
      for (const reactionType of ['💘', '💘', '👍'])
        expect((await on.client.post(`${path}/setReaction`, { reactionType })).status).toBe(204);
      expect((await on.client.post(`${path}/unsetReaction`, { reactionType: '👍' })).status).toBe(204);
      const now = (await on.client.get(path)).body;
      expect(now.items('reactions').map((one) => one.value)).toMatchObject([
        { reactionType: '💘', user: { user: { id: on.subject.userId, displayName: null } } },
      ]);
      expect(now.items('messageHistory').map((one) => one.at('actions'))).toEqual([
        'reactionAdded',
        'reactionAdded',
        'reactionRemoved',
      ]);
      expect(now.at('lastEditedDateTime')).toBeNull();
    });
  });
};
