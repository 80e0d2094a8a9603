/** The members of a channel: joining, adding, leaving, removing. */
import { systemPost } from './posts/system-post.ts';
import { AppError } from '../errors.ts';
import type { Channel, ChannelMember, User } from '../model.ts';
import type { Core } from '../server.ts';
import { serverEvent } from '../sockets/event.ts';

/** A member record with Mattermost's defaults; the member has read nothing. */
export const makeMember = (
  channel: Channel,
  userId: string,
  at: number,
  administrator = false,
): ChannelMember => ({
  channel_id: channel.id,
  user_id: userId,
  last_viewed_at: 0,
  msg_count: 0,
  msg_count_root: 0,
  mention_count: 0,
  mention_count_root: 0,
  urgent_mention_count: 0,
  notify_props: {
    desktop: 'default',
    email: 'default',
    ignore_channel_mentions: 'default',
    mark_unread: 'all',
    push: 'default',
    channel_auto_follow_threads: 'off',
  },
  last_update_at: at,
  scheme_admin: administrator,
});

/** The post about an added member is written in the background, and comes after the answer; ms. */
const toldAfter = 20;

/** Adds a member: by themselves (`join`), by another person, or with a team (`silently`). The new member and the others get an event each. */
export const addToChannel = (
  core: Core,
  channel: Channel,
  user: User,
  by: User | 'join' | 'silently',
): ChannelMember => {
  if (channel.type === 'D' || channel.type === 'G')
    throw new AppError(
      'api.channel.add_user_to_channel.type.app_error',
      400,
      'Can not add user to this channel type.',
    );
  if (channel.delete_at !== 0)
    throw new AppError(
      'api.channel.add_user_to_channel.deleted.app_error',
      400,
      'The channel has been archived or deleted.',
    );
  if (!core.state.isTeamMember(channel.team_id, user.id))
    throw new AppError(
      'api.channel.add_user.to.channel.failed.deleted.app_error',
      400,
      'Failed to add user to channel because they have been removed from the team.',
    );
  const present = core.state.membersOf(channel.id).get(user.id);
  if (present) return present;
  const member = makeMember(channel, user.id, core.world.now());
  // A new member has read everything that was there before.
  member.last_viewed_at = channel.last_post_at;
  member.msg_count = channel.total_msg_count;
  member.msg_count_root = channel.total_msg_count_root;
  core.state.addChannelMember(member);
  const data = { user_id: user.id, team_id: channel.team_id };
  core.events.publish(serverEvent('user_added', { channel: channel.id, omit: user.id }, data));
  core.events.publish(serverEvent('user_added', { channel: channel.id, user: user.id }, data));
  if (by === 'join')
    systemPost(core, channel, user, 'system_join_channel', `${user.username} joined the channel.`, {
      username: user.username,
    });
  else if (by !== 'silently')
    core.world.after(toldAfter, () =>
      systemPost(
        core,
        channel,
        by,
        'system_add_to_channel',
        `${user.username} added to the channel by ${by.username}.`,
        {
          userId: by.id,
          username: by.username,
          addedUserId: user.id,
          addedUsername: user.username,
        },
      ),
    );
  return member;
};

/** Takes a member out; `by` is the member for leaving. */
export const leaveChannel = (
  core: Core,
  channel: Channel,
  user: User,
  by: User,
  mode: 'told' | 'silently' = 'told',
): void => {
  if (channel.type === 'D' || channel.type === 'G')
    throw new AppError(
      'api.channel.leave.direct.app_error',
      400,
      'Unable to leave a direct message channel.',
    );
  if (channel.name === 'town-square' && mode === 'told' && !user.guest)
    throw new AppError(
      'api.channel.remove.default.app_error',
      400,
      'Unable to remove user from the default channel town-square.',
    );
  if (!core.state.isChannelMember(channel.id, user.id))
    throw new AppError(
      'app.channel.get_member.missing.app_error',
      404,
      'No channel member found for that user ID and channel ID.',
    );
  core.state.removeChannelMember(channel.id, user.id);
  core.events.publish(
    serverEvent('user_removed', { channel: channel.id }, { user_id: user.id, remover_id: by.id }),
  );
  core.events.publish(
    serverEvent('user_removed', { user: user.id }, { channel_id: channel.id, remover_id: by.id }),
  );
  if (mode === 'silently') return;
  if (by.id === user.id)
    systemPost(core, channel, user, 'system_leave_channel', `${user.username} left the channel.`, {
      username: user.username,
    });
  else
    systemPost(
      core,
      channel,
      by,
      'system_remove_from_channel',
      `${user.username} was removed from the channel.`,
      {
        removedUserId: user.id,
        removedUsername: user.username,
      },
    );
};
