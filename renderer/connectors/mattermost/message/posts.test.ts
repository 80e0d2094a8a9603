import { describe, expect, it } from 'vitest';
import type { Message } from '../../../model/index.ts';
import { changeOfPost } from './posts.ts';
import { accountId, bob, channelId, id, makeContext, me, post } from '../testing/payloads.ts';

const mapped = (more: Readonly<Record<string, unknown>> = {}): Message => {
  const change = changeOfPost(post(1, more), makeContext());
  if (change.kind !== 'message') throw new Error(`not a message: ${JSON.stringify(change)}`);
  return change.message;
};

describe('a post becomes a message', () => {
  it('with its ids, times, author and body', () => {
    expect(mapped({ message: 'Hello, **world**', update_at: 1_700_000_000_500 })).toEqual({
      id: `${accountId}/${channelId}/${id('post', 1)}`,
      accountId,
      conversationId: `${accountId}/${channelId}`,
      threadId: '',
      createdAt: 1_700_000_000_001,
      version: 1_700_000_000_500,
      kind: 'message',
      authorId: `${accountId}/${bob}`,
      authorName: null,
      editedAt: null,
      deletedAt: null,
      subject: null,
      importance: 'normal',
      body: { format: 'markdown', content: 'Hello, **world**' },
      plain: 'Hello, world',
      mentions: [],
      mentionsMe: false,
      reactions: [],
      files: [],
      attachments: [],
      system: null,
      pinned: false,
      note: null,
      carryKey: null,
    });
  });

  it('a reply names its root', () => {
    expect(mapped({ root_id: id('root') }).threadId).toBe(`${accountId}/${channelId}/${id('root')}`);
  });

  it('an edit is recognised by edit_at, not by update_at', () => {
    expect(mapped({ edit_at: 1_700_000_000_900 }).editedAt).toBe(1_700_000_000_900);
    expect(mapped({ update_at: 1_700_000_000_900 }).editedAt).toBeNull();
  });

  it('priority and pin are kept', () => {
    const message = mapped({
      is_pinned: true,
      metadata: { priority: { priority: 'urgent', requested_ack: false } },
    });
    expect(message.importance).toBe('urgent');
    expect(message.pinned).toBe(true);
    expect(mapped({ metadata: { priority: { priority: 'important' } } }).importance).toBe('important');
    expect(mapped({ metadata: { priority: { priority: 'enormous' } } }).importance).toBe('normal');
  });

  it('override_username counts only with from_webhook (facts, Posts)', () => {
    expect(mapped({ props: { override_username: 'Build', from_webhook: 'true' } }).authorName).toBe('Build');
    expect(mapped({ props: { override_username: 'Boss' } }).authorName).toBeNull();
    const webhook = { from_webhook: 'true', webhook_display_name: 'Alerts' };
    expect(mapped({ props: webhook }).authorName).toBe('Alerts');
    expect(mapped({ props: { from_webhook: 'true' } }).authorName).toBe('webhook');
    expect(mapped({ props: { from_webhook: 'true', from_bot: 'true' } }).authorName).toBeNull();
    expect(mapped({ props: { override_username: 'Boss', from_webhook: 'false' } }).authorName).toBeNull();
  });

  it('override_username does not count on a server that does not show such names (facts, Posts)', () => {
    const hidden = { ...makeContext(), showsOtherNames: () => false };
    const named = (props: Readonly<Record<string, unknown>>): unknown => {
      const change = changeOfPost(post(1, { props }), hidden);
      return change.kind === 'message' ? change.message.authorName : change;
    };
    const asked = { override_username: 'Build', from_webhook: 'true' };
    expect(named(asked)).toBe('webhook');
    expect(named({ ...asked, webhook_display_name: 'Alerts' })).toBe('Alerts');
    expect(named({ ...asked, from_bot: 'true' })).toBeNull();
  });

  it.each([
    [{}, undefined],
    [{ from_webhook: 'true', from_bot: 'true', override_username: 'Ada' }, 'bot'],
    [{ from_webhook: 'true', from_bot: 'true', webhook_display_name: 'Alerts' }, 'webhook'],
    [{ from_webhook: 'true' }, 'webhook'],
    [{ from_webhook: true, override_username: 'Build' }, 'webhook'],
    [{ from_bot: 'true' }, 'bot'],
    // The server sets this mark on posts that Isthmus itself sends with the user's OAuth session.
    [{ from_oauth_app: 'true' }, undefined],
    [{ from_webhook: 'false', from_bot: 'false', override_username: 'Boss' }, undefined],
  ])('%j means that no person wrote the post: %s', (props, writtenBy) => {
    expect(mapped({ props }).writtenBy).toBe(writtenBy);
  });

  it('/me posts are messages of people', () => {
    expect(mapped({ type: 'me', message: 'waves' })).toMatchObject({
      kind: 'message',
      attachments: [],
      plain: 'waves',
    });
  });

  it('an automatic reply is a message of its person', () => {
    expect(mapped({ type: 'system_auto_responder', message: 'On leave' })).toMatchObject({
      kind: 'message',
      system: null,
    });
  });

  it('a kind that only its plug-in draws is kept if the post has no other text (case 108)', () => {
    const kind = { kind: 'other', type: 'custom_jira', name: '' };
    expect(mapped({ type: 'custom_jira', message: '' }).attachments).toEqual([kind]);
    expect(mapped({ type: 'custom_jira', message: 'The ferry leaves.' }).attachments).toEqual([]);
    const props = { attachments: [{ title: 'Which day?' }] };
    expect(mapped({ type: 'custom_jira', message: '', props }).attachments).toMatchObject([{ kind: 'card' }]);
    expect(mapped({ type: 'burn_on_read', message: 'psst' }).attachments).toMatchObject([
      { type: 'burn_on_read' },
    ]);
    expect(mapped({ type: 'burn_on_read', message: 'psst' }).staysHere).toBe('burn-on-read');
    expect('staysHere' in mapped({ message: 'psst' })).toBe(false);
  });

  it('files that a plug-in’s post names in its props are its files (case 29)', () => {
    const named = id('voice');
    const files = (props: unknown, type = 'custom_voice') =>
      mapped({ type, props, message: 'Voice Message' }).files.map((file) => [file.id, file.name]);
    expect(files({ fileId: named, duration: 4000 })).toEqual([
      [`${accountId}/${named}`, 'Voice message.mp3'],
    ]);
    expect(files({ file_ids: [named, 5, 'x'], audio_id: id('audio') }, 'custom_notes')).toEqual([
      [`${accountId}/${named}`, 'File'],
      [`${accountId}/${id('audio')}`, 'File'],
    ]);
    expect(files({ files: [{ id: named, name: 'tides.pdf' }] }, 'custom_notes')).toEqual([
      [`${accountId}/${named}`, 'tides.pdf'],
    ]);
    expect(files({ fileId: named }, '')).toEqual([]);
    const both = mapped({
      type: 'custom_voice',
      file_ids: [named],
      props: { fileId: named },
      metadata: { files: [{ id: named, name: 'v.mp3' }] },
    });
    expect(both.files.map(({ name }) => name)).toEqual(['v.mp3']);
  });

  it('the preview of a post with only a card comes from the card', () => {
    const message = mapped({
      message: '',
      type: 'slack_attachment',
      props: { attachments: [{ title: 'Build 7', text: 'passed' }] },
    });
    expect(message.plain).toBe('Build 7\npassed');
    expect(message.attachments).toHaveLength(1);
  });

  it('the text of a post is followed by that of its card', () => {
    const message = mapped({ message: 'look **here**', props: { attachments: [{ title: 'Build 7' }] } });
    expect(message.plain).toBe('look here\nBuild 7');
  });

  it('the user’s own post does not mention the user, but a webhook under the user’s id may', () => {
    expect(mapped({ user_id: me, message: '@ada hi' }).mentionsMe).toBe(false);
    expect(mapped({ user_id: me, message: '@ada hi', props: { from_webhook: 'true' } }).mentionsMe).toBe(
      true,
    );
  });

  it('the server’s list of mentions counts: a group mention that no text shows', () => {
    const context = makeContext();
    context.directory.mentionedIn.add(id('post', 1));
    expect(changeOfPost(post(1, { message: '@developers please' }), context)).toMatchObject({
      message: { mentionsMe: true },
    });
  });
});

describe('a post that is no message', () => {
  const change = (raw: unknown) => changeOfPost(raw, makeContext());

  it('a deleted post is removed, at the server’s time', () => {
    expect(change(post(1, { delete_at: 1_700_000_009_000, message: '' }))).toEqual({
      kind: 'message-gone',
      id: `${accountId}/${channelId}/${id('post', 1)}`,
      conversationId: `${accountId}/${channelId}`,
      at: 1_700_000_009_000,
    });
  });

  it('its props tell whether its author or a moderator deleted it (deleteBy)', () => {
    const gone = (deleteBy: unknown) => change(post(1, { user_id: bob, delete_at: 9, props: { deleteBy } }));
    expect(gone(bob)).toMatchObject({ kind: 'message-gone', by: 'author' });
    expect(gone(id('user', 7))).toMatchObject({ kind: 'message-gone', by: 'other' });
    for (const nobody of ['', 7, null]) expect(gone(nobody)).not.toHaveProperty('by');
  });

  it('the copy that an edit makes is not a message (original_id)', () => {
    expect(change(post(2, { original_id: id('post', 1), delete_at: 5 }))).toEqual({
      kind: 'discarded',
      reason: 'edit-history-copy',
    });
  });

  it.each([
    null,
    undefined,
    7,
    'text',
    [],
    {},
    post(1, { id: 3 }),
    post(1, { id: '../users' }),
    post(1, { channel_id: null }),
  ])('malformed-message: %j', (raw) => {
    expect(change(raw)).toEqual({ kind: 'discarded', reason: 'malformed-message' });
  });

  it('a body of the wrong type is malformed, a missing one is empty', () => {
    expect(change(post(1, { message: { text: 'x' } }))).toEqual({
      kind: 'discarded',
      reason: 'malformed-message',
    });
    expect(change(post(1, { message: null }))).toMatchObject({
      kind: 'message',
      message: { plain: '', body: { content: '' } },
    });
  });

  it.each(['2026-01-01T00:00:00Z', -1, 1.5, Number.NaN, 1e17, null, undefined, {}])(
    'malformed-date: create_at %j',
    (create_at) => {
      expect(change(post(1, { create_at }))).toEqual({ kind: 'discarded', reason: 'malformed-date' });
    },
  );

  it('malformed-date: update_at and delete_at of the wrong type', () => {
    expect(change(post(1, { update_at: 'yesterday' }))).toEqual({
      kind: 'discarded',
      reason: 'malformed-date',
    });
    expect(change(post(1, { delete_at: 'never' }))).toEqual({ kind: 'discarded', reason: 'malformed-date' });
  });

  it('a missing update_at is that of the creation', () => {
    expect(change(post(1, { update_at: undefined }))).toMatchObject({
      message: { version: 1_700_000_000_001 },
    });
  });

  it('a type that is not text is an unknown message type', () => {
    expect(change(post(1, { type: 12 }))).toEqual({ kind: 'discarded', reason: 'unknown-message-type' });
  });

  it('a missing member never loses a message', () => {
    const bare = { id: id('post', 1), channel_id: channelId, create_at: 5 };
    expect(change(bare)).toMatchObject({
      kind: 'message',
      message: { authorId: null, body: { content: '' }, version: 5 },
    });
  });
});
