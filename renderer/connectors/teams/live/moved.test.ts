import { describe, expect, it } from 'vitest';
import type { Connector, IndexPage } from '../../connector.ts';
import { chatIndex, chatList } from '../reading/chats.ts';
import type { JsonRecord } from '../graph/json.ts';
import { sampleChat, conversations, least, member, peopleOf } from '../testing/samples.ts';
import { createScripted, graph, valueOf, type Script } from '../testing/scripted.ts';

const never = new AbortController().signal;

const look = async ({ index }: Connector, since: string | null): Promise<IndexPage> => {
  if (!index) throw new Error('there is no index');
  return valueOf(await index.moved(since, never));
};

describe('the change index', () => {
  const page = (...chats: object[]): JsonRecord => ({
    value: chats.map((one) => ({ ...one, members: undefined })),
  });
  const preview = (id: string, time: string) => ({ lastMessagePreview: { id, createdDateTime: time } });

  it('reports which chats moved, in one request, and once', async () => {
    const script: Script = { ...least, [chatIndex]: page(sampleChat('19:c')) };
    const { connector, asked } = createScripted(script);
    await connector.overview(never);
    const first = await look(connector, null);
    expect(first.moved).toEqual(['account-1/chat/19:c']);
    const second = await look(connector, first.since);
    expect(second).toEqual({ changes: [], moved: [], since: first.since });
    script[chatIndex] = page(sampleChat('19:c', preview('2', '2023-11-14T22:13:31Z')));
    const before = asked().length;
    const third = await look(connector, first.since);
    expect(third.moved).toEqual(['account-1/chat/19:c']);
    expect(asked().length - before).toBe(1);
    expect(conversations(third.changes)[0]).toMatchObject({
      lastActivityAt: 1_700_000_011_000,
      participants: ['account-1/user/me', 'account-1/user/u1'],
    });
  });

  it('does not miss a second message in the same millisecond', async () => {
    const script: Script = { ...least, [chatIndex]: page(sampleChat('19:c')) };
    const { connector } = createScripted(script);
    await connector.overview(never);
    const { since } = await look(connector, null);
    script[chatIndex] = page(sampleChat('19:c', preview('2', '2023-11-14T22:13:30Z')));
    expect((await look(connector, since)).moved).toEqual(['account-1/chat/19:c']);
  });

  it('reads older pages until it finds a known chat', async () => {
    const script: Script = { ...least, [chatIndex]: page(sampleChat('19:c')) };
    const { connector, asked } = createScripted(script);
    await connector.overview(never);
    const { since } = await look(connector, null);
    const link = '/me/chats?$skiptoken=2';
    script[chatIndex] = {
      ...page(sampleChat('19:c', preview('9', '2023-11-14T22:14:00Z'))),
      '@odata.nextLink': `${graph}${link}`,
    };
    script[link] = { ...page(sampleChat('19:c')), '@odata.nextLink': `${graph}/me/chats?$skiptoken=3` };
    expect((await look(connector, since)).moved).toEqual(['account-1/chat/19:c']);
    expect(asked().slice(-2)).toEqual([chatIndex, link]);
  });

  it('reports a changed read state', async () => {
    const script: Script = { ...least, [chatIndex]: page(sampleChat('19:c')) };
    const { connector } = createScripted(script);
    await connector.overview(never);
    const { since } = await look(connector, null);
    script[chatIndex] = page(
      sampleChat('19:c', { viewpoint: { lastMessageReadDateTime: '2023-11-14T22:13:30Z' } }),
    );
    const read = { kind: 'read', conversationId: 'account-1/chat/19:c', readAt: 1_700_000_010_000 };
    expect((await look(connector, since)).changes).toEqual([read]);
    expect((await look(connector, since)).changes).toEqual([]);
  });

  it('reports a new chat with everything about it', async () => {
    const script: Script = { ...least, [chatIndex]: page(sampleChat('19:c')) };
    const { connector } = createScripted(script);
    await connector.overview(never);
    const { since } = await look(connector, null);
    const fresh = sampleChat('19:new', {
      ...preview('7', '2023-11-14T22:20:00Z'),
      members: [member('me'), member('u9')],
    });
    script[chatIndex] = page(fresh, sampleChat('19:c'));
    script[chatList] = { value: [fresh, sampleChat('19:c')] };
    const moved = await look(connector, since);
    expect(moved.moved).toEqual(['account-1/chat/19:new']);
    expect(conversations(moved.changes)[0]?.participants).toEqual(['account-1/user/me', 'account-1/user/u9']);
    expect(peopleOf(moved.changes).map(({ id }) => id)).toContain('account-1/user/u9');
  });

  it('treats damaged memory as none', async () => {
    const { connector } = createScripted({ ...least, [chatIndex]: page(sampleChat('19:c')) });
    expect((await look(connector, '{cut')).moved).toEqual(['account-1/chat/19:c']);
  });
});
