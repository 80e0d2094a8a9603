/** Writing against the sandbox's server, in process: the written posts must come back by reading. */
import { beforeEach, describe, expect, it } from 'vitest';
import { type MessageId } from '../../../model/index.ts';
import { isEquivalent, lineMarkOf, paragraph, textInline, type Block } from '../../../text/document/index.ts';
import type { Draft } from '../../writing.ts';
import { postIdOf, Scene, type Desk } from '../testing/desks.ts';
import { carryKey, testDraft, markNote, noAbort, words } from '../testing/drafts.ts';
import { accountId } from '../testing/payloads.ts';
import { must } from '../testing/reading.ts';
import { uploadBytes, uploadedToMattermost } from '../testing/uploading.ts';

let scene: Scene;
beforeEach(async () => {
  scene = await Scene.open();
});

describe('send', () => {
  it('a sent message comes back through history with the same document, note and key', async () => {
    const { ada, bo, conversationId } = scene;
    const boId = bo.personId;
    const document: readonly Block[] = [
      { kind: 'heading', level: 3, children: [textInline('Tide *tables*')] },
      paragraph(
        textInline('Hello '),
        { kind: 'mention', target: { kind: 'person', personId: boId }, text: 'Bo' },
        textInline(', see '),
        {
          kind: 'link',
          url: 'https://example.org/a_(b)',
          title: '',
          children: [{ kind: 'strong', children: [textInline('this')] }],
        },
        textInline(' '),
        { kind: 'emoji', emoji: '🎉', name: 'tada' },
      ),
      { kind: 'code', language: 'typescript', text: 'const tide = `high`;' },
    ];
    const note = markNote('chat/1', 'chat/2');
    const written = await must(
      ada.writing.send(conversationId, testDraft(document), { key: carryKey('carry-1'), note }, noAbort),
    );
    for (const desk of [ada, bo]) {
      const message = await scene.inHistory(written.id, desk);
      expect(isEquivalent(desk.writing.read(message), { blocks: document })).toBe(true);
      expect(message).toMatchObject({ note, carryKey: 'carry-1', editedAt: null });
      expect(message.mentions).toEqual([
        { kind: 'person', personId: boId, text: expect.stringMatching(/^@/) as string },
      ]);
    }
    expect(await scene.inHistory(written.id, bo)).toMatchObject({ mentionsMe: true });
    // The answer gave the same to the mirror.
    expect(written.changes).toContainEqual({ kind: 'message', message: await scene.inHistory(written.id) });
  });

  it('a reply is in its thread, a subject is a heading, importance is the post’s priority', async () => {
    const root = await scene.send(words('body', { subject: ' High  tide ', importance: 'urgent' }), 'root');
    const reply = await scene.send(words('reply', { threadId: root, importance: 'important' }), 'reply');
    const written = await scene.inHistory(root);
    expect(written).toMatchObject({ importance: 'urgent', threadId: '' });
    expect(written.body.content).toBe('## High tide\n\nbody');
    // The server takes a priority on roots only.
    const answered = await scene.inHistory(reply);
    expect(answered).toMatchObject({ importance: 'normal', threadId: root });
    expect(answered.body.content).toBe('**IMPORTANT!**\n\nreply');
  });

  it('without priorities on the server (PostPriority) importance is written as text', async () => {
    Object.assign(scene.server.settings, { PostPriority: false });
    const desk = await scene.desk(scene.ada.person);
    const id = await scene.send(words('now', { importance: 'urgent' }), 'k', null, desk);
    expect((await scene.inHistory(id)).body.content).toBe('**URGENT!**\n\nnow');
  });

  it('the note of a copy has the number of that line, also after an edit that changes the importance', async () => {
    Object.assign(scene.server.settings, { PostPriority: false });
    const desk = await scene.desk(scene.ada.person);
    const dressing = { quotes: true, importance: null, above: [], below: [] };
    const note = { ...markNote('chat/1'), dressing };
    const saying = (line: string) => ({
      ...note,
      dressing: { ...dressing, importance: lineMarkOf(paragraph(textInline(line))) },
    });
    const id = await scene.send(words('now', { importance: 'urgent' }), 'k', note, desk);
    expect((await scene.inHistory(id)).note).toEqual(saying('URGENT!'));
    await must(desk.writing.edit(id, words('now', { importance: 'important' }), noAbort));
    expect(await scene.inHistory(id)).toMatchObject({
      body: { content: '**IMPORTANT!**\n\nnow' },
      note: saying('IMPORTANT!'),
      carryKey: 'k',
    });
    const plain = await scene.send(words('later'), 'k2', note, desk);
    expect((await scene.inHistory(plain)).note).toEqual(note);
    await must(desk.writing.edit(plain, words('later', { importance: 'urgent' }), noAbort));
    expect((await scene.inHistory(plain)).note).toEqual(saying('URGENT!'));
    // An earlier version wrote this copy without `dressing`. It stays without.
    const earlier = await scene.send(words('once'), 'k3', markNote('chat/1'), desk);
    await must(desk.writing.edit(earlier, words('once', { importance: 'urgent' }), noAbort));
    expect((await scene.inHistory(earlier)).note).toEqual(markNote('chat/1'));
  });

  it('the user is not shown as online (set_online=false)', async () => {
    const { server, ada } = scene;
    server.acts.setPresence(ada.person, 'away');
    await scene.send(words('carried'));
    expect(await must(ada.connector.presence([ada.personId], noAbort))).toMatchObject([{ presence: 'away' }]);
  });

  it('the same key twice within 30 s makes one post, with all its parts in both answers', async () => {
    const file = await uploadedToMattermost(uploadBytes(scene, scene.ada, new Uint8Array([1, 2, 3])));
    const text = words('once', { files: [file] });
    const first = await scene.send(text, 'same');
    const [change] = (
      await must(
        scene.ada.writing.send(scene.conversationId, text, { key: carryKey('same'), note: null }, noAbort),
      )
    ).changes;
    expect(change).toEqual({ kind: 'message', message: await scene.inHistory(first) });
    expect((await scene.inHistory(first)).files).toHaveLength(1);
    const messages = [...(await scene.history()).values()];
    expect(messages.filter(({ carryKey }) => carryKey === 'same')).toHaveLength(1);
  });

  it('after a lost answer the newest page of the channel has the key', async () => {
    const { faults, ada, conversationId } = scene;
    faults.add({
      matches: ({ method, url }) => method === 'POST' && url.includes('/posts?'),
      fault: { kind: 'lost-answer' },
      times: 1,
    });
    const lost = await ada.writing.send(
      conversationId,
      words('lost?'),
      { key: carryKey('lost'), note: null },
      noAbort,
    );
    expect(lost).toMatchObject({ ok: false, failure: { kind: 'offline', reason: 'unreachable' } });
    const page = await must(ada.connector.history(conversationId, null, noAbort));
    const found = page.changes.filter(
      (change) => change.kind === 'message' && change.message.carryKey === 'lost',
    );
    expect(found).toHaveLength(1);
  });

  it('text that looks like a mention or Markdown stays text, and notifies no one', async () => {
    const { bo } = scene;
    const text = `@${bo.username} @channel @all **not bold** # no`;
    const id = await scene.send(words(text));
    const message = await scene.inHistory(id, bo);
    expect(message).toMatchObject({ mentions: [], mentionsMe: false });
    expect(isEquivalent(bo.writing.read(message), words(text).document)).toBe(true);
  });

  it.each<[string, (scene: Scene) => unknown, Partial<Draft>, unknown]>([
    [
      'an archived channel',
      (each) => each.archive(),
      {},
      { kind: 'refused', code: 'api.post.create_post.can_not_post_to_deleted.error' },
    ],
    [
      'a channel that the user was removed from',
      ({ server, channelId, ada }) => server.acts.removeMember(channelId, ada.person),
      {},
      { kind: 'forbidden', status: 403, code: 'api.context.permissions.app_error' },
    ],
    [
      'too many files',
      () => undefined,
      {
        files: Array.from({ length: 11 }, (_, at) => ({
          handle: JSON.stringify({ fileId: String(at).padStart(26, 'f') }),
          name: 'f',
          of: null,
        })),
      },
      { kind: 'refused', code: 'model.post.is_valid.file_ids.app_error' },
    ],
    [
      'a file handle that is none',
      () => undefined,
      { files: [{ handle: '{"fileId":"../x"}', name: 'f', of: null }] },
      { kind: 'refused', code: 'isthmus.unknown-file-handle' },
    ],
  ])('%s is refused with its reason', async (_case, prepare, more, failure) => {
    await prepare(scene);
    const { ada, conversationId } = scene;
    expect(
      await ada.writing.send(
        conversationId,
        words('late', more),
        { key: carryKey('k'), note: null },
        noAbort,
      ),
    ).toMatchObject({ ok: false, failure });
  });

  it('a deleted root, a reply as a root, and a root of another channel are refused', async () => {
    const { ada, conversationId } = scene;
    const root = await scene.send(words('root'), 'a');
    const reply = await scene.send(words('reply', { threadId: root }), 'b');
    const answer = (threadId: MessageId) =>
      ada.writing.send(
        conversationId,
        words('no', { threadId }),
        { key: carryKey('c'), note: null },
        noAbort,
      );
    expect(await answer(reply)).toMatchObject({
      failure: { kind: 'refused', code: 'api.post.create_post.root_id.app_error' },
    });
    await must(ada.writing.remove(root, noAbort));
    expect(await answer(root)).toMatchObject({
      failure: { kind: 'refused', code: 'api.post.create_post.root_id.app_error' },
    });
    expect(await answer(`${accountId}/${'q'.repeat(26)}/${'q'.repeat(26)}` as MessageId)).toMatchObject({
      failure: { kind: 'not-found' },
    });
  });

  it('the maximum is the server’s MaxPostSize: a text of that length is accepted, a longer one refused', async () => {
    Object.assign(scene.server.settings, { MaxPostSize: 40 });
    const desk = await scene.desk(scene.ada.person);
    expect(desk.writing.longest).toBe(16_383);
    await must(desk.connector.overview(noAbort));
    expect(desk.writing.longest).toBe(40);
    const fits = words('🌊'.repeat(40));
    expect(desk.writing.measure(fits.document)).toBe(40);
    await scene.send(fits, 'fits', null, desk);
    expect(
      await desk.writing.send(
        scene.conversationId,
        words('🌊'.repeat(41)),
        { key: carryKey('long'), note: null },
        noAbort,
      ),
    ).toMatchObject({
      failure: { kind: 'refused', status: 400, code: 'model.post.is_valid.message_length.app_error' },
    });
  });
});

describe('edit and remove', () => {
  it('an edit keeps note, key, files and all other props', async () => {
    const file = await uploadedToMattermost(uploadBytes(scene, scene.ada, new Uint8Array([1])));
    const id = await scene.send(words('draft', { files: [file] }), 'k', markNote('chat/1'));
    scene.clock.advance(1_000);
    const written = await must(scene.ada.writing.edit(id, words('final'), noAbort));
    const message = await scene.inHistory(id);
    expect(message).toMatchObject({ note: markNote('chat/1'), carryKey: 'k', plain: 'final' });
    expect(message.editedAt).toBe(message.version);
    expect(message.files).toHaveLength(1);
    expect(written.changes).toContainEqual({ kind: 'message', message });
  });

  it('the time within which a post can be edited is what the server says', async () => {
    expect(await scene.ada.writing.editableFor?.(noAbort)).toBeNull();
    Object.assign(scene.server.settings, { PostEditTimeLimit: 10 });
    const desk = await scene.desk(scene.ada.person);
    expect(await desk.writing.editableFor?.(noAbort)).toBe(10_000);
  });

  it('an edit after PostEditTimeLimit, of another user’s post, or in an archived channel is refused', async () => {
    const { ada, bo, server, clock } = scene;
    const id = await scene.send(words('mine'));
    expect(await bo.writing.edit(id, words('yours'), noAbort)).toMatchObject({
      failure: { kind: 'forbidden', code: 'api.context.permissions.app_error' },
    });
    Object.assign(server.settings, { PostEditTimeLimit: 10 });
    clock.advance(11_000);
    expect(await ada.writing.edit(id, words('late'), noAbort)).toMatchObject({
      failure: { kind: 'refused', code: 'api.post.update_post.permissions_time_limit.app_error' },
    });
    await scene.archive();
    expect(await ada.writing.edit(id, words('later'), noAbort)).toMatchObject({
      failure: { kind: 'refused', code: 'api.post.patch_post.can_not_update_post_in_deleted.error' },
    });
  });

  it('a removed post is gone; removing it again succeeds', async () => {
    const id = await scene.send(words('oops'));
    const gone = { kind: 'message-gone', id, conversationId: scene.conversationId, at: 0 };
    expect(await must(scene.ada.writing.remove(id, noAbort))).toEqual([gone]);
    expect(await must(scene.ada.writing.remove(id, noAbort))).toEqual([gone]);
    await expect(scene.inHistory(id)).rejects.toThrow('not in the history');
  });
});

describe('react', () => {
  const reactionsOf = async (id: MessageId): Promise<unknown> => (await scene.inHistory(id)).reactions;

  it('adds a reaction once for any number of calls, by Mattermost’s name, and removes an existing one', async () => {
    const { ada } = scene;
    const id = await scene.send(words('like me'));
    const me = ada.personId;
    const thumb = { emoji: '👍', name: 'like' };
    const changes = await must(ada.writing.react(id, thumb, true, noAbort));
    expect(await reactionsOf(id)).toEqual([{ emoji: '👍', name: '+1', personIds: [me] }]);
    expect(changes).toContainEqual({ kind: 'message', message: await scene.inHistory(id) });
    await must(ada.writing.react(id, thumb, true, noAbort));
    expect(await reactionsOf(id)).toHaveLength(1);
    await must(ada.writing.react(id, thumb, false, noAbort));
    await must(ada.writing.react(id, thumb, false, noAbort));
    expect(await reactionsOf(id)).toEqual([]);
  });

  it('finds the same emoji under its other name, and removes that', async () => {
    const { ada, server, channelId } = scene;
    const id = await scene.send(words('like me'));
    server.acts.react(ada.person, channelId, postIdOf(id), 'thumbsup');
    await must(ada.writing.react(id, { emoji: '👍', name: '👍' }, true, noAbort));
    expect(await reactionsOf(id)).toMatchObject([{ name: 'thumbsup' }]);
    await must(ada.writing.react(id, { emoji: '👍', name: '👍' }, false, noAbort));
    expect(await reactionsOf(id)).toEqual([]);
  });

  it('has a reason for too many distinct reactions (UniqueEmojiReactionLimitPerPost) and for a deleted post', async () => {
    const { ada, server } = scene;
    Object.assign(server.settings, { UniqueEmojiReactionLimitPerPost: 0 });
    const id = await scene.send(words('like me'));
    expect(await ada.writing.react(id, { emoji: '🎉', name: 'tada' }, true, noAbort)).toMatchObject({
      failure: { kind: 'refused', code: 'app.reaction.save.save.too_many_reactions' },
    });
    await must(ada.writing.remove(id, noAbort));
    expect(await ada.writing.react(id, { emoji: '🎉', name: 'tada' }, true, noAbort)).toMatchObject({
      failure: { kind: 'not-found' },
    });
  });
});

it('any member of the channel pins a post for everybody, and unpins it', async () => {
  const pin = (set: boolean) =>
    scene.bo.writing.pin?.(id, set, noAbort) ?? Promise.reject(new Error('nothing can be pinned'));
  const id = await scene.send(words('the rota'), 'a');
  expect(await must(pin(true))).toMatchObject([{ message: { id, pinned: true, editedAt: null } }]);
  expect(await scene.inHistory(id)).toMatchObject({ pinned: true });
  await must(pin(false));
  expect(await scene.inHistory(id)).toMatchObject({ pinned: false });
});

describe('mark read', () => {
  const readAt = ({ person }: Desk): number =>
    scene.server.acts.truth(person).conversations.find(({ id }) => id === scene.channelId)?.readAt ?? -1;
  const write = (text: string): number => {
    scene.clock.advance(1_000);
    scene.server.acts.post(scene.ada.person, scene.channelId, { content: text });
    return scene.clock.now();
  };

  it('reads to the end if no newer post exists, and never moves back', async () => {
    const { bo, conversationId } = scene;
    const first = write('one');
    const last = write('two');
    expect(await must(bo.writing.markRead(conversationId, last, noAbort))).toEqual([
      { kind: 'read', conversationId, readAt: last },
    ]);
    expect(readAt(bo)).toBe(last);
    expect(await must(bo.writing.markRead(conversationId, first, noAbort))).toEqual([
      { kind: 'read', conversationId, readAt: last },
    ]);
    expect(readAt(bo)).toBe(last);
  });

  it('leaves posts after that moment unread', async () => {
    const { bo, conversationId } = scene;
    write('one');
    const seen = write('two');
    const next = write('three');
    for (let more = 0; more < 70; more += 1) write('and more');
    await must(bo.writing.markRead(conversationId, seen, noAbort));
    expect(readAt(bo)).toBe(next - 1);
  });

  it('makes a post unread again, and reports up to where the channel is read', async () => {
    const { bo, conversationId } = scene;
    const before = scene.clock.now();
    const id = await scene.send(words('come back to me'), 'a');
    const last = write('and more');
    await must(bo.writing.markRead(conversationId, last, noAbort));
    const [read] = await must(bo.writing.markUnread(id, 0, noAbort));
    expect(read).toEqual({ kind: 'read', conversationId, readAt: readAt(bo) });
    expect(readAt(bo)).toBeLessThan(last - 1);
    expect(readAt(bo)).toBeGreaterThanOrEqual(before - 1);
  });

  it('does not show the user online, and does not make the channel the active one', async () => {
    const { bo, server, conversationId } = scene;
    server.acts.setPresence(bo.person, 'away');
    const asked: string[] = [];
    const { answer } = bo.world;
    bo.world.answer = (request) => {
      asked.push(`${request.method} ${new URL(request.url).pathname}`);
      return answer(request);
    };
    await must(bo.writing.markRead(conversationId, write('one'), noAbort));
    expect(asked.filter((each) => each.startsWith('POST'))).toEqual([
      'POST /gateway/mm1/api/v4/channels/members/me/mark_read',
    ]);
  });
});
