import { describe, expect, it } from 'vitest';
import type { FileReference } from '../../../model/index.ts';
import { channelConversationId, chatConversationId, messageIdOf } from '../ids.ts';
import { shareId } from './images.ts';
import { attachedFile, hostedPictures } from '../message/files.ts';
import { chatMessage } from '../message/testing/samples.ts';
import { createScripted, graph, valueOf } from '../testing/scripted.ts';
import { graphRefusal, testAccount } from '../testing/test-world.ts';

const never = new AbortController().signal;
const chat = chatConversationId(testAccount, 'c');
const channel = channelConversationId(testAccount, 't', 'k');
const base = 1_700_000_000_000;
const idAt = (second: number): string => String(base + second * 1_000);
const at = (second: number) =>
  chatMessage({ id: idAt(second), createdDateTime: new Date(base + second * 1_000).toISOString() });

describe('refreshing messages', () => {
  it('requests a root, a reply and a chat message separately', async () => {
    const { connector, asked } = createScripted({
      [`/chats/c/messages/${idAt(1)}`]: at(1),
      [`/teams/t/channels/k/messages/${idAt(1)}`]: at(1),
      [`/teams/t/channels/k/messages/${idAt(1)}/replies/${idAt(2)}`]: { ...at(2), replyToId: idAt(1) },
    });
    const ids = [
      messageIdOf(chat, null, idAt(1)),
      messageIdOf(channel, null, idAt(1)),
      messageIdOf(channel, idAt(1), idAt(2)),
    ];
    const changes = valueOf(await connector.refresh([...ids, ...ids], never));
    expect(changes.flatMap((change) => (change.kind === 'message' ? [change.message.id] : []))).toEqual(ids);
    expect(asked()).toHaveLength(3);
  });

  it('reports removed ones', async () => {
    const id = messageIdOf(chat, null, idAt(1));
    const { connector } = createScripted({});
    expect(valueOf(await connector.refresh([id], never))).toEqual([
      { kind: 'message-gone', id, conversationId: chat, at: base + 1_000 },
    ]);
  });

  it('reads many of a chat in pages, which take one request a second each', async () => {
    const ids = [5, 4, 2, 1].map((second) => messageIdOf(chat, null, idAt(second)));
    const page = (second: number): string =>
      `/chats/c/messages?$top=50&$orderby=createdDateTime desc&$filter=createdDateTime lt ${new Date(base + second * 1_000 + 1).toISOString()}`;
    const { connector, asked } = createScripted({
      [page(5)]: { value: [at(5), at(3)], '@odata.nextLink': `${graph}/more` },
      [page(2)]: { value: [at(2), at(0)] },
    });
    const changes = valueOf(await connector.refresh(ids, never));
    expect(
      changes.flatMap((change) => {
        if (change.kind === 'name') return [];
        return [[change.kind, 'id' in change ? change.id : change.kind === 'message' && change.message.id]];
      }),
    ).toEqual([
      ['message', ids[0]],
      ['message-gone', ids[1]],
      ['message', ids[2]],
      ['message-gone', ids[3]],
    ]);
    expect(asked()).toHaveLength(2);
  });

  it('does not change hidden ones, and fails for temporary failures', async () => {
    const id = messageIdOf(chat, null, idAt(1));
    const forbidden = createScripted({ [`/chats/c/messages/${idAt(1)}`]: graphRefusal(403, 'Forbidden') });
    expect(valueOf(await forbidden.connector.refresh([id], never))).toEqual([]);
    const busy = createScripted({ [`/chats/c/messages/${idAt(1)}`]: graphRefusal(429, 'TooManyRequests') });
    expect(await busy.connector.refresh([id], never)).toMatchObject({
      ok: false,
      failure: { kind: 'throttled' },
    });
  });
});

describe('pictures', () => {
  const message = messageIdOf(chat, null, idAt(1));
  const png = (): Response => new Response('png', { headers: { 'content-type': 'image/png' } });
  const hosted = (source: string): FileReference => ({
    ...attachedFile(message, { name: 'x.png' }),
    webUrl: null,
    inlineSource: source,
  });

  it('of a body come from Graph, for any host in its address in the body', async () => {
    const path = '/chats/c/messages/1/hostedContents/aWQ/$value';
    const [file] = hostedPictures(message, [
      { source: `${graph}${path}`, alternative: '', width: null, height: null },
    ]);
    const { connector, world } = createScripted({ [path]: png() });
    const blob = file && valueOf(await connector.image(file, never));
    expect(await blob?.text()).toBe('png');
    expect(world.requests[0]?.headers.get('authorization')).toBe('Bearer token');
  });

  it.each([
    'https://evil.example/v1.0/chats/c/messages/1/hostedContents/aWQ/$value',
    `${graph}/me/messages/1/hostedContents/aWQ/$value`,
    `${graph}/chats/c/../../me/messages/1/hostedContents/aWQ/$value`,
    `${graph}/me/drive/root`,
    'https://media.example/cat.gif',
  ])('are never requested with the token at %s', async (source) => {
    const { connector, world } = createScripted({});
    expect(await connector.image(hosted(source), never)).toEqual({
      ok: false,
      failure: { kind: 'not-found' },
    });
    expect(world.requests).toEqual([]);
  });

  it('of files are thumbnails, fetched without the token', async () => {
    const address = 'https://contoso.sharepoint.example/a plan.png';
    const thumbnail = 'https://thumbnails.example/large';
    const { connector, world } = createScripted({
      [`/shares/${shareId(address)}/driveItem?$expand=thumbnails`]: {
        thumbnails: [{ large: { url: thumbnail } }],
      },
      '/large': png(),
    });
    const file = attachedFile(message, { id: '1', name: 'a plan.png', contentUrl: address });
    expect(await valueOf(await connector.image(file, never)).text()).toBe('png');
    expect(world.requests[1]?.url).toBe(thumbnail);
    expect(world.requests[1]?.headers.has('authorization')).toBe(false);
  });

  it('without thumbnail are the original, if it is small', async () => {
    const address = 'https://contoso.sharepoint.example/b.png';
    const path = `/shares/${shareId(address)}/driveItem?$expand=thumbnails`;
    const item = { '@microsoft.graph.downloadUrl': 'https://download.example/b', thumbnails: [] };
    const file = attachedFile(message, { id: '1', name: 'b.png', contentUrl: address });
    const small = createScripted({ [path]: { ...item, size: 1_000 }, '/b': png() });
    expect(await valueOf(await small.connector.image(file, never)).text()).toBe('png');
    const large = createScripted({ [path]: { ...item, size: 1_000_000_000 }, '/b': png() });
    expect(await large.connector.image(file, never)).toEqual({ ok: false, failure: { kind: 'not-found' } });
  });

  it('have a sharing id that Graph understands', () => {
    expect(shareId('https://onedrive.live.com/redir?resid=1231244193912!12&authKey=1201919!12921!1')).toBe(
      'u!aHR0cHM6Ly9vbmVkcml2ZS5saXZlLmNvbS9yZWRpcj9yZXNpZD0xMjMxMjQ0MTkzOTEyITEyJmF1dGhLZXk9MTIwMTkxOSExMjkyMSEx',
    );
  });
});
