import { describe, expect, it } from 'vitest';
import { failed, type CarryKey, type FileId, type Message, type MessageId } from '../../../model/index.ts';
import { paragraph, textInline, type Document } from '../../../text/document/index.ts';
import type { UploadedFile } from '../../writing.ts';
import { personId } from '../ids.ts';
import type { JsonRecord } from '../graph/json.ts';
import { chatMessage } from '../message/testing/samples.ts';
import { least } from '../testing/samples.ts';
import { valueOf, type Script } from '../testing/scripted.ts';
import { answer, graphRefusal, testAccount } from '../testing/test-world.ts';
import {
  channel,
  chat,
  draft,
  never,
  saying,
  scriptedWriting,
  stamp,
  type ScriptedWriting,
} from './testing/drafting.ts';
import { uploadedFile } from './files/stored.ts';

const created = (more: JsonRecord = {}): Response => answer(chatMessage(more), 201);
const inChat = (more: Script = {}): ScriptedWriting =>
  scriptedWriting({ '/chats/19:c/messages': created(), ...more });
const inChannel = (more: Script = {}): ScriptedWriting =>
  scriptedWriting({ '/teams/t/channels/19:k/messages': created({ chatId: null }), ...more });

describe('sending', () => {
  it('posts HTML into a chat and reports the message that Graph made of it', async () => {
    const { writing, sent, world } = inChat();
    const written = valueOf(await writing.send(chat, draft({ importance: 'important' }), stamp, never));
    expect(world.sent).toEqual(['POST /v1.0/chats/19:c/messages']);
    expect(await sent('POST')).toEqual({
      body: { contentType: 'html', content: '<p>hello</p>' },
      importance: 'high',
    });
    expect(written.id).toBe(`${chat}/1700000000000`);
    expect(written.changes).toMatchObject([
      { kind: 'message', message: { id: `${chat}/1700000000000`, plain: 'hello you' } },
    ]);
  });

  it('writes no stamp, because Teams has no place for it', async () => {
    const { writing, sent } = inChat();
    await writing.send(chat, draft(), { key: 'secret-key' as CarryKey, note: null }, never);
    expect(JSON.stringify(await sent('POST'))).not.toContain('secret-key');
  });

  it('gives a channel’s root its subject and posts a reply below its root, with the subject as a heading', async () => {
    const { writing, sent, world } = inChannel({
      '/teams/t/channels/19:k/messages/7/replies': created({ replyToId: '7', chatId: null }),
    });
    await writing.send(channel, draft({ subject: 'Plan', importance: 'urgent' }), stamp, never);
    expect(await sent('POST')).toMatchObject({ subject: 'Plan', importance: 'urgent' });
    const threadId = `${channel}/7` as MessageId;
    const reply = valueOf(await writing.send(channel, draft({ subject: 'A < B', threadId }), stamp, never));
    expect(world.sent.at(-1)).toBe('POST /v1.0/teams/t/channels/19:k/messages/7/replies');
    const body = await sent('POST');
    expect(body).not.toHaveProperty('subject');
    expect(body.body).toMatchObject({ content: '<h3>A &lt; B</h3><p>hello</p>' });
    expect(reply.id).toBe(`${channel}/7/1700000000000`);
  });

  it('makes a subject a heading in chats, which have no subjects', async () => {
    const { writing, sent } = inChat();
    await writing.send(chat, draft({ subject: 'Plan' }), stamp, never);
    const body = await sent('POST');
    expect(body).not.toHaveProperty('subject');
    expect(body.body).toMatchObject({ content: '<h3>Plan</h3><p>hello</p>' });
  });

  it('posts no reply in a thread of another conversation', async () => {
    const { writing, world } = inChannel();
    const threadId = `${chat}/7` as MessageId;
    expect(await writing.send(channel, draft({ threadId }), stamp, never)).toEqual(
      failed({ kind: 'not-found' }),
    );
    expect(world.sent).toEqual([]);
  });

  it('fails if the answer has no message', async () => {
    const { writing } = scriptedWriting({ '/chats/19:c/messages': answer({}, 201) });
    expect(await writing.send(chat, draft(), stamp, never)).toMatchObject({
      ok: false,
      failure: { kind: 'offline', reason: 'broken-answer' },
    });
  });
});

describe('a quote', () => {
  const quotes = `${chat}/5` as MessageId;
  const quoted = chatMessage({ id: '5', body: { contentType: 'html', content: '<p>shall <b>we</b>?</p>' } });

  it('is an attachment whose marker comes first, with a preview and the author', async () => {
    const { writing, sent } = inChat({ '/chats/19:c/messages/5': quoted });
    await writing.send(chat, draft({ quotes }), stamp, never);
    const body = await sent('POST');
    expect(body.body).toMatchObject({ content: '<attachment id="5"></attachment><p>hello</p>' });
    const [attachment] = body.attachments as JsonRecord[];
    expect(attachment).toMatchObject({ id: '5', contentType: 'messageReference' });
    expect(JSON.parse(String(attachment?.content))).toMatchObject({
      messageId: '5',
      messagePreview: 'shall we?',
      messageSender: { user: { id: 'u1', displayName: 'Ada' } },
    });
  });

  it('is written once if it is in the document too', async () => {
    const { writing, sent } = inChat({ '/chats/19:c/messages/5': quoted });
    const quote = { kind: 'quote', authorName: 'Ada', messageId: quotes, blocks: [] } as const;
    const document = { blocks: [quote, ...saying('yes').blocks] };
    await writing.send(chat, draft({ quotes, document }), stamp, never);
    expect((await sent('POST')).body).toMatchObject({
      content: '<attachment id="5"></attachment><p>yes</p>',
    });
  });

  it('of a deleted message is left out, and the answer is sent', async () => {
    const { writing, sent } = inChat();
    expect((await writing.send(chat, draft({ quotes }), stamp, never)).ok).toBe(true);
    expect(await sent('POST')).not.toHaveProperty('attachments');
  });

  it('that cannot be read now makes sending fail, and no message is sent', async () => {
    const { writing, world } = inChat({ '/chats/19:c/messages/5': graphRefusal(503, 'ServiceUnavailable') });
    expect(await writing.send(chat, draft({ quotes }), stamp, never)).toMatchObject({
      ok: false,
      failure: { kind: 'offline' },
    });
    expect(world.sent).toEqual(['GET /v1.0/chats/19:c/messages/5']);
  });
});

describe('mentions', () => {
  const mention = (target: object, text: string): Document => ({
    blocks: [paragraph({ kind: 'mention', target, text } as never)],
  });
  const person = (id: string) => ({ kind: 'person', personId: personId(testAccount, 'user', id) });

  it('have the names that the connector was given', async () => {
    const { writing, sent, connector } = inChat(least);
    await connector.overview(never);
    await writing.send(chat, draft({ document: mention(person('u1'), '@ada') }), stamp, never);
    expect(await sent('POST')).toMatchObject({
      body: { content: '<p><at id="0">Name u1</at></p>' },
      mentions: [
        {
          id: 0,
          mentionText: 'Name u1',
          mentioned: { user: { id: 'u1', displayName: 'Name u1', userIdentityType: 'aadUser' } },
        },
      ],
    });
  });

  it('of people without a given name have their own text without the sign', async () => {
    const { writing, sent } = inChat();
    await writing.send(chat, draft({ document: mention(person('u9'), '@zoe') }), stamp, never);
    expect(await sent('POST')).toMatchObject({ mentions: [{ mentionText: 'zoe' }] });
  });

  it('of people whom Teams does not know are text', async () => {
    const { writing, sent } = inChat();
    const stranger = { kind: 'person', personId: 'other/user/u1' };
    await writing.send(chat, draft({ document: mention(stranger, '@zoe') }), stamp, never);
    const body = await sent('POST');
    expect(body.body).toMatchObject({ content: '<p>@zoe</p>' });
    expect(body).not.toHaveProperty('mentions');
  });

  it('of everybody mean the chat, or the channel by its name', async () => {
    const everyone = draft({ document: mention({ kind: 'everyone' }, '@all') });
    const one = inChat();
    await one.writing.send(chat, everyone, stamp, never);
    expect(await one.sent('POST')).toMatchObject({
      mentions: [{ mentioned: { conversation: { id: '19:c', conversationIdentityType: 'chat' } } }],
    });
    const other = inChannel(least);
    await other.connector.overview(never);
    await other.writing.send(channel, everyone, stamp, never);
    expect(await other.sent('POST')).toMatchObject({
      body: { content: '<p><at id="0">General</at></p>' },
      mentions: [
        {
          mentioned: {
            conversation: { id: '19:k', displayName: 'General', conversationIdentityType: 'channel' },
          },
        },
      ],
    });
  });

  it('of a conversation are a link to it if its address is known, else text', async () => {
    const { writing, sent, connector } = inChat(least);
    await connector.overview(never);
    const to = (conversationId: string): Document => mention({ kind: 'channel', conversationId }, '~general');
    await writing.send(chat, draft({ document: to(chat) }), stamp, never);
    expect((await sent('POST')).body).toMatchObject({
      content: '<p><a href="https://teams.microsoft.com/l/chat/x">general</a></p>',
    });
    await writing.send(chat, draft({ document: to('elsewhere/channel/x') }), stamp, never);
    expect((await sent('POST')).body).toMatchObject({ content: '<p>~general</p>' });
  });
});

describe('files', () => {
  const file = uploadedFile(
    { kind: 'file', id: 'GUID-1', url: 'https://x.sharepoint.example/a%20b.txt', name: 'a b.txt' },
    null,
  );
  const picture = (of: string | null): UploadedFile =>
    uploadedFile(
      { kind: 'picture', mimeType: 'image/png', base64: 'AAAA', name: 'plan.png' },
      of as FileId | null,
    );

  it('are references whose markers follow the text', async () => {
    const { writing, sent } = inChat();
    await writing.send(chat, draft({ files: [file] }), stamp, never);
    expect(await sent('POST')).toMatchObject({
      body: { content: '<p>hello</p><attachment id="GUID-1"></attachment>' },
      attachments: [
        {
          id: 'GUID-1',
          contentType: 'reference',
          contentUrl: 'https://x.sharepoint.example/a%20b.txt',
          name: 'a b.txt',
        },
      ],
    });
  });

  it('that are pictures are in the message, where the text shows them or below it', async () => {
    const { writing, sent } = inChat();
    const image = {
      kind: 'image',
      source: { kind: 'file', fileId: 'f1' as FileId },
      alternative: 'the plan',
      width: 20,
      height: null,
    } as const;
    const document = { blocks: [paragraph(image), ...saying('see').blocks] };
    await writing.send(chat, draft({ document, files: [picture(null), picture('f1')] }), stamp, never);
    expect(await sent('POST')).toMatchObject({
      body: {
        content:
          '<p><img src="../hostedContents/2/$value" alt="the plan" width="20"></p><p>see</p>' +
          '<p><img src="../hostedContents/1/$value" alt="plan.png"></p>',
      },
      hostedContents: [
        { '@microsoft.graph.temporaryId': '1', contentBytes: 'AAAA', contentType: 'image/png' },
        { '@microsoft.graph.temporaryId': '2', contentBytes: 'AAAA', contentType: 'image/png' },
      ],
    });
  });

  it.each(['', '{', '{"kind":"file","id":"x","url":"javascript:1"}', '{"kind":"picture"}'])(
    'with the handle %j are refused before anything is sent',
    async (handle) => {
      const { writing, world } = inChat();
      const files = [{ handle, name: 'x', of: null }];
      expect(await writing.send(chat, draft({ files }), stamp, never)).toEqual(
        failed({ kind: 'refused', status: 0, code: 'unknown-file' }),
      );
      expect(world.sent).toEqual([]);
    },
  );
});

describe('a refusal of a message', () => {
  it.each([
    [429, 'TooManyRequests', { kind: 'throttled', retryAfterMs: 4_000 }],
    [413, 'RequestEntityTooLarge', { kind: 'refused', status: 413, code: 'RequestEntityTooLarge' }],
    [403, 'DlpBlocked', { kind: 'forbidden', status: 403, code: 'DlpBlocked' }],
    [412, 'PreconditionFailed', { kind: 'refused', status: 412, code: 'PreconditionFailed' }],
    [409, 'Conflict', { kind: 'refused', status: 409, code: 'Conflict' }],
    [404, 'NotFound', { kind: 'not-found' }],
    [503, 'ServiceUnavailable', { kind: 'throttled', retryAfterMs: 4_000 }],
    [500, 'InternalServerError', { kind: 'offline', reason: 'service-down', status: 500 }],
  ] as const)('with %i %s has the right reason, and is not tried again', async (status, code, failure) => {
    const refused = graphRefusal(status, code, { 'retry-after': '4' });
    const { writing, world } = scriptedWriting({ '/chats/19:c/messages': refused });
    expect(await writing.send(chat, draft(), stamp, never)).toEqual(failed(failure));
    expect(world.sent).toHaveLength(1);
  });
});

describe('the measure', () => {
  it('counts bytes, not characters, and leaves room for additions to the body', () => {
    const { writing } = inChat();
    const plain = writing.measure(saying('x'.repeat(1_000)));
    expect(plain).toBeGreaterThan(1_000);
    expect(writing.measure(saying('…'.repeat(1_000)))).toBe(plain + 2_000);
    expect(writing.longest).toBeLessThan(28_000);
  });
});

describe('reading', () => {
  it('gives the document of a stored message', async () => {
    const { writing } = inChat();
    const { changes } = valueOf(await writing.send(chat, draft(), stamp, never));
    const [change] = changes;
    const message = (change as { message: Message }).message;
    expect(writing.read(message)).toEqual({
      blocks: [paragraph(textInline('hello '), { kind: 'strong', children: [textInline('you')] })],
    });
  });
});
