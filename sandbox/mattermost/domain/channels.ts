/** Channels, direct and group messages: making and changing them. */
import { createHash } from 'node:crypto';
import { makeMember } from './channel-members.ts';
import { systemPost } from './posts/system-post.ts';
import { AppError, forbidden, invalidParam } from '../errors.ts';
import { newId } from '../ids.ts';
import type { Channel, ChannelType, User } from '../model.ts';
import {
  isAdministrator,
  isChannelAdministrator,
  isTeamAdministrator,
  userOf,
  type Actor,
  type Core,
} from '../server.ts';
import { serverEvent } from '../sockets/event.ts';
import { channelView } from '../views.ts';

export interface NewChannel {
  readonly team_id: string;
  readonly name: string;
  readonly display_name: string;
  readonly type: ChannelType;
  readonly header?: string | undefined;
  readonly purpose?: string | undefined;
}

/** A channel record without members or messages. */
export const makeChannel = (core: Core, wanted: NewChannel, creatorId: string, at: number): Channel => ({
  id: newId(core.world),
  create_at: at,
  update_at: at,
  delete_at: 0,
  team_id: wanted.team_id,
  type: wanted.type,
  display_name: wanted.display_name,
  name: wanted.name,
  header: wanted.header ?? '',
  purpose: wanted.purpose ?? '',
  last_post_at: 0,
  last_root_post_at: 0,
  total_msg_count: 0,
  total_msg_count_root: 0,
  creator_id: creatorId,
});

/** A new public or private channel. `by` null: made by the server with its team. */
export const createChannel = (core: Core, by: User | null, wanted: NewChannel): Channel => {
  if (wanted.type !== 'O' && wanted.type !== 'P') throw invalidParam('type');
  if (by && !core.state.isTeamMember(wanted.team_id, by.id) && !isAdministrator(core, by)) throw forbidden();
  if (by?.guest) throw forbidden();
  if (!/^[a-z0-9][a-z0-9_-]{0,63}$/.test(wanted.name))
    throw new AppError(
      'model.channel.is_valid.1_or_more.app_error',
      400,
      'Name must be 1 or more lowercase alphanumeric characters.',
    );
  if (wanted.display_name === '' || Array.from(wanted.display_name).length > 64)
    throw new AppError('model.channel.is_valid.display_name.app_error', 400, 'Invalid display name.');
  const exists = [...core.state.channels.values()].some(
    (channel) => channel.team_id === wanted.team_id && channel.name === wanted.name,
  );
  if (exists)
    throw new AppError(
      'store.sql_channel.save_channel.exists.app_error',
      400,
      'A channel with that name already exists on the same team.',
    );
  const channel = makeChannel(core, wanted, by?.id ?? '', core.world.now());
  core.state.channels.set(channel.id, channel);
  if (by) {
    core.state.addChannelMember(makeMember(channel, by.id, channel.create_at, true));
    core.events.publish(
      serverEvent('channel_created', { user: by.id }, { channel_id: channel.id, team_id: channel.team_id }),
    );
    systemPost(core, channel, by, 'system_join_channel', `${by.username} joined the channel.`, {
      username: by.username,
    });
  }
  return channel;
};

/** The direct message of two users; the same one each time. Its name is both ids, sorted. */
export const directChannel = (core: Core, creator: User, otherId: string): Channel => {
  const other = userOf(core, otherId);
  const name = [creator.id, other.id].sort().join('__');
  const present = [...core.state.channels.values()].find((channel) => channel.name === name);
  if (present) return present;
  const channel = makeChannel(
    core,
    { team_id: '', name, display_name: '', type: 'D' },
    creator.id,
    core.world.now(),
  );
  core.state.channels.set(channel.id, channel);
  for (const id of new Set([creator.id, other.id]))
    core.state.addChannelMember(makeMember(channel, id, channel.create_at));
  core.events.publish(
    serverEvent('direct_added', { channel: channel.id }, { creator_id: creator.id, teammate_id: other.id }),
  );
  return channel;
};

/** A group message of 3 to 8 users; the same people always get the same one. Its name is a hash of their ids. */
export const groupChannel = (core: Core, creator: User, userIds: readonly string[]): Channel => {
  const ids = [...new Set([...userIds, creator.id])].sort();
  if (ids.length < 3 || ids.length > 8)
    throw new AppError(
      'api.channel.create_group.bad_size.app_error',
      400,
      'Group message channels must contain at least 3 and no more than 8 users.',
    );
  const users = ids.map((id) => userOf(core, id));
  const name = createHash('sha1').update(ids.join('')).digest('hex');
  const present = [...core.state.channels.values()].find((channel) => channel.name === name);
  if (present) return present;
  const display_name = users
    .map((user) => user.username)
    .sort()
    .join(', ');
  const channel = makeChannel(
    core,
    { team_id: '', name, display_name, type: 'G' },
    creator.id,
    core.world.now(),
  );
  core.state.channels.set(channel.id, channel);
  for (const id of ids) core.state.addChannelMember(makeMember(channel, id, channel.create_at));
  core.events.publish(
    serverEvent('group_added', { channel: channel.id }, { teammate_ids: JSON.stringify(ids) }),
  );
  return channel;
};

export interface ChannelPatch {
  readonly name?: string | undefined;
  readonly display_name?: string | undefined;
  readonly header?: string | undefined;
  readonly purpose?: string | undefined;
}

const mayManage = (core: Core, actor: Actor, channel: Channel): boolean =>
  core.state.isChannelMember(channel.id, actor.user.id) ||
  isTeamAdministrator(core, actor.user, channel.team_id);

/** Changes name, header or purpose, with the system message each leaves. */
export const patchChannel = (core: Core, actor: Actor, channel: Channel, patch: ChannelPatch): Channel => {
  if (!mayManage(core, actor, channel)) throw forbidden();
  if (channel.delete_at !== 0)
    throw new AppError(
      'api.channel.update_channel.deleted.app_error',
      400,
      'The channel has been archived or deleted.',
    );
  const old = { ...channel };
  const direct = channel.type === 'D' || channel.type === 'G';
  if (direct && (patch.name !== undefined || patch.display_name !== undefined))
    throw new AppError(
      'api.channel.update_channel.not_allowed.app_error',
      400,
      'A direct or group message cannot be renamed.',
    );
  if (patch.name !== undefined) channel.name = patch.name;
  if (patch.display_name !== undefined) channel.display_name = patch.display_name;
  if (patch.header !== undefined) channel.header = patch.header;
  if (patch.purpose !== undefined) channel.purpose = patch.purpose;
  channel.update_at = core.world.now();
  publishUpdated(core, channel);
  const who = actor.user.username;
  const told = (
    type: string,
    what: string,
    before: string,
    after: string,
    names: readonly [string, string],
  ): void => {
    if (before !== after)
      systemPost(
        core,
        channel,
        actor.user,
        type,
        `${who} updated the channel ${what} from: ${before} to: ${after}`,
        {
          username: who,
          [names[0]]: before,
          [names[1]]: after,
        },
      );
  };
  told('system_displayname_change', 'display name', old.display_name, channel.display_name, [
    'old_displayname',
    'new_displayname',
  ]);
  told('system_header_change', 'header', old.header, channel.header, ['old_header', 'new_header']);
  told('system_purpose_change', 'purpose', old.purpose, channel.purpose, ['old_purpose', 'new_purpose']);
  return channel;
};

const publishUpdated = (core: Core, channel: Channel): void =>
  core.events.publish(
    serverEvent(
      'channel_updated',
      { channel: channel.id },
      { channel: JSON.stringify(channelView(channel)) },
    ),
  );

/** Archives a channel: it stays with delete_at. A public one is told to the team, a private one to its members. */
export const deleteChannel = (core: Core, actor: Actor, channel: Channel): void => {
  if (!mayManage(core, actor, channel)) throw forbidden();
  if (channel.type === 'D' || channel.type === 'G')
    throw new AppError(
      'api.channel.delete_channel.type.invalid',
      400,
      'Unable to delete direct or group message channels.',
    );
  if (channel.name === 'town-square')
    throw new AppError(
      'api.channel.delete_channel.cannot.app_error',
      400,
      'Unable to delete the default channel town-square.',
    );
  systemPost(
    core,
    channel,
    actor.user,
    'system_channel_deleted',
    `${actor.user.username} archived the channel.`,
    {
      username: actor.user.username,
    },
  );
  channel.delete_at = core.world.now();
  channel.update_at = channel.delete_at;
  core.events.publish(
    serverEvent(
      'channel_deleted',
      channel.type === 'O' ? { team: channel.team_id } : { channel: channel.id },
      {
        channel_id: channel.id,
        delete_at: channel.delete_at,
      },
    ),
  );
};

export const restoreChannel = (core: Core, actor: Actor, channel: Channel): Channel => {
  if (!isChannelAdministrator(core, actor.user, channel)) throw forbidden();
  channel.delete_at = 0;
  channel.update_at = core.world.now();
  core.events.publish(
    serverEvent(
      'channel_restored',
      channel.type === 'O' ? { team: channel.team_id } : { channel: channel.id },
      {
        channel_id: channel.id,
      },
    ),
  );
  systemPost(
    core,
    channel,
    actor.user,
    'system_channel_restored',
    `${actor.user.username} unarchived the channel.`,
    {
      username: actor.user.username,
    },
  );
  return channel;
};

/** Makes a public channel private or the other way round. */
export const convertChannel = (core: Core, actor: Actor, channel: Channel, type: 'O' | 'P'): Channel => {
  if (!isChannelAdministrator(core, actor.user, channel)) throw forbidden();
  channel.type = type;
  channel.update_at = core.world.now();
  core.events.publish(
    serverEvent(
      'channel_converted',
      { team: channel.team_id },
      { channel_id: channel.id, channel_type: type },
    ),
  );
  return channel;
};
