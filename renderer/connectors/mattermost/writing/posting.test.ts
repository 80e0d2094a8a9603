import { describe, expect, it } from 'vitest';
import { type MessageId, type PersonId } from '../../../model/index.ts';
import { paragraph, textInline } from '../../../text/document/index.ts';
import { carryKey, testDraft, markNote, noAbort, words } from '../testing/drafts.ts';
import { bob, channelId, id, me, post, user } from '../testing/payloads.ts';
import { json } from '../testing/world.ts';
import { conversationId, makeWriter, messageId, testPersonId, mattermostRefusal } from '../testing/writer.ts';

const stamp = { key: carryKey('k1'), note: null };

describe('a post is sent', () => {
  it('with everything in one request', async () => {
    const { writing, sent, server } = makeWriter();
    const note = markNote('chat/1');
    const files = [{ handle: JSON.stringify({ fileId: id('file') }), name: 'x', of: null }];
    const draft = words('hello', { importance: 'important', subject: 'Tides', files });
    const answer = await writing.send(conversationId, draft, { ...stamp, note }, noAbort);
    expect(answer).toMatchObject({ ok: true, value: { id: messageId(1) } });
    expect(server.asked.filter((asked) => asked.startsWith('POST /posts'))).toEqual([
      'POST /posts?set_online=false',
    ]);
    expect(sent.find(({ route }) => route === 'POST /posts')?.body).toEqual({
      channel_id: channelId,
      root_id: '',
      message: '## Tides\n\nhello',
      file_ids: [id('file')],
      props: {
        isthmus: { version: 1, key: 'k1', mark: { origin: 'teams', teams: ['chat/1'] } },
      },
      pending_post_id: `${me}:k1`,
      metadata: { priority: { priority: 'important' } },
    });
  });

  it('with the same pending_post_id for the same key, so that the server recognises a repetition for 30 s', async () => {
    const { writing, sent } = makeWriter();
    await writing.send(conversationId, words('one'), stamp, noAbort);
    await writing.send(conversationId, words('one'), stamp, noAbort);
    await writing.send(conversationId, words('one'), { ...stamp, key: carryKey('k2') }, noAbort);
    const pending = sent.flatMap(({ body }) => body.pending_post_id ?? []);
    expect(pending).toEqual([`${me}:k1`, `${me}:k1`, `${me}:k2`]);
  });

  it('with its files also at a repetition, whose answer has no metadata: the post is read again', async () => {
    const file = { id: id('file'), name: 'x.txt', size: 3, mime_type: 'text/plain' };
    const whole = post(1, { file_ids: [file.id], metadata: { files: [file] } });
    const { writing } = makeWriter({
      'POST /posts': post(1, { file_ids: [file.id], metadata: undefined }),
      [`GET /posts/${id('post', 1)}`]: whole,
    });
    expect(await writing.send(conversationId, words('x'), stamp, noAbort)).toMatchObject({
      value: { changes: [{ message: { files: [{ name: 'x.txt' }] } }] },
    });
  });

  it('and if the post cannot be read again, no change is reported', async () => {
    const { writing } = makeWriter({ 'POST /posts': post(1, { metadata: undefined }) });
    expect(await writing.send(conversationId, words('x'), stamp, noAbort)).toEqual({
      ok: true,
      value: { id: messageId(1), changes: [] },
    });
  });

  it('with the present names of mentioned people, which are requested if unknown', async () => {
    const { writing, sent, server } = makeWriter({ 'POST /users/ids': [user(bob, 'bob.stone')] });
    const mention = (who: PersonId, text: string) =>
      ({ kind: 'mention', target: { kind: 'person', personId: who }, text }) as const;
    const draft = testDraft([
      paragraph(
        mention(testPersonId(bob), 'Bob'),
        textInline(' and '),
        mention(testPersonId(id('nobody')), '@nobody'),
        textInline(' and '),
        mention('teams1/x' as PersonId, 'Xaver'),
      ),
    ]);
    await writing.send(conversationId, draft, stamp, noAbort);
    // A person who does not exist here becomes text. An invisible joiner after an @ makes sure that it mentions nobody.
    expect(sent.at(-1)?.body.message).toBe('@bob.stone and @\u2060nobody and Xaver');
    await writing.send(
      conversationId,
      testDraft([paragraph(mention(testPersonId(bob), 'Bob'))]),
      stamp,
      noAbort,
    );
    expect(server.asked.filter((asked) => asked === 'POST /users/ids')).toHaveLength(1);
  });

  it('not at all if mentioned people are unknown and cannot be requested', async () => {
    const { writing, server } = makeWriter({ 'POST /users/ids': mattermostRefusal(503, 'x') });
    const target = { kind: 'person', personId: testPersonId(bob) } as const;
    const draft = testDraft([paragraph({ kind: 'mention', target, text: 'Bob' })]);
    expect(await writing.send(conversationId, draft, stamp, noAbort)).toMatchObject({
      failure: { kind: 'offline', reason: 'service-down' },
    });
    expect(server.asked.filter((asked) => asked.startsWith('POST /posts'))).toEqual([]);
  });

  it.each<[number, string, unknown]>([
    // Another request makes the same post at this moment; this failure passes.
    [500, 'api.post.deduplicate_create_post.pending', { kind: 'offline', reason: 'service-down' }],
    [400, 'api.post.create_post.can_not_post_to_deleted.error', { kind: 'refused', status: 400 }],
    [400, 'api.post.create_post.root_id.app_error', { kind: 'refused', status: 400 }],
    [400, 'model.post.is_valid.message_length.app_error', { kind: 'refused', status: 400 }],
    [403, 'api.context.permissions.app_error', { kind: 'forbidden', status: 403 }],
    [413, 'api.context.request_body_too_large.app_error', { kind: 'refused', status: 413 }],
  ])('or refused with the right reason for %i %s', async (status, errorId, failure) => {
    const { writing } = makeWriter({ 'POST /posts': mattermostRefusal(status, errorId) });
    const answer = await writing.send(conversationId, words('x'), stamp, noAbort);
    expect(answer).toMatchObject({ ok: false, failure });
    if (status < 500) expect(answer).toMatchObject({ failure: { code: errorId } });
  });

  it('or fails with a broken answer if that is not a post: the engine must find out whether it was written', async () => {
    const { writing } = makeWriter({ 'POST /posts': { status: 'OK' } });
    expect(await writing.send(conversationId, words('x'), stamp, noAbort)).toMatchObject({
      failure: { kind: 'offline', reason: 'broken-answer' },
    });
  });

  it('a message of another account is not found', async () => {
    const { writing, server } = makeWriter();
    const elsewhere = 'mm2/x' as typeof conversationId;
    expect(await writing.send(elsewhere, words('x'), stamp, noAbort)).toMatchObject({
      failure: { kind: 'not-found' },
    });
    const threadId = `mm1/${id('other')}/${id('post')}` as MessageId;
    expect(await writing.send(conversationId, words('x', { threadId }), stamp, noAbort)).toMatchObject({
      failure: { kind: 'not-found' },
    });
    expect(server.asked).toEqual([]);
  });

  it('or cancelled by its caller', async () => {
    const { writing } = makeWriter();
    expect(await writing.send(conversationId, words('x'), stamp, AbortSignal.abort())).toMatchObject({
      failure: { kind: 'cancelled' },
    });
  });
});

describe('a post is edited', () => {
  const patch = `PUT /posts/${id('post', 1)}/patch`;

  it('by its message alone: a patch without props and files keeps them', async () => {
    const { writing, sent } = makeWriter({ [patch]: post(1, { message: 'new', edit_at: 5 }) });
    const answer = await writing.edit(messageId(1), words('new', { subject: 'Tides' }), noAbort);
    expect(answer).toMatchObject({ value: { id: messageId(1), changes: [{ message: { plain: 'new' } }] } });
    expect(sent.at(-1)?.body).toEqual({ id: id('post', 1), message: '## Tides\n\nnew' });
  });

  it.each<[number, string, unknown]>([
    [400, 'api.post.update_post.permissions_time_limit.app_error', { kind: 'refused' }],
    [400, 'api.post.update_post.can_not_update_post_in_deleted.error', { kind: 'refused' }],
    [
      400,
      'api.post.patch_post.can_not_update_post_in_deleted.error',
      { kind: 'refused', because: 'archived' },
    ],
    [403, 'api.context.permissions.app_error', { kind: 'forbidden' }],
    [404, 'app.post.get.app_error', { kind: 'not-found' }],
  ])('or refused with the right reason for %i %s', async (status, errorId, failure) => {
    const { writing } = makeWriter({
      [patch]: mattermostRefusal(status, errorId),
      [`GET /posts/${id('post', 1)}`]: post(1),
    });
    expect(await writing.edit(messageId(1), words('new'), noAbort)).toMatchObject({ ok: false, failure });
  });

  it('or is not found if it was deleted, which the server answers as forbidden', async () => {
    const { writing } = makeWriter({
      [patch]: mattermostRefusal(403, 'api.context.permissions.app_error'),
      [`GET /posts/${id('post', 1)}`]: mattermostRefusal(404, 'app.post.get.app_error'),
    });
    expect(await writing.edit(messageId(1), words('new'), noAbort)).toMatchObject({
      failure: { kind: 'not-found' },
    });
  });

  it('without the control characters that the server’s database refuses', async () => {
    const { writing, sent } = makeWriter({ [patch]: post(1, { message: 'new' }) });
    await writing.edit(messageId(1), words('a\u0000b\u0007c\u001b\u0085d\te'), noAbort);
    expect(sent.at(-1)?.body).toMatchObject({ message: 'abcd\te' });
  });
});

describe('a post is removed', () => {
  const route = `DELETE /posts/${id('post', 1)}`;
  const gone = { kind: 'message-gone', id: messageId(1), conversationId, at: 0 };

  it('and counts as removed if it does not exist', async () => {
    expect(await makeWriter({ [route]: { status: 'OK' } }).writing.remove(messageId(1), noAbort)).toEqual({
      ok: true,
      value: [gone],
    });
    const missing = makeWriter({ [route]: mattermostRefusal(404, 'app.post.get.app_error') });
    expect(await missing.writing.remove(messageId(1), noAbort)).toEqual({ ok: true, value: [gone] });
  });

  it('but not if every request gets a 404, which means a wrong server', async () => {
    const { writing } = makeWriter({
      [route]: mattermostRefusal(404, 'x'),
      'GET /users/me': mattermostRefusal(404, 'x'),
    });
    expect(await writing.remove(messageId(1), noAbort)).toMatchObject({ failure: { kind: 'not-found' } });
  });

  it('or refused, and the refusal is passed on', async () => {
    const { writing } = makeWriter({ [route]: mattermostRefusal(403, 'api.context.permissions.app_error') });
    expect(await writing.remove(messageId(1), noAbort)).toMatchObject({ failure: { kind: 'forbidden' } });
  });
});

describe('the length of a post', () => {
  it('is counted in characters, not UTF-16 units, of the Markdown', () => {
    const { writing } = makeWriter();
    expect(writing.longest).toBe(16_383);
    expect(writing.measure(words('🌊*').document)).toBe('🌊\\*'.length - 1);
  });

  it('is limited by the server’s own maximum if known', async () => {
    const { writing } = makeWriter({ 'GET /config/client': { MaxPostSize: '4000' } });
    await writing.send(conversationId, words('x'), stamp, noAbort);
    expect(writing.longest).toBe(4_000);
  });

  it('is asked for again if the server could not tell its maximum', async () => {
    let down = true;
    const { writing } = makeWriter({
      'GET /config/client': () => (down ? json({}, 503) : json({ MaxPostSize: '4000' })),
    });
    await writing.send(conversationId, words('x'), stamp, noAbort);
    expect(writing.longest).toBe(16_383);
    down = false;
    await writing.send(conversationId, words('x'), stamp, noAbort);
    expect(writing.longest).toBe(4_000);
  });
});
