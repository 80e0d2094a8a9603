/** Members of channels. */
import { z } from 'zod';
import { json, ok } from './call.ts';
import type { Router } from './register.ts';
import { addToChannel, leaveChannel } from '../domain/channel-members.ts';
import { forbidden, invalidParam } from '../errors.ts';
import type { ChannelMember } from '../model.ts';
import {
  channelOf,
  isChannelAdministrator,
  isTeamAdministrator,
  memberOf,
  readableChannel,
  userOf,
} from '../server.ts';
import { serverEvent } from '../sockets/event.ts';
import { channelMemberView } from '../views.ts';

export const memberRoutes = ({ on, core }: Router): void => {
  const view = (member: ChannelMember): Record<string, unknown> => channelMemberView(core, member);
  const membershipsOf = (userId: string): ChannelMember[] =>
    core.state.channelsFor(userId).flatMap((channel) => core.state.membersOf(channel.id).get(userId) ?? []);

  on('GET', '/users/:user_id/teams/:team_id/channels/members', (call) => {
    const user = call.ownUser();
    const teamId = call.path('team_id');
    return json(
      membershipsOf(user.id)
        .filter((member) => ['', teamId].includes(core.state.channels.get(member.channel_id)?.team_id ?? '-'))
        .map(view),
    );
  });
  on('GET', '/users/:user_id/channel_members', (call) => {
    const user = call.ownUser();
    const members = membershipsOf(user.id);
    // `page=-1` gives all (Mattermost's own clients use it).
    const page = call.query('page') === '-1' ? members : call.pageOf(members);
    return json(
      page.map((member) => {
        const team = core.state.teams.get(core.state.channels.get(member.channel_id)?.team_id ?? '');
        return {
          ...view(member),
          team_display_name: team?.display_name ?? '',
          team_name: team?.name ?? '',
          team_update_at: team?.update_at ?? 0,
        };
      }),
    );
  });

  on('GET', '/channels/:channel_id/members', (call) => {
    const channel = readableChannel(core, call.actor, call.path('channel_id'));
    return json(call.pageOf([...core.state.membersOf(channel.id).values()]).map(view));
  });
  on('POST', '/channels/:channel_id/members', async (call) => {
    const channel = channelOf(core, call.path('channel_id'));
    const body = await call.body(
      z.object({ user_id: z.string().optional(), user_ids: z.array(z.string()).optional() }),
    );
    const ids = body.user_ids ?? (body.user_id === undefined ? [] : [body.user_id]);
    if (ids.length === 0) throw invalidParam('user_id');
    const isMember = core.state.isChannelMember(channel.id, call.me.id);
    const added = ids.map((id) => {
      const user = userOf(core, id);
      const joins = user.id === call.me.id && channel.type === 'O';
      if (!joins && !isMember && !isTeamAdministrator(core, call.me, channel.team_id)) throw forbidden();
      return addToChannel(core, channel, user, user.id === call.me.id ? 'join' : call.me);
    });
    const [only] = added;
    return json(body.user_ids || !only ? added.map(view) : view(only), 201);
  });
  on('POST', '/channels/:channel_id/members/ids', async (call) => {
    const channel = readableChannel(core, call.actor, call.path('channel_id'));
    const ids = await call.body(z.array(z.string()), 'user_ids');
    return json(ids.flatMap((id) => core.state.membersOf(channel.id).get(id) ?? []).map(view));
  });
  on('GET', '/channels/:channel_id/members/:user_id', (call) => {
    const channel = readableChannel(core, call.actor, call.path('channel_id'));
    return json(view(memberOf(core, channel.id, call.user().id)));
  });
  on('DELETE', '/channels/:channel_id/members/:user_id', (call) => {
    const channel = channelOf(core, call.path('channel_id'));
    const user = call.user();
    const isMember = core.state.isChannelMember(channel.id, call.me.id);
    if (!isMember && user.id !== call.me.id && !isTeamAdministrator(core, call.me, channel.team_id))
      throw forbidden();
    leaveChannel(core, channel, user, call.me);
    return ok();
  });
  on('PUT', '/channels/:channel_id/members/:user_id/notify_props', async (call) => {
    const user = call.ownUser();
    const member = memberOf(core, call.path('channel_id'), user.id);
    Object.assign(member.notify_props, await call.body(z.record(z.string(), z.string())));
    member.last_update_at = core.world.now();
    core.events.publish(
      serverEvent(
        'channel_member_updated',
        { user: user.id },
        { channelMember: JSON.stringify(view(member)) },
      ),
    );
    return ok();
  });
  on('PUT', '/channels/:channel_id/members/:user_id/schemeRoles', async (call) => {
    const channel = channelOf(core, call.path('channel_id'));
    // A channel's administrators hold manage_channel_roles by default.
    if (!isChannelAdministrator(core, call.me, channel)) throw forbidden();
    const member = memberOf(core, channel.id, call.user().id);
    member.scheme_admin = (await call.body(z.object({ scheme_admin: z.boolean() }))).scheme_admin;
    core.events.publish(
      serverEvent(
        'channel_member_updated',
        { user: member.user_id },
        { channelMember: JSON.stringify(view(member)) },
      ),
    );
    return ok();
  });
};
