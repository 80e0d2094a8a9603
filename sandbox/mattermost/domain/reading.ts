/** The read state of a person: viewing channels, unread counts, and marking as unread. */
import { mentionedBy } from './posts/mentions.ts';
import type { Channel, ChannelMember, Post } from '../model.ts';
import { lowerBound } from '../post-index.ts';
import { channelOf, memberOf, type Core } from '../server.ts';
import { serverEvent } from '../sockets/event.ts';

/** Join and leave messages do not count as messages (Mattermost's post store). */
export const counts = (type: string): boolean =>
  ![
    'system_join_leave',
    'system_add_remove',
    'system_join_channel',
    'system_leave_channel',
    'system_join_team',
    'system_leave_team',
    'system_add_to_channel',
    'system_remove_from_channel',
    'system_add_to_team',
    'system_remove_from_team',
  ].includes(type);

/**
 * Marks channels as read: `last_viewed_at` becomes the channel's `last_post_at` (not now). Only channels with something unread
 * are touched and told (`multiple_channels_viewed`, to the reader's own connections). Returns the times of all of them.
 */
export const viewChannels = (
  core: Core,
  userId: string,
  channelIds: readonly string[],
): Record<string, number> => {
  const times: Record<string, number> = {};
  const viewed: Record<string, number> = {};
  for (const id of channelIds) {
    const channel = channelOf(core, id);
    const member = memberOf(core, id, userId);
    times[id] = Math.max(member.last_viewed_at, channel.last_post_at);
    const unread = channel.total_msg_count > member.msg_count || member.mention_count > 0;
    if (!unread && member.last_viewed_at >= channel.last_post_at) continue;
    member.last_viewed_at = times[id];
    member.msg_count = channel.total_msg_count;
    member.msg_count_root = channel.total_msg_count_root;
    member.mention_count = 0;
    member.mention_count_root = 0;
    member.urgent_mention_count = 0;
    member.last_update_at = member.last_viewed_at;
    if (unread) viewed[id] = member.last_viewed_at;
  }
  if (Object.keys(viewed).length > 0 && core.settings.EnableChannelViewedMessages)
    core.events.publish(serverEvent('multiple_channels_viewed', { user: userId }, { channel_times: viewed }));
  return times;
};

/** The counts of a member if everything at or after `from` (ms) is unread. */
export const unreadFrom = (
  core: Core,
  channel: Channel,
  userId: string,
  from: number,
): { messages: number; roots: number; mentions: number; rootMentions: number } => {
  const { live } = core.state.postsOf(channel.id);
  const unread = live
    .slice(lowerBound(live, (post) => post.create_at >= from))
    .filter((post) => counts(post.type));
  const mentioning = unread.filter(
    (post) => post.user_id !== userId && mentionedBy(core, channel, post).includes(userId),
  );
  return {
    messages: unread.length,
    roots: unread.filter((post) => post.root_id === '').length,
    mentions: mentioning.length,
    rootMentions: mentioning.filter((post) => post.root_id === '').length,
  };
};

/** Makes a post and everything after it unread again; tells the reader (`post_unread`). */
export const setUnread = (core: Core, userId: string, post: Post): ChannelMember => {
  const channel = channelOf(core, post.channel_id);
  const member = memberOf(core, channel.id, userId);
  const unread = unreadFrom(core, channel, userId, post.create_at);
  member.last_viewed_at = post.create_at - 1;
  member.msg_count = channel.total_msg_count - unread.messages;
  member.msg_count_root = channel.total_msg_count_root - unread.roots;
  member.mention_count = unread.mentions;
  member.mention_count_root = unread.rootMentions;
  member.last_update_at = core.world.now();
  core.events.publish(
    serverEvent(
      'post_unread',
      { user: userId, channel: channel.id, team: channel.team_id },
      {
        msg_count: member.msg_count,
        msg_count_root: member.msg_count_root,
        mention_count: member.mention_count,
        mention_count_root: member.mention_count_root,
        urgent_mention_count: member.urgent_mention_count,
        last_viewed_at: member.last_viewed_at,
        post_id: post.id,
      },
    ),
  );
  return member;
};
