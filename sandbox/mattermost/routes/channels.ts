/** Channels: listing, making, changing, reading state. Their members are in `members.ts`. */
import { z } from 'zod';
import { json, ok } from './call.ts';
import type { Router } from './register.ts';
import { visibleTeam } from './teams.ts';
import {
  convertChannel,
  createChannel,
  deleteChannel,
  directChannel,
  groupChannel,
  patchChannel,
  restoreChannel,
} from '../domain/channels.ts';
import { permitsOnServer } from '../domain/roles.ts';
import { viewChannels } from '../domain/reading.ts';
import { AppError, errorBody, forbidden, invalidParam, notFound } from '../errors.ts';
import type { Channel } from '../model.ts';
import { channelOf, isAdministrator, memberOf, readableChannel, userOf } from '../server.ts';
import { channelView, postView } from '../views.ts';

const byDisplayName = (one: Channel, other: Channel): number =>
  one.display_name.localeCompare(other.display_name) || (one.id < other.id ? -1 : 1);

/** 404: the user is in the team but in none of its channels. */
const noChannels = (): AppError =>
  new AppError('app.channel.get_channels.not_found.app_error', 404, 'No channels were found.');

const patchSchema = z.object({
  name: z.string().optional(),
  display_name: z.string().optional(),
  header: z.string().optional(),
  purpose: z.string().optional(),
});

export const channelRoutes = ({ on, core }: Router): void => {
  /** `include_deleted` adds archived channels; `last_delete_at` only those archived at or after it. */
  const mine = (userId: string, query: { includeDeleted: boolean; lastDeleteAt: number }): Channel[] =>
    core.state
      .channelsFor(userId)
      .filter(
        (channel) =>
          channel.delete_at === 0 ||
          (query.includeDeleted && (query.lastDeleteAt === 0 || channel.delete_at >= query.lastDeleteAt)),
      )
      .sort(byDisplayName);

  on('GET', '/users/:user_id/channels', (call) => {
    const user = call.ownUser();
    const query = {
      includeDeleted: call.flag('include_deleted'),
      lastDeleteAt: call.number('last_delete_at', 0),
    };
    const channels = mine(user.id, query);
    // The stream has begun before the server finds that there is nothing, so the error is inside of the list.
    if (channels.length === 0)
      return new Response(`[${JSON.stringify(errorBody(core.world, noChannels()))}`, {
        status: 404,
        headers: { 'content-type': 'application/json' },
      });
    return json(channels.map(channelView));
  });
  on('GET', '/users/:user_id/teams/:team_id/channels', (call) => {
    const user = call.ownUser();
    const team = visibleTeam(call);
    const query = {
      includeDeleted: call.flag('include_deleted'),
      lastDeleteAt: call.number('last_delete_at', 0),
    };
    // Direct and group messages belong to no team and come with every team.
    const channels = mine(user.id, query).filter(
      (channel) => channel.team_id === team.id || channel.team_id === '',
    );
    if (channels.length === 0) throw noChannels();
    const tag = `${user.id}.${team.id}.${Math.max(0, ...channels.map((each) => Math.max(each.update_at, each.last_post_at)))}.${channels.length}`;
    return call.tagged(tag, () => channels.map(channelView));
  });
  on('GET', '/teams/:team_id/channels', (call) => {
    const team = visibleTeam(call);
    const open = [...core.state.channels.values()].filter(
      (channel) => channel.team_id === team.id && channel.type === 'O' && channel.delete_at === 0,
    );
    return json(call.pageOf(open.sort(byDisplayName)).map(channelView));
  });
  on('POST', '/teams/:team_id/channels/ids', async (call) => {
    const team = visibleTeam(call);
    const ids = await call.body(z.array(z.string()), 'channel_ids');
    return json(
      ids.flatMap((id) => {
        const channel = core.state.channels.get(id);
        return channel?.team_id === team.id && channel.type === 'O' ? [channelView(channel)] : [];
      }),
    );
  });
  on('GET', '/teams/:team_id/channels/name/:channel_name', (call) => {
    const team = visibleTeam(call);
    const channel = [...core.state.channels.values()].find(
      (each) => each.team_id === team.id && each.name === call.path('channel_name') && each.delete_at === 0,
    );
    if (!channel) throw notFound('channel');
    return json(channelView(readableChannel(core, call.actor, channel.id)));
  });

  on('POST', '/channels', async (call) => {
    const body = await call.body(
      z.object({
        team_id: z.string(),
        name: z.string(),
        display_name: z.string(),
        type: z.enum(['O', 'P']),
        header: z.string().optional(),
        purpose: z.string().optional(),
      }),
    );
    return json(channelView(createChannel(core, call.me, body)), 201);
  });
  on('POST', '/channels/direct', async (call) => {
    if (!permitsOnServer(core, call.me, 'create_direct_channel')) throw forbidden('create_direct_channel');
    const ids = await call.body(z.array(z.string()), 'user_ids');
    const [first, second] = ids;
    if (ids.length !== 2 || first === undefined || second === undefined) throw invalidParam('user_ids');
    if (!ids.includes(call.me.id) && !isAdministrator(core, call.me)) throw forbidden();
    return json(
      channelView(
        directChannel(
          core,
          userOf(core, first === call.me.id ? first : second),
          first === call.me.id ? second : first,
        ),
      ),
      201,
    );
  });
  on('POST', '/channels/group', async (call) => {
    if (!permitsOnServer(core, call.me, 'create_group_channel')) throw forbidden('create_group_channel');
    const ids = await call.body(z.array(z.string()), 'user_ids');
    return json(channelView(groupChannel(core, call.me, ids)), 201);
  });
  on('POST', '/channels/members/:user_id/view', async (call) => {
    const user = call.ownUser();
    const body = await call.body(
      z.object({ channel_id: z.string().default(''), prev_channel_id: z.string().default('') }),
    );
    const ids = [body.channel_id, body.prev_channel_id].filter((id) => id !== '');
    return json({ status: 'OK', last_viewed_at_times: viewChannels(core, user.id, ids) });
  });
  on('POST', '/channels/members/:user_id/mark_read', async (call) => {
    const user = call.ownUser();
    const ids = await call.body(z.array(z.string()), 'channel_ids');
    return json({ status: 'OK', last_viewed_at_times: viewChannels(core, user.id, ids) });
  });

  on('GET', '/channels/:channel_id', (call) => {
    const channel = readableChannel(core, call.actor, call.path('channel_id'));
    // From a cache that posts renew and edits do not.
    const newest = core.state.postsOf(channel.id).live.at(-1)?.create_at ?? channel.last_post_at;
    return json({ ...channelView(channel), last_post_at: Math.min(channel.last_post_at, newest) });
  });
  on('PUT', '/channels/:channel_id/patch', async (call) =>
    json(
      channelView(
        patchChannel(
          core,
          call.actor,
          channelOf(core, call.path('channel_id')),
          await call.body(patchSchema),
        ),
      ),
    ),
  );
  on('PUT', '/channels/:channel_id', async (call) =>
    json(
      channelView(
        patchChannel(
          core,
          call.actor,
          channelOf(core, call.path('channel_id')),
          await call.body(patchSchema),
        ),
      ),
    ),
  );
  on('DELETE', '/channels/:channel_id', (call) => {
    deleteChannel(core, call.actor, channelOf(core, call.path('channel_id')));
    return ok();
  });
  on('POST', '/channels/:channel_id/restore', (call) =>
    json(channelView(restoreChannel(core, call.actor, channelOf(core, call.path('channel_id'))))),
  );
  on('PUT', '/channels/:channel_id/privacy', async (call) => {
    const { privacy } = await call.body(z.object({ privacy: z.enum(['O', 'P']) }));
    return json(
      channelView(convertChannel(core, call.actor, channelOf(core, call.path('channel_id')), privacy)),
    );
  });
  on('GET', '/channels/:channel_id/stats', (call) => {
    const channel = readableChannel(core, call.actor, call.path('channel_id'));
    const members = [...core.state.membersOf(channel.id).keys()];
    const live = core.state.postsOf(channel.id).live;
    return json({
      channel_id: channel.id,
      member_count: members.length,
      guest_count: members.filter((id) => core.state.users.get(id)?.guest).length,
      pinnedpost_count: live.filter((post) => post.is_pinned).length,
      files_count: live.reduce((sum, post) => sum + post.file_ids.length, 0),
    });
  });
  on('GET', '/channels/:channel_id/pinned', (call) => {
    const channel = readableChannel(core, call.actor, call.path('channel_id'));
    const pinned = core.state.postsOf(channel.id).live.filter((post) => post.is_pinned);
    return json({
      order: pinned.map((post) => post.id).reverse(),
      posts: Object.fromEntries(pinned.map((post) => [post.id, postView(core, post)])),
      next_post_id: '',
      prev_post_id: '',
      first_inaccessible_post_time: 0,
    });
  });
  on('GET', '/users/:user_id/channels/:channel_id/unread', (call) => {
    const user = call.ownUser();
    const channel = channelOf(core, call.path('channel_id'));
    if (!core.state.isChannelMember(channel.id, user.id))
      throw new AppError(
        'app.channel.get_unread.app_error',
        404,
        'Unable to get the channel unread messages.',
      );
    const member = memberOf(core, channel.id, user.id);
    return json({
      team_id: channel.team_id,
      channel_id: channel.id,
      msg_count: Math.max(0, channel.total_msg_count - member.msg_count),
      mention_count: member.mention_count,
      notify_props: { ...member.notify_props },
      msg_count_root: Math.max(0, channel.total_msg_count_root - member.msg_count_root),
      mention_count_root: member.mention_count_root,
      urgent_mention_count: member.urgent_mention_count,
    });
  });
};
