import { describe, expect, it } from 'vitest';
import type { Change } from '../../../model/index.ts';
import { channelConversationId, chatConversationId } from '../ids.ts';
import { chatMessage } from '../message/testing/samples.ts';
import { createScripted, graph, valueOf } from '../testing/scripted.ts';
import { answer, graphRefusal, testAccount } from '../testing/test-world.ts';

const never = new AbortController().signal;
const chat = chatConversationId(testAccount, 'c');
const channel = channelConversationId(testAccount, 't', 'k');
const at = (second: number, more: object = {}) => {
  const time = new Date(1_700_000_000_000 + second * 1_000).toISOString();
  return chatMessage({
    id: String(1_700_000_000_000 + second * 1_000),
    createdDateTime: time,
    lastModifiedDateTime: time,
    ...more,
  });
};
const told = (changes: readonly Change[]): string[] =>
  changes.flatMap((change) =>
    change.kind === 'message' ? [String((change.message.createdAt - 1_700_000_000_000) / 1_000)] : [],
  );

const chatPage = '/chats/c/messages?$top=50&$orderby=createdDateTime desc';
const channelPage = '/teams/t/channels/k/messages?$top=50&$expand=replies';
const next = `${graph}/chats/c/messages?$skiptoken=2`;

describe('the history of a chat', () => {
  it('is walked by Graph’s next links, newest first, and has the start of changes', async () => {
    const { connector, asked } = createScripted({
      [chatPage]: {
        value: [at(3), at(2, { lastModifiedDateTime: '2023-11-15T00:00:00.07Z' })],
        '@odata.nextLink': next,
      },
      '/chats/c/messages?$skiptoken=2': { value: [at(1)] },
    });
    const first = valueOf(await connector.history(chat, null, never));
    expect(told(first.changes)).toEqual(['3', '2']);
    expect(JSON.parse(first.changesCursor ?? '')).toMatchObject({
      kind: 'chat',
      since: Date.UTC(2023, 10, 15, 0, 0, 0, 70),
    });
    expect(first.covers).toBeNull();
    const second = valueOf(await connector.history(chat, first.next, never));
    expect(told(second.changes)).toEqual(['1']);
    expect(second).toMatchObject({ next: null, changesCursor: null });
    expect(asked()).toEqual([chatPage, '/chats/c/messages?$skiptoken=2']);
  });

  it.each([null, undefined])('begins its changes at the etag if lastModifiedDateTime is %s', async (none) => {
    const message = at(3, { lastModifiedDateTime: none, etag: '1700000009000' });
    const { connector } = createScripted({ [chatPage]: { value: [message, at(2)] } });
    const page = valueOf(await connector.history(chat, null, never));
    expect(JSON.parse(page.changesCursor ?? '')).toMatchObject({ since: 1_700_000_009_000 });
    expect(page.changes[0]).toMatchObject({ message: { version: 1_700_000_009_000 } });
  });

  it('begins its changes at the creation if no other time is known', async () => {
    const message = at(3, { lastModifiedDateTime: null, etag: null });
    const { connector } = createScripted({ [chatPage]: { value: [message] } });
    const page = valueOf(await connector.history(chat, null, never));
    expect(JSON.parse(page.changesCursor ?? '')).toMatchObject({ since: 1_700_000_003_000 });
  });

  it('that is empty begins its changes at the beginning', async () => {
    const { connector } = createScripted({ [chatPage]: { value: [] } });
    const page = valueOf(await connector.history(chat, null, never));
    expect(page).toMatchObject({ changes: [], next: null });
    expect(JSON.parse(page.changesCursor ?? '')).toMatchObject({ since: 0 });
  });

  it.each([graphRefusal(410, 'gone'), graphRefusal(400, 'BadRequest')])(
    'continues below its oldest message when the next link has expired',
    async (dead) => {
      const { connector, asked } = createScripted({
        [chatPage]: { value: [at(3), at(2)], '@odata.nextLink': next },
        '/chats/c/messages?$skiptoken=2': dead,
        [`${chatPage}&$filter=createdDateTime lt 2023-11-14T22:13:22.001Z`]: { value: [at(2), at(1)] },
      });
      const first = valueOf(await connector.history(chat, null, never));
      const second = valueOf(await connector.history(chat, first.next, never));
      expect(told(second.changes)).toEqual(['2', '1']);
      expect(second.next).toBeNull();
      expect(asked()).toHaveLength(3);
    },
  );

  it('stops at the configured depth', async () => {
    const { connector } = createScripted(
      {
        [chatPage]: { value: [at(5), at(1)], '@odata.nextLink': next },
        '/chats/c/messages?$skiptoken=2': { value: [at(0)], '@odata.nextLink': `${graph}/never` },
      },
      { historyNotBefore: 1_700_000_003_000 },
    );
    const first = valueOf(await connector.history(chat, null, never));
    expect(told(first.changes)).toEqual(['5']);
    expect(first.changes).toContainEqual({ kind: 'discarded', reason: 'beyond-depth' });
    const second = valueOf(await connector.history(chat, first.next, never));
    expect(told(second.changes)).toEqual([]);
    expect(second.next).toBeNull();
  });

  it('fails when Graph fails, and keeps its place', async () => {
    const { connector } = createScripted({
      [chatPage]: answer({ error: { code: 'TooManyRequests' } }, 429, { 'retry-after': '2' }),
    });
    expect(await connector.history(chat, null, never)).toEqual({
      ok: false,
      failure: { kind: 'throttled', retryAfterMs: 2_000 },
    });
  });

  it('at a damaged position is walked again', async () => {
    const { connector } = createScripted({});
    expect(await connector.history(chat, '{cut', never)).toEqual({
      ok: false,
      failure: { kind: 'cursor-gone' },
    });
  });

  it('fetches code that Graph keeps beside the message', async () => {
    const source = `${graph}/chats/c/messages/1/hostedContents/aWQ/$value`;
    const snippet = {
      id: 'x',
      contentType: 'application/vnd.microsoft.card.codesnippet',
      content: JSON.stringify({ language: 'Python', codeSnippetUrl: source }),
    };
    const { connector, asked } = createScripted({
      [chatPage]: { value: [at(1, { attachments: [snippet] })] },
      '/chats/c/messages/1/hostedContents/aWQ/$value': new Response('print(1)', {
        headers: { 'content-type': 'text/plain' },
      }),
    });
    for (let times = 0; times < 2; times += 1) {
      const [change] = valueOf(await connector.history(chat, null, never)).changes;
      expect(change?.kind === 'message' && change.message.attachments).toEqual([
        { kind: 'code', language: 'Python', code: 'print(1)' },
      ]);
    }
    expect(asked().filter((path) => path.includes('hostedContents'))).toHaveLength(1);
  });

  it('leaves code empty that is deleted, and fails when it cannot be read now', async () => {
    const snippet = (id: string) => ({
      contentType: 'application/vnd.microsoft.card.codesnippet',
      content: JSON.stringify({ codeSnippetUrl: `${graph}/chats/c/messages/1/hostedContents/${id}/$value` }),
    });
    const { connector } = createScripted({
      [chatPage]: { value: [at(1, { attachments: [snippet('gone')] })] },
    });
    const [change] = valueOf(await connector.history(chat, null, never)).changes;
    expect(change?.kind === 'message' && change.message.attachments).toEqual([
      { kind: 'code', language: '', code: '' },
    ]);
    const busy = createScripted({
      [chatPage]: { value: [at(1, { attachments: [snippet('busy')] })] },
      '/chats/c/messages/1/hostedContents/busy/$value': graphRefusal(503, 'ServiceUnavailable'),
    });
    expect(await busy.connector.history(chat, null, never)).toMatchObject({
      ok: false,
      failure: { reason: 'service-down' },
    });
  });
});

describe('the history of a channel', () => {
  const reply = (second: number) => at(second, { replyToId: '1700000001000' });
  const moreReplies = `${graph}/teams/t/channels/k/messages/1700000001000/replies?$skiptoken=r2`;

  it('reads replies beyond the expanded ones before the next page', async () => {
    const { connector, asked } = createScripted({
      [channelPage]: {
        value: [at(1, { replies: [reply(9), reply(8)], 'replies@odata.nextLink': moreReplies })],
        '@odata.nextLink': `${graph}/teams/t/channels/k/messages?$skiptoken=2`,
      },
      '/teams/t/channels/k/messages/1700000001000/replies?$skiptoken=r2': {
        value: [reply(7)],
        '@odata.nextLink': `${graph}/teams/t/channels/k/messages/1700000001000/replies?$skiptoken=r3`,
      },
      '/teams/t/channels/k/messages/1700000001000/replies?$skiptoken=r3': { value: [reply(6)] },
      '/teams/t/channels/k/messages?$skiptoken=2': { value: [at(0)] },
    });
    const pages: string[][] = [];
    let position: string | null = null;
    do {
      const page: { changes: readonly Change[]; next: string | null } = valueOf(
        await connector.history(channel, position, never),
      );
      pages.push(told(page.changes));
      position = page.next;
    } while (position !== null);
    expect(pages).toEqual([['1', '9', '8'], ['7'], ['6'], ['0']]);
    expect(asked()).toHaveLength(4);
  });

  it('continues when a thread was deleted meanwhile', async () => {
    const { connector } = createScripted({
      [channelPage]: { value: [at(1, { replies: [], 'replies@odata.nextLink': moreReplies })] },
    });
    const first = valueOf(await connector.history(channel, null, never));
    expect(valueOf(await connector.history(channel, first.next, never))).toMatchObject({
      changes: [],
      next: null,
    });
  });

  it('continues when a thread’s next link leads to another host: the token stays, and one root does not hide the rest', async () => {
    const { connector, asked } = createScripted({
      [channelPage]: {
        value: [at(2, { 'replies@odata.nextLink': 'https://elsewhere.example/v1.0/replies?$skiptoken=1' })],
      },
    });
    const first = valueOf(await connector.history(channel, null, never));
    expect(valueOf(await connector.history(channel, first.next, never))).toMatchObject({
      changes: [],
      next: null,
    });
    expect(asked()).toEqual([channelPage]);
  });

  it('begins its delta at the newest stamp, also of replies', async () => {
    const { connector } = createScripted({
      [channelPage]: { value: [at(1, { replies: [reply(9)] }), at(3)] },
    });
    const page = valueOf(await connector.history(channel, null, never));
    expect(JSON.parse(page.changesCursor ?? '')).toEqual({ kind: 'delta-from', since: 1_700_000_009_000 });
  });

  it('keeps an old root with a newer reply', async () => {
    const { connector } = createScripted(
      { [channelPage]: { value: [at(1, { replies: [reply(9)] }), at(0)] } },
      { historyNotBefore: 1_700_000_005_000 },
    );
    expect(told(valueOf(await connector.history(channel, null, never)).changes)).toEqual(['1', '9']);
  });
});
