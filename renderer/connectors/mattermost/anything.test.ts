/** Whatever a server, a proxy or a plug-in sends, nothing throws, and an item that cannot be read gets a reason. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConversationId, MessageId, PersonId } from '../../model/index.ts';
import { createMattermostConnector } from './connector.ts';
import { liveEventsOf } from './live/events.ts';
import { readFrame } from './live/frames.ts';
import { readPostList } from './reading/post-list.ts';
import { changeOfPost } from './message/posts.ts';
import { accountId, bob, channelId, id, makeContext, me, post, postList, user } from './testing/payloads.ts';
import { json, MattermostTestWorld } from './testing/world.ts';

/** A value with some of its parts replaced by random values. */
const mutated = (value: unknown): fc.Arbitrary<unknown> => {
  const anything = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom<unknown>(null, '', 0, -1, 1e300, '2026-01-01', [], {}, true),
  );
  if (Array.isArray(value)) {
    const items = value.map((item) => kept(item));
    return fc.oneof({ weight: 8, arbitrary: fc.tuple(...items) }, { weight: 1, arbitrary: anything });
  }
  if (typeof value === 'object' && value !== null) {
    const members = Object.fromEntries(Object.entries(value).map(([name, member]) => [name, kept(member)]));
    return fc.oneof(
      { weight: 8, arbitrary: fc.record(members, { requiredKeys: [] }) },
      { weight: 1, arbitrary: anything },
    );
  }
  return anything;
};
const kept = (value: unknown): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 6, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: mutated(value) });

const rich = post(1, {
  message: 'hey @bob.stone, **look** `here` :tada:',
  props: {
    override_username: 'Build',
    from_webhook: 'true',
    attachments: [{ title: 'x', fields: [{ title: 'a', value: 1 }], color: 'good' }],
  },
  file_ids: [id('file')],
  metadata: {
    files: [{ id: id('file'), name: 'x.png', size: 3, mime_type: 'image/png', width: 1, height: 1 }],
    reactions: [{ user_id: bob, post_id: id('post', 1), emoji_name: '+1', create_at: 1 }],
    priority: { priority: 'urgent' },
    embeds: [{ type: 'permalink', data: { post_id: id('post', 9), post: post(9) } }],
  },
});

describe('anything at all', () => {
  it('as a post becomes a message, a tombstone or a reason', () => {
    const context = makeContext();
    fc.assert(
      fc.property(mutated(rich), (raw) => {
        const change = changeOfPost(raw, context);
        expect(['message', 'message-gone', 'discarded']).toContain(change.kind);
        if (change.kind !== 'message') return;
        const { message } = change;
        expect(Number.isInteger(message.createdAt) && Number.isInteger(message.version)).toBe(true);
        expect(typeof message.body.content === 'string' && typeof message.plain === 'string').toBe(true);
      }),
      { numRuns: 1_500, seed: 1 },
    );
  });

  it('as a post list is read or refused', () => {
    const context = makeContext();
    fc.assert(
      fc.property(mutated(postList([post(2), post(1)])), (raw) => {
        const list = readPostList(raw, context);
        expect(list === null || Array.isArray(list.changes)).toBe(true);
      }),
      { numRuns: 500, seed: 2 },
    );
  });

  const frames = [
    {
      event: 'posted',
      data: { post: JSON.stringify(post(1)), mentions: JSON.stringify([me]), channel_type: 'O' },
      broadcast: { channel_id: channelId },
      seq: 3,
    },
    {
      event: 'post_deleted',
      data: { post: JSON.stringify(post(1)) },
      broadcast: { channel_id: channelId },
      seq: 3,
    },
    {
      event: 'reaction_added',
      data: { reaction: JSON.stringify({ post_id: id('post'), user_id: bob, emoji_name: 'x' }) },
      broadcast: { channel_id: channelId },
      seq: 3,
    },
    { event: 'multiple_channels_viewed', data: { channel_times: { [channelId]: 5 } }, broadcast: {}, seq: 3 },
    { event: 'user_updated', data: { user: user(bob, 'bob') }, broadcast: {}, seq: 3 },
    { event: 'user_removed', data: { channel_id: channelId }, broadcast: { user_id: me }, seq: 3 },
    {
      event: 'preferences_changed',
      data: { preferences: '[{"category":"direct_channel_show"}]' },
      broadcast: {},
      seq: 3,
    },
    { event: 'channel_member_updated', data: { channelMember: '{}' }, broadcast: {}, seq: 3 },
    { event: 'status_change', data: { user_id: bob, status: 'away' }, broadcast: {}, seq: 3 },
  ];
  it('as a websocket frame means something or has a reason', () => {
    const context = makeContext();
    fc.assert(
      fc.property(fc.oneof(...frames.map(mutated)), (raw) => {
        const frame = readFrame(JSON.stringify(raw));
        if (frame.kind === 'event') expect(liveEventsOf(frame, context).length).toBeGreaterThan(0);
      }),
      { numRuns: 1_500, seed: 3 },
    );
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(['event', 'reply', 'unreadable']).toContain(readFrame(text).kind);
      }),
      { numRuns: 300, seed: 4 },
    );
  });

  it('as an answer to any request is a value or a failure', async () => {
    const never = new AbortController().signal;
    const conversationId = `${accountId}/${channelId}` as ConversationId;
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.jsonValue(), mutated(postList([rich])), mutated([user(bob, 'bob')])),
        fc.constantFrom(200, 201, 204, 400, 404, 418, 500, 503),
        async (payload, status) => {
          const world = new MattermostTestWorld(() =>
            status === 204 ? new Response(null, { status }) : json(payload, status),
          );
          const connector = createMattermostConnector({
            accountId,
            userId: me,
            baseUrl: 'https://app.example/g',
            world,
          });
          const answers = await Promise.all([
            connector.overview(never),
            connector.history(conversationId, null, never),
            connector.changes(conversationId, '5', never),
            connector.refresh([`${conversationId}/${id('post')}` as MessageId], never),
            connector.people([`${accountId}/${bob}` as PersonId], never),
            connector.presence([`${accountId}/${bob}` as PersonId], never),
            connector.members(conversationId, never),
          ]);
          for (const answer of answers)
            expect(answer.ok || typeof answer.failure.kind === 'string').toBe(true);
        },
      ),
      { numRuns: 150, seed: 5 },
    );
  });
});
