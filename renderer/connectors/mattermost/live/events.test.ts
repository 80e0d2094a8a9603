import { describe, expect, it } from 'vitest';
import type { LiveEvent } from '../../connector.ts';
import type { MappingContext } from '../context.ts';
import { accountId, bob, channelId, id, makeContext, me, post, user } from '../testing/payloads.ts';
import { liveEventsOf } from './events.ts';
import { readFrame } from './frames.ts';

const heard = (
  event: string,
  data: object,
  broadcast: object = {},
  context: MappingContext = makeContext(),
): readonly LiveEvent[] => {
  const frame = readFrame(JSON.stringify({ event, data, broadcast, seq: 1 }));
  if (frame.kind !== 'event') throw new Error('no event');
  return liveEventsOf(frame, context);
};
const conversationId = `${accountId}/${channelId}`;
const stale = { kind: 'overview-stale' };
const discarded = (reason: string) => ({ kind: 'changes', changes: [{ kind: 'discarded', reason }] });

describe('websocket events', () => {
  it('posted and post_edited bring the post, which is JSON inside JSON', () => {
    for (const event of ['posted', 'post_edited'])
      expect(heard(event, { post: JSON.stringify(post(1)) })).toMatchObject([
        { kind: 'changes', changes: [{ kind: 'message', message: { plain: 'message 1' } }] },
      ]);
  });

  it('emoji_added brings the emoji, which is JSON inside JSON', () => {
    const emoji = { id: id('emoji'), name: 'party', creator_id: me, delete_at: 0 };
    expect(heard('emoji_added', { emoji: JSON.stringify(emoji) })).toEqual([
      { kind: 'custom-emoji', emoji: { name: 'party', ref: id('emoji') } },
    ]);
    for (const broken of ['', '{}', JSON.stringify({ ...emoji, name: 'no name' })])
      expect(heard('emoji_added', { emoji: broken })).toEqual([discarded('malformed-event')]);
  });

  it('posted: the mentions list has mentions that the text lacks; in direct messages it is ignored', () => {
    const data = {
      post: JSON.stringify(post(1, { message: '@developers' })),
      mentions: JSON.stringify([me]),
    };
    expect(heard('posted', { ...data, channel_type: 'O' })).toMatchObject([
      { changes: [{ message: { mentionsMe: true } }] },
      {},
    ]);
    expect(heard('posted', { ...data, channel_type: 'D' })).toMatchObject([
      { changes: [{ message: { mentionsMe: false } }] },
      {},
    ]);
  });

  it('posted: an unknown mentioned person is looked up by a refresh', () => {
    expect(heard('posted', { post: JSON.stringify(post(1, { message: '@carol' })) })[1]).toEqual({
      kind: 'refresh',
      messageIds: [`${conversationId}/${id('post', 1)}`],
    });
    expect(heard('posted', { post: JSON.stringify(post(1, { message: '@bob.stone' })) })).toHaveLength(1);
  });

  it('case 102: the text of a post that burns on reading is not stored, and the burnt post is removed, though the event names only the post', () => {
    const context = makeContext();
    const burning = post(1, {
      type: 'burn_on_read',
      message: 'gate code 4711',
      file_ids: [id('file')],
      metadata: { files: [{ id: id('file'), name: 'gate.pdf' }] },
      props: { attachments: [{ text: 'gate code 4711' }] },
    });
    const told = [
      ...heard('posted', { post: JSON.stringify(burning), channel_type: 'P' }, {}, context),
      ...heard('post_revealed', { post: JSON.stringify(burning) }, { user_id: me }, context),
      ...heard('burn_on_read_all_revealed', { post_id: id('post', 1), sender_expire_at: 9 }, {}, context),
    ];
    expect(told).toMatchObject([
      {
        changes: [
          { kind: 'message', message: { plain: '', files: [], attachments: [{ type: 'burn_on_read' }] } },
        ],
      },
      { changes: [{ kind: 'message' }] },
    ]);
    expect(JSON.stringify(told)).not.toMatch(/4711|gate/);
    const burnt = heard('post_burned', { post_id: id('post', 1) }, { user_id: me }, context);
    expect(burnt).toEqual([
      {
        kind: 'changes',
        changes: [{ kind: 'message-gone', id: `${conversationId}/${id('post', 1)}`, conversationId, at: 0 }],
      },
    ]);
    // A post from before this start: no part of it was stored.
    expect(heard('post_burned', { post_id: id('post', 2) }, { user_id: me })).toEqual([
      discarded('event-for-unknown-conversation'),
    ]);
    expect(heard('post_burned', {})).toEqual([discarded('malformed-event')]);
  });

  it('post_deleted: the post is removed, and the replies of a root are found by a refresh', () => {
    const gone = {
      kind: 'changes',
      changes: [
        {
          kind: 'message-gone',
          id: `${conversationId}/${id('post', 1)}`,
          conversationId,
          at: 1_700_000_000_001,
        },
      ],
    };
    const refresh = { kind: 'refresh', messageIds: [`${conversationId}/${id('post', 1)}`] };
    expect(heard('post_deleted', { post: JSON.stringify(post(1, { reply_count: 2 })) })).toEqual([
      gone,
      refresh,
    ]);
    expect(heard('post_deleted', { post: JSON.stringify(post(1)) })).toEqual([gone]);
    expect(
      heard('post_deleted', { post: JSON.stringify(post(1, { root_id: id('root'), reply_count: 2 })) }),
    ).toEqual([gone]);
    expect(heard('post_deleted', { post: 'cut' })).toEqual([discarded('malformed-event')]);
  });

  it('reaction events cause a refresh of their post, with the channel from either place', () => {
    const reaction = { user_id: bob, post_id: id('post', 1), emoji_name: '+1' };
    const refresh = [{ kind: 'refresh', messageIds: [`${conversationId}/${id('post', 1)}`] }];
    expect(
      heard('reaction_added', { reaction: JSON.stringify(reaction) }, { channel_id: channelId }),
    ).toEqual(refresh);
    expect(
      heard('reaction_removed', { reaction: JSON.stringify({ ...reaction, channel_id: channelId }) }),
    ).toEqual(refresh);
    expect(heard('reaction_added', { reaction: '{}' }, { channel_id: channelId })).toEqual([
      discarded('malformed-event'),
    ]);
  });

  it('viewed and unread move the read mark', () => {
    expect(heard('multiple_channels_viewed', { channel_times: { [channelId]: 5 } })).toEqual([
      { kind: 'changes', changes: [{ kind: 'read', conversationId, readAt: 5 }] },
    ]);
    expect(heard('post_unread', { last_viewed_at: 3 }, { channel_id: channelId })).toEqual([
      { kind: 'changes', changes: [{ kind: 'read', conversationId, readAt: 3 }] },
    ]);
    expect(heard('multiple_channels_viewed', { channel_times: { [channelId]: 'now' } })).toEqual([
      discarded('malformed-event'),
    ]);
    expect(heard('multiple_channels_viewed', {})).toEqual([discarded('malformed-event')]);
    expect(heard('channel_viewed', { channel_id: channelId })).toEqual([stale]);
  });

  it('status_change is presence, user_updated a person, whether its user is JSON or a string of it', () => {
    expect(heard('status_change', { user_id: bob, status: 'dnd' })).toEqual([
      {
        kind: 'changes',
        changes: [{ kind: 'presence', personId: `${accountId}/${bob}`, presence: 'do-not-disturb' }],
      },
    ]);
    const bobUser = user(bob, 'bob', { first_name: 'Bob' });
    for (const value of [bobUser, JSON.stringify(bobUser)])
      expect(heard('user_updated', { user: value })).toMatchObject([
        { changes: [{ kind: 'person', person: { displayName: 'Bob' } }] },
      ]);
  });

  it('typing has the person and the place', () => {
    expect(heard('typing', { user_id: bob, parent_id: '' }, { channel_id: channelId })).toEqual([
      { kind: 'typing', conversationId, threadId: '', personId: `${accountId}/${bob}` },
    ]);
  });

  it('user_removed: if it is the user, the conversation is removed at once, in both forms of the event', () => {
    const gone = { kind: 'changes', changes: [{ kind: 'conversation-gone', id: conversationId }] };
    expect(heard('user_removed', { channel_id: channelId, remover_id: bob }, { user_id: me })).toEqual([
      gone,
      stale,
    ]);
    expect(heard('user_removed', { user_id: me, remover_id: bob }, { channel_id: channelId })).toEqual([
      gone,
      stale,
    ]);
    expect(heard('user_removed', { user_id: bob, remover_id: me }, { channel_id: channelId })).toEqual([
      stale,
      { kind: 'members-stale', conversationId },
    ]);
  });

  it('leave_team: the user’s own removes the team, another person’s only makes the overview stale', () => {
    expect(heard('leave_team', { user_id: me, team_id: id('team') })).toEqual([
      { kind: 'changes', changes: [{ kind: 'team-gone', id: `${accountId}/${id('team')}` }] },
      stale,
    ]);
    expect(heard('leave_team', { user_id: bob, team_id: id('team') })).toEqual([stale]);
  });

  it.each([
    'channel_created',
    'channel_updated',
    'channel_converted',
    'channel_deleted',
    'channel_restored',
    'direct_added',
    'group_added',
    'user_added',
    'added_to_team',
    'update_team',
    'delete_team',
  ])('%s makes the overview stale', (event) => {
    expect(heard(event, {})).toEqual([stale]);
  });

  it('preferences matter only if they hide conversations or choose carrying; memberships only if they are the user’s', () => {
    const preferences = (category: string) =>
      JSON.stringify([{ user_id: me, category, name: 'x', value: 'false' }]);
    expect(heard('preferences_changed', { preferences: preferences('direct_channel_show') })).toEqual([
      stale,
    ]);
    expect(heard('preferences_deleted', { preferences: preferences('group_channel_show') })).toEqual([stale]);
    expect(heard('preferences_changed', { preferences: preferences('flagged_post') })).toEqual([
      discarded('unknown-event'),
    ]);
    expect(heard('preferences_changed', { preferences: preferences('isthmus') })).toEqual([
      discarded('unknown-event'),
    ]);
    expect(heard('channel_member_updated', { channelMember: JSON.stringify({ user_id: me }) })).toEqual([
      stale,
    ]);
    expect(heard('channel_member_updated', { channelMember: JSON.stringify({ user_id: bob }) })).toEqual([
      discarded('unknown-event'),
    ]);
  });

  it('a choice to carry is read from every kind of preference event, also beside other preferences', () => {
    const row = (category: string) => ({ user_id: me, category, name: channelId, value: '{}' });
    const chosen = { kind: 'choices-stale' };
    const list = (...categories: string[]) => ({ preferences: JSON.stringify(categories.map(row)) });
    expect(heard('preferences_changed', list('isthmus_carry'))).toEqual([chosen]);
    expect(heard('preferences_deleted', list('isthmus_carry'))).toEqual([chosen]);
    expect(heard('preference_changed', { preference: JSON.stringify(row('isthmus_carry')) })).toEqual([
      chosen,
    ]);
    expect(heard('preferences_changed', list('direct_channel_show', 'isthmus_carry'))).toEqual([
      stale,
      chosen,
    ]);
  });

  it('favourites that change elsewhere make the overview stale, and other changes of the sidebar do not', () => {
    const row = { user_id: me, category: 'favorite_channel', name: channelId, value: 'true' };
    expect(heard('preferences_changed', { preferences: JSON.stringify([row]) })).toEqual([stale]);
    expect(heard('preferences_deleted', { preferences: JSON.stringify([row]) })).toEqual([stale]);
    const updatedCategories = JSON.stringify([{ id: 'favorites_x', type: 'favorites', channel_ids: [] }]);
    expect(heard('sidebar_category_updated', { updatedCategories })).toEqual([stale]);
    // The event comes with each change of a preference, such as the lease's beat.
    expect(heard('sidebar_category_updated', {})).toEqual([discarded('unknown-event')]);
  });

  it('a lease of carrying that another computer gave up is reported, and its beats are not', () => {
    const lease = (lasts: number) => ({
      ...{ user_id: me, category: 'isthmus', name: 'carrier' },
      value: JSON.stringify({ version: 1, computer: 'one', beat: 7, lasts }),
    });
    expect(heard('preferences_changed', { preferences: JSON.stringify([lease(0)]) })).toEqual([
      { kind: 'lease-free' },
    ]);
    expect(heard('preferences_changed', { preferences: JSON.stringify([lease(180_000)]) })).toEqual([
      discarded('unknown-event'),
    ]);
  });

  it('choices for conversations on another computer are reported', () => {
    const row = { user_id: me, category: 'isthmus_choice', name: 'x', value: '{}' };
    expect(heard('preferences_changed', { preferences: JSON.stringify([row]) })).toEqual([
      { kind: 'choices-stale' },
    ]);
  });

  it('a message of the server to the user alone does not change the mirror', () => {
    const said = { ...post(1), type: 'system_ephemeral', message: 'You are now away' };
    expect(heard('ephemeral_message', { post: JSON.stringify(said) })).toMatchObject([
      { kind: 'only-for-user', message: { kind: 'message', plain: 'You are now away', system: null } },
    ]);
    for (const broken of ['7', JSON.stringify({ ...said, id: 3 }), JSON.stringify({ ...said, delete_at: 5 })])
      expect(heard('ephemeral_message', { post: broken })).toEqual([discarded('ephemeral-message')]);
  });

  it('a change by a plugin to such a message does not change the mirror either', () => {
    const said = { ...post(1), type: 'system_ephemeral', message: 'The secret is 7' };
    expect(heard('post_edited', { post: JSON.stringify(said) })).toMatchObject([
      { kind: 'only-for-user', message: { kind: 'message', plain: 'The secret is 7' } },
    ]);
  });

  it('unknown events have their reason', () => {
    expect(heard('thread_updated', {})).toEqual([discarded('unknown-event')]);
    expect(heard('something_new', {})).toEqual([discarded('unknown-event')]);
  });

  it.each(['', 'null', '[]', '7', '"x"', '{}', '{"event":3}', '{"event":""}', '{'])(
    'a frame %j is unreadable',
    (text) => {
      expect(readFrame(text)).toEqual({ kind: 'unreadable' });
    },
  );

  it('a reply is distinguished from an event, a failed one too', () => {
    expect(readFrame('{"status":"OK","seq_reply":2}')).toEqual({
      kind: 'reply',
      replyTo: 2,
      signedOut: false,
    });
    expect(readFrame('{"status":"FAIL","seq_reply":2,"error":{"id":"x"}}')).toEqual({
      kind: 'reply',
      replyTo: 2,
      signedOut: false,
    });
  });
});
