import { describe, expect, it } from 'vitest';
import { emojiOfName, nameOfEmoji } from '../../../text/mattermost-markdown/emoji.ts';
import { noAbort } from '../testing/drafts.ts';
import { bob, id, me, post } from '../testing/payloads.ts';
import { makeWriter, messageId, mattermostRefusal } from '../testing/writer.ts';
import { isSameReaction, nameOfReaction } from './reaction-name.ts';

describe('the name of a reaction', () => {
  it.each([
    ['👍', '+1'],
    ['❤️', 'heart'],
    // With and without the variation selector.
    ['❤', 'heart'],
    ['😂', 'joy'],
    ['🎉', 'tada'],
    ['👏🏽', 'clap_medium_skin_tone'],
    ['👍🏿', '+1_dark_skin_tone'],
    ['🕵🏿‍♂️', 'male-detective_dark_skin_tone'],
    ['🧑🏻‍🤝‍🧑🏿', 'people_holding_hands_light_skin_tone_dark_skin_tone'],
  ])('%s is %s, which shows that emoji', (emoji, name) => {
    expect(nameOfEmoji(emoji)).toBe(name);
    expect(emojiOfName(name)?.replaceAll('\u{FE0F}', '')).toBe(emoji.replaceAll('\u{FE0F}', ''));
  });

  // The last one has a skin tone. Without the tone it would be another reaction.
  it.each(['🫠', '🫡', '🥹', '🩷', '❤️‍🔥', '😮‍💨', '🤝🏿'])('is missing on the server for %s', (emoji) => {
    expect(nameOfReaction({ emoji, name: 'x' })).toBeNull();
    expect(makeWriter().writing.canReact({ emoji, name: 'x' })).toBe(false);
  });

  it('of a custom emoji is its own; any other text has none', () => {
    expect(nameOfReaction({ emoji: null, name: ':partyparrot:' })).toBe('partyparrot');
    expect(nameOfReaction({ emoji: null, name: '../x' })).toBeNull();
    expect(nameOfReaction({ emoji: 'x', name: 'x' })).toBeNull();
  });

  it('names of the same emoji are the same reaction', () => {
    expect(isSameReaction('+1', 'thumbsup')).toBe(true);
    expect(isSameReaction('+1', '-1')).toBe(false);
    expect(isSameReaction('partyparrot', 'partycat')).toBe(false);
  });

  it('only emoji with a name can be shown for certain', () => {
    const { writing } = makeWriter();
    expect(writing.canReact({ emoji: '👍', name: 'like' })).toBe(true);
    expect(writing.canReact({ emoji: null, name: 'partyparrot' })).toBe(false);
    expect(writing.canReact({ emoji: 'x', name: 'x' })).toBe(false);
  });
});

describe('reacting', () => {
  const read = `GET /posts/${id('post', 1)}`;
  const thumb = { emoji: '👍', name: 'like' };
  const row = (userId: string, name: string, more = {}) => ({
    user_id: userId,
    post_id: id('post', 1),
    emoji_name: name,
    create_at: 1,
    delete_at: 0,
    ...more,
  });
  const withReactions = (...reactions: unknown[]) => post(1, { metadata: { reactions } });

  it('posts the name, and reports the post’s new form', async () => {
    const { writing, sent } = makeWriter({
      [read]: withReactions(row(bob, '+1')),
      'POST /reactions': row(me, '+1'),
    });
    expect(await writing.react(messageId(1), thumb, true, noAbort)).toMatchObject({
      ok: true,
      value: [{ kind: 'message' }],
    });
    expect(sent.at(-1)?.body).toEqual({ user_id: me, post_id: id('post', 1), emoji_name: '+1' });
  });

  it('does not set an existing one again under any of its names; a removed one is set', async () => {
    const there = makeWriter({ [read]: withReactions(row(me, 'thumbsup')) });
    expect(await there.writing.react(messageId(1), thumb, true, noAbort)).toMatchObject({ ok: true });
    expect(there.server.asked).not.toContain('POST /reactions');
    const gone = makeWriter({
      [read]: withReactions(row(me, '+1', { delete_at: 5 })),
      'POST /reactions': row(me, '+1'),
    });
    await gone.writing.react(messageId(1), thumb, true, noAbort);
    expect(gone.server.asked).toContain('POST /reactions');
  });

  it('removes all names of it, and skips those that do not exist', async () => {
    const route = (name: string) => `DELETE /users/me/posts/${id('post', 1)}/reactions/${name}`;
    const { writing, server } = makeWriter({
      [read]: withReactions(row(me, 'thumbsup'), row(me, '+1'), row(me, 'tada'), row(bob, '+1')),
      [route('thumbsup')]: { status: 'OK' },
      // Another client removed it in the same moment.
      [route('+1')]: mattermostRefusal(404, 'x'),
    });
    expect(await writing.react(messageId(1), thumb, false, noAbort)).toMatchObject({ ok: true });
    expect(server.asked.filter((asked) => asked.startsWith('DELETE'))).toEqual([
      route('thumbsup'),
      route('+1'),
    ]);
    const none = makeWriter({ [read]: withReactions(row(bob, '+1')) });
    expect(await none.writing.react(messageId(1), thumb, false, noAbort)).toMatchObject({ ok: true });
  });

  it.each<[number, string, unknown]>([
    [400, 'app.reaction.save.save.too_many_reactions', { kind: 'refused' }],
    [403, 'api.reaction.save.archived_channel.app_error', { kind: 'forbidden' }],
    [429, '', { kind: 'throttled' }],
  ])('with %i %s has the right reason', async (status, errorId, failure) => {
    const { writing } = makeWriter({
      [read]: withReactions(),
      'POST /reactions': mattermostRefusal(status, errorId),
    });
    expect(await writing.react(messageId(1), thumb, true, noAbort)).toMatchObject({ ok: false, failure });
  });

  it('succeeds also if the post’s new form cannot be read', async () => {
    let reads = 0;
    const { writing } = makeWriter({
      [read]: () => {
        reads += 1;
        return reads === 1 ? Response.json(withReactions()) : mattermostRefusal(503, 'x');
      },
      'POST /reactions': row(me, '+1'),
    });
    expect(await writing.react(messageId(1), thumb, true, noAbort)).toEqual({ ok: true, value: [] });
  });

  it('an emoji without a name is refused, and a deleted post is not found', async () => {
    const { writing } = makeWriter();
    expect(await writing.react(messageId(1), { emoji: 'x', name: 'x' }, true, noAbort)).toMatchObject({
      failure: { kind: 'refused', code: 'isthmus.reaction-without-name' },
    });
    expect(await writing.react(messageId(1), thumb, true, noAbort)).toMatchObject({
      failure: { kind: 'not-found' },
    });
  });
});
