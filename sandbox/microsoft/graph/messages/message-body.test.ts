import { describe, expect, it } from 'vitest';
import { idOf, message, startedAt } from '../../testing/organisation.ts';
import { sandbox, type Sandbox } from '../../testing/tenant.ts';
import type { Answer } from '../../testing/client.ts';
import { portrait } from '../../../organisation/portraits.ts';

const send = (box: Sandbox, body: Record<string, unknown>): Promise<Answer> =>
  box.as('ada').post(`/chats/${box.chat('direct')}/messages`, body);

const html = (content: string): Record<string, unknown> => ({ body: { contentType: 'html', content } });

describe('POST a message', () => {
  it('answers 201 with the message, as text unless html is requested', async () => {
    const box = sandbox();
    const answer = await send(box, { body: { content: '1 < 2 & <b>' } });
    expect(answer.status).toBe(201);
    expect(answer.body.at('body')).toEqual({ contentType: 'text', content: '1 < 2 & <b>' });
    expect(answer.body.at('from', 'user', 'id')).toBe(idOf('ada'));
  });

  it('sanitises HTML: no script, handlers, foreign tags, comments, data- attributes, dangerous addresses', async () => {
    const box = sandbox();
    const sent =
      '<!-- mark --><p onclick="x()" data-mark="1" class="c">a<script>alert(1)</script><style>p{}</style></p>' +
      '<a href="javascript:x()">b</a><a href="https://example.org/?a=1&amp;b=2" title="t">c</a>' +
      '<marquee>d</marquee><iframe src="https://example.org"></iframe><img src="data:image/png;base64,AA" alt="e">' +
      '<span style="background:url(x)">f</span><emoji id="smile" alt="🙂" title="Smile"></emoji>';
    const answer = await send(box, html(sent));
    expect(answer.body.at('body', 'content')).toBe(
      '<p>a</p><a>b</a><a href="https://example.org/?a=1&amp;b=2" title="t">c</a>d<img alt="e">' +
        '<span>f</span><emoji id="smile" alt="🙂" title="Smile"></emoji>',
    );
  });

  it('refuses more than about 28 KB with 413', async () => {
    const box = sandbox();
    expect((await send(box, { body: { content: 'x'.repeat(27_000) } })).status).toBe(201);
    const answer = await send(box, { body: { content: 'x'.repeat(29_000) } });
    expect(answer.status).toBe(413);
    expect(answer.body.at('error', 'code')).toBe('RequestEntityTooLarge');
  });

  it('a mention needs its mark in the body, and an existing person', async () => {
    const box = sandbox();
    const mention = {
      id: 0,
      mentionText: 'Ben',
      mentioned: { user: { id: idOf('ben'), displayName: 'Ben' } },
    };
    const good = await send(box, { ...html('<at id="0">Ben</at> look'), mentions: [mention] });
    expect(good.body.at('mentions', 0, 'mentioned', 'user')).toMatchObject({
      id: idOf('ben'),
      userIdentityType: 'aadUser',
    });
    const unmarked = await send(box, { ...html('look'), mentions: [mention] });
    expect(unmarked.status).toBe(400);
    expect(unmarked.body.at('error', 'message')).toContain("marker for mention with Id '0'");
    const nobody = { ...mention, mentioned: { user: { id: 'nobody' } } };
    expect((await send(box, { ...html('<at id="0">?</at>'), mentions: [nobody] })).status).toBe(400);
  });

  it('a mark without its mention is refused', async () => {
    const box = sandbox();
    const answer = await send(box, html('<p><at id="0">Ben</at> look</p>'));
    expect(answer.status).toBe(400);
    expect(answer.body.at('error', 'message')).toContain("'0'");
    expect((await send(box, { body: { contentType: 'text', content: '<at id="0">' } })).status).toBe(201);
  });

  it('a messageReference holds JSON as text and needs its mark', async () => {
    const box = sandbox([message('q', 'direct', 'ben', startedAt, '<p>shall we?</p>')]);
    const id = box.tenant.acts.messages(box.chat('direct'))[0]?.id ?? '';
    const content = JSON.stringify({ messageId: id, messagePreview: 'shall we?', messageSender: null });
    const quote = { id, contentType: 'messageReference', content };
    const body = html(`<attachment id="${id}"></attachment><p>yes</p>`);
    const good = await send(box, { ...body, attachments: [quote] });
    expect(good.body.at('attachments', 0)).toMatchObject(quote);
    expect((await send(box, { ...body, attachments: [{ ...quote, content: 'shall we?' }] })).status).toBe(
      400,
    );
    expect((await send(box, { ...html('<p>yes</p>'), attachments: [quote] })).status).toBe(400);
  });

  it('importance and a channel root’s subject are kept', async () => {
    const box = sandbox();
    const urgent = await send(box, { ...html('now'), importance: 'urgent' });
    expect(urgent.body.at('importance')).toBe('urgent');
    const root = await box
      .as('ada')
      .post(`${box.channel('General').path}/messages`, { ...html('x'), importance: 'high', subject: 'Plan' });
    expect(root.body.value).toMatchObject({ importance: 'high', subject: 'Plan' });
    expect((await send(box, { ...html('x'), importance: 'low' })).status).toBe(400);
  });

  it('mentions channels and teams by conversation', async () => {
    const box = sandbox();
    const { path, channelId } = box.channel('General');
    const conversation = { id: channelId, displayName: 'General', conversationIdentityType: 'channel' };
    const answer = await box.as('ada').post(`${path}/messages`, {
      ...html('<at id="0">General</at>'),
      mentions: [{ id: 0, mentionText: 'General', mentioned: { conversation } }],
    });
    expect(answer.body.at('mentions', 0, 'mentioned', 'conversation')).toEqual(conversation);
  });

  it('attachments need their mark; a card’s content is JSON as text', async () => {
    const box = sandbox();
    const card = {
      id: 'c1',
      contentType: 'application/vnd.microsoft.card.adaptive',
      content: '{"type":"AdaptiveCard"}',
    };
    const good = await send(box, { ...html('<attachment id="c1"></attachment>'), attachments: [card] });
    expect(good.body.at('attachments', 0, 'content')).toBe('{"type":"AdaptiveCard"}');
    expect((await send(box, { ...html('none'), attachments: [card] })).status).toBe(400);
  });

  it('refuses an empty body, broken JSON, and a subject in a chat', async () => {
    const box = sandbox();
    expect((await send(box, { body: { content: ' ' } })).status).toBe(400);
    expect((await send(box, {})).status).toBe(400);
    expect((await send(box, { subject: 'x', body: { content: 'y' } })).status).toBe(400);
    const broken = await box.as('ada').ask('POST', `/chats/${box.chat('direct')}/messages`, {
      bytes: new TextEncoder().encode('{"body":'),
    });
    expect(broken.status).toBe(400);
  });

  it('has no idempotency key: a message that is sent twice exists twice', async () => {
    const box = sandbox();
    const first = await send(box, { body: { content: 'once' } });
    const second = await send(box, { body: { content: 'once' } });
    expect(second.body.at('id')).not.toBe(first.body.at('id'));
  });
});

describe('hosted contents', () => {
  it('temporaryId images become absolute addresses that need the token', async () => {
    const box = sandbox();
    const image = portrait('x', 48);
    const answer = await send(box, {
      ...html('<p>see <img src="../hostedContents/1/$value" alt="x"></p>'),
      hostedContents: [
        {
          '@microsoft.graph.temporaryId': '1',
          contentBytes: Buffer.from(image).toString('base64'),
          contentType: 'image/png',
        },
      ],
    });
    const [, source = ''] = /src="([^"]+)"/.exec(answer.body.text('body', 'content')) ?? [];
    expect(source).toMatch(
      /^https:\/\/graph\.sandbox\.example\/v1\.0\/chats\/.*\/hostedContents\/[\w-]+\/\$value$/,
    );
    const bytes = await box.as('ben').get(source);
    expect(bytes.headers.get('content-type')).toBe('image/png');
    expect(Buffer.compare(bytes.body.value as Buffer, Buffer.from(image))).toBe(0);
    const bare = await box.tenant.graph.fetch(new Request(source));
    expect(bare.status).toBe(401);
    const list = await box.as('ben').get(source.replace(/\/[^/]+\/\$value$/, ''));
    expect(list.body.at('value', 0)).toMatchObject({ contentBytes: null, contentType: null });
  });

  it('survive an edit that keeps their address, and are removed with a deletion', async () => {
    const box = sandbox([
      message('i', 'direct', 'ada', startedAt, '<p>x</p>', {
        images: [{ name: 'a.png', mimeType: 'image/png', bytes: portrait('a', 48) }],
      }),
    ]);
    const chat = box.chat('direct');
    const path = `/chats/${chat}/messages/${box.tenant.acts.messages(chat)[0]?.id ?? ''}`;
    const content = (await box.as('ada').get(path)).body.text('body', 'content');
    expect(content).toContain('/hostedContents/');
    await box.as('ada').patch(path, html(`<p>edited</p>${content}`));
    expect((await box.as('ada').get(path)).body.at('body', 'content')).toBe(`<p>edited</p>${content}`);
    const [, source = ''] = /src="([^"]+)"/.exec(content) ?? [];
    expect((await box.as('ada').get(source)).status).toBe(200);
    box.tenant.acts.remove('ada', chat, box.tenant.acts.messages(chat)[0]?.id ?? '');
    expect((await box.as('ada').get(source)).status).toBe(404);
  });

  it('of too many bytes are refused with 413', async () => {
    const contentBytes = 'A'.repeat(6 * 1024 * 1024);
    const answer = await send(sandbox(), {
      ...html('<img src="../hostedContents/1/$value">'),
      hostedContents: [{ '@microsoft.graph.temporaryId': '1', contentBytes, contentType: 'image/png' }],
    });
    expect(answer.status).toBe(413);
  });
});

describe('replyWithQuote', () => {
  it('puts a messageReference first, with a preview of its text', async () => {
    const box = sandbox([message('q', 'direct', 'ben', startedAt, '<p>shall we?</p>')]);
    const chat = box.chat('direct');
    const quoted = box.tenant.acts.messages(chat)[0]?.id ?? '';
    const answer = await box.as('ada').post(`/chats/${chat}/messages/replyWithQuote`, {
      messageIds: [quoted],
      replyMessage: html('<p>yes</p>'),
    });
    expect(answer.status).toBe(201);
    expect(answer.body.at('body', 'content')).toBe(`<attachment id="${quoted}"></attachment><p>yes</p>`);
    expect(answer.body.at('attachments', 0)).toMatchObject({ id: quoted, contentType: 'messageReference' });
    expect(JSON.parse(answer.body.text('attachments', 0, 'content'))).toMatchObject({
      messageId: quoted,
      messagePreview: 'shall we?',
      messageSender: { user: { id: idOf('ben') } },
    });
  });
});

describe('the plan’s parts', () => {
  it('files are references, code and cards are attachments, quotes come first', async () => {
    const box = sandbox([
      message('q', 'direct', 'ben', startedAt, 'before'),
      message('p', 'direct', 'ada', startedAt + 1, '<p>all</p>', {
        quotes: 'q',
        mentions: ['ben'],
        files: [{ name: 'a.txt', mimeType: 'text/plain', bytes: new TextEncoder().encode('hello') }],
        codeSnippet: { language: 'typescript', code: 'let a = 1;' },
        card: { type: 'AdaptiveCard' },
      }),
    ]);
    const answer = await box.as('ben').get(`/chats/${box.chat('direct')}/messages?$top=1`);
    const item = answer.body.items()[0];
    expect(item?.items('attachments').map((one) => one.at('contentType'))).toEqual([
      'messageReference',
      'reference',
      'application/vnd.microsoft.card.codesnippet',
      'application/vnd.microsoft.card.adaptive',
    ]);
    expect(item?.text('body', 'content')).toMatch(
      /^<attachment id="\d+"><\/attachment><at id="0">Ben Silva<\/at>&nbsp;<p>all<\/p>/,
    );
    const snippet = JSON.parse(item?.text('attachments', 2, 'content') ?? '') as {
      codeSnippetUrl: string;
      language: string;
    };
    expect(snippet.language).toBe('typescript');
    const code = await box.as('ben').get(snippet.codeSnippetUrl);
    expect((code.body.value as Buffer).toString()).toBe('let a = 1;');
  });
});
