/** Teams and their members. */
import { z } from 'zod';
import { json, ok, type Call } from './call.ts';
import type { Router } from './register.ts';
import { permitsInTeam } from '../domain/roles.ts';
import {
  addToTeam,
  createTeam,
  deleteTeam,
  patchTeam,
  removeFromTeam,
  setTeamAdministrator,
} from '../domain/teams.ts';
import { AppError, forbidden, invalidParam, notFound } from '../errors.ts';
import type { Team } from '../model.ts';
import { isAdministrator, isTeamAdministrator, teamOf, userOf } from '../server.ts';
import { teamMemberView, teamView } from '../views.ts';

/** The team of the path, for its members, administrators, and everybody when it is open. */
export const visibleTeam = (call: Call): Team => {
  const team = teamOf(call.core, call.path('team_id'));
  const may =
    call.core.state.isTeamMember(team.id, call.me.id) ||
    isAdministrator(call.core, call.me) ||
    team.allow_open_invite;
  if (!may) throw forbidden();
  return team;
};

export const teamRoutes = ({ on, core }: Router): void => {
  const teamsOf = (userId: string): Team[] =>
    [...core.state.teams.values()].filter((team) => core.state.isTeamMember(team.id, userId));

  on('POST', '/teams', async (call) => {
    const body = await call.body(
      z.object({
        name: z.string(),
        display_name: z.string(),
        type: z.enum(['O', 'I']),
        description: z.string().optional(),
      }),
    );
    if (call.me.guest) throw forbidden();
    return json(teamView(createTeam(core, call.actor, body)), 201);
  });
  on('GET', '/teams', (call) => {
    const all = isAdministrator(core, call.me);
    return json(
      call
        .pageOf(
          [...core.state.teams.values()].filter(
            (team) =>
              team.delete_at === 0 &&
              (all || team.allow_open_invite || core.state.isTeamMember(team.id, call.me.id)),
          ),
        )
        .map(teamView),
    );
  });
  on('GET', '/users/:user_id/teams', (call) => {
    const user = call.ownUser();
    return json(
      teamsOf(user.id)
        .filter((team) => team.delete_at === 0)
        .map(teamView),
    );
  });
  on('GET', '/users/:user_id/teams/members', (call) => {
    const user = call.ownUser();
    return json(
      teamsOf(user.id).flatMap((team) => {
        const member = core.state.teamMembers.get(team.id)?.get(user.id);
        return member ? [teamMemberView(core, member)] : [];
      }),
    );
  });

  const unread = (team: Team, userId: string): Record<string, unknown> => {
    const totals = { msg_count: 0, mention_count: 0, msg_count_root: 0, mention_count_root: 0 };
    for (const channel of core.state.channelsFor(userId)) {
      const member = core.state.membersOf(channel.id).get(userId);
      if (channel.team_id !== team.id || channel.delete_at !== 0 || !member) continue;
      if (member.notify_props.mark_unread !== 'mention') {
        totals.msg_count += Math.max(0, channel.total_msg_count - member.msg_count);
        totals.msg_count_root += Math.max(0, channel.total_msg_count_root - member.msg_count_root);
      }
      totals.mention_count += member.mention_count;
      totals.mention_count_root += member.mention_count_root;
    }
    return {
      team_id: team.id,
      ...totals,
      thread_count: 0,
      thread_mention_count: 0,
      thread_urgent_mention_count: 0,
    };
  };
  on('GET', '/users/:user_id/teams/unread', (call) => {
    const user = call.ownUser();
    return json(
      teamsOf(user.id)
        .filter((team) => team.id !== call.query('exclude_team'))
        .map((team) => unread(team, user.id)),
    );
  });
  on('GET', '/users/:user_id/teams/:team_id/unread', (call) => {
    const user = call.ownUser();
    return json(unread(visibleTeam(call), user.id));
  });

  on('GET', '/teams/name/:name', (call) => {
    const team = [...core.state.teams.values()].find((each) => each.name === call.path('name'));
    if (!team) throw notFound('team');
    if (
      !core.state.isTeamMember(team.id, call.me.id) &&
      !isAdministrator(core, call.me) &&
      !team.allow_open_invite
    )
      throw forbidden();
    return json(teamView(team));
  });
  on('GET', '/teams/name/:name/exists', (call) =>
    json({ exists: [...core.state.teams.values()].some((team) => team.name === call.path('name')) }),
  );
  on('GET', '/teams/:team_id', (call) => json(teamView(visibleTeam(call))));
  on('GET', '/teams/:team_id/stats', (call) => {
    const team = visibleTeam(call);
    const members = [...core.state.teamMembersOf(team.id).values()].filter(
      (member) => member.delete_at === 0,
    );
    return json({
      team_id: team.id,
      total_member_count: members.length,
      active_member_count: members.length,
    });
  });
  const patchSchema = z.object({
    display_name: z.string().optional(),
    description: z.string().optional(),
    allow_open_invite: z.boolean().optional(),
  });
  on('PUT', '/teams/:team_id/patch', async (call) =>
    json(
      teamView(patchTeam(core, call.actor, teamOf(core, call.path('team_id')), await call.body(patchSchema))),
    ),
  );
  on('PUT', '/teams/:team_id', async (call) =>
    json(
      teamView(patchTeam(core, call.actor, teamOf(core, call.path('team_id')), await call.body(patchSchema))),
    ),
  );
  on('DELETE', '/teams/:team_id', (call) => {
    deleteTeam(core, call.actor, teamOf(core, call.path('team_id')), call.flag('permanent'));
    return ok();
  });
  on('GET', '/teams/:team_id/members', (call) => {
    const team = visibleTeam(call);
    const members = [...core.state.teamMembersOf(team.id).values()].filter(
      (member) => member.delete_at === 0,
    );
    return json(call.pageOf(members).map((member) => teamMemberView(core, member)));
  });
  on('POST', '/teams/:team_id/members', async (call) => {
    const team = teamOf(core, call.path('team_id'));
    const body = await call.body(z.object({ team_id: z.string(), user_id: z.string() }));
    if (body.team_id !== team.id) throw invalidParam('team_id');
    const user = userOf(core, body.user_id);
    const joins = user.id === call.me.id && team.allow_open_invite;
    const invites = core.state.isTeamMember(team.id, call.me.id) && !call.me.guest;
    if (!joins && !invites && !isTeamAdministrator(core, call.me, team.id)) throw forbidden();
    return json(teamMemberView(core, addToTeam(core, team, user, call.me)), 201);
  });
  on('GET', '/teams/:team_id/members/:user_id', (call) => {
    const team = visibleTeam(call);
    const member = core.state.teamMembersOf(team.id).get(call.user().id);
    if (!member)
      throw new AppError(
        'app.team.get_member.missing.app_error',
        404,
        'No team member found for that user ID and team ID.',
      );
    return json(teamMemberView(core, member));
  });
  on('PUT', '/teams/:team_id/members/:user_id/schemeRoles', async (call) => {
    const team = teamOf(core, call.path('team_id'));
    if (!permitsInTeam(core, call.me, team.id, 'manage_team_roles')) throw forbidden('manage_team_roles');
    const { scheme_admin } = await call.body(z.object({ scheme_admin: z.boolean() }));
    setTeamAdministrator(core, call.user(), team, scheme_admin);
    return ok();
  });
  on('DELETE', '/teams/:team_id/members/:user_id', (call) => {
    removeFromTeam(core, teamOf(core, call.path('team_id')), call.user(), call.me);
    return ok();
  });
  on('POST', '/teams/:team_id/members/ids', async (call) => {
    const team = visibleTeam(call);
    const ids = await call.body(z.array(z.string()), 'user_ids');
    return json(
      ids.flatMap((id) => {
        const member = core.state.teamMembersOf(team.id).get(id);
        return member?.delete_at === 0 ? [teamMemberView(core, member)] : [];
      }),
    );
  });
};
