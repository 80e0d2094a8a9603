/** Teams and their members. */
import { addToChannel, leaveChannel } from './channel-members.ts';
import { createChannel } from './channels.ts';
import { systemPost } from './posts/system-post.ts';
import { AppError, forbidden, notFound, permanentDeletionDisabled } from '../errors.ts';
import { newId } from '../ids.ts';
import type { Team, TeamMember, User } from '../model.ts';
import { isAdministrator, isTeamAdministrator, type Actor, type Core } from '../server.ts';
import { serverEvent } from '../sockets/event.ts';
import { teamMemberView, teamView } from '../views.ts';

export interface NewTeam {
  readonly name: string;
  readonly display_name: string;
  readonly type: 'O' | 'I';
  readonly description?: string | undefined;
}

export const makeTeam = (core: Core, wanted: NewTeam, at: number): Team => ({
  id: newId(core.world),
  create_at: at,
  update_at: at,
  delete_at: 0,
  display_name: wanted.display_name,
  name: wanted.name,
  description: wanted.description ?? '',
  type: wanted.type,
  allow_open_invite: wanted.type === 'O',
  invite_id: newId(core.world),
});

/** A new team with its two default channels; its maker administers it. */
export const createTeam = (core: Core, actor: Actor, wanted: NewTeam): Team => {
  if (!/^[a-z0-9][a-z0-9-]{0,62}[a-z0-9]$/.test(wanted.name))
    throw new AppError(
      'model.team.is_valid.characters.app_error',
      400,
      'Name must be 2 or more lowercase characters.',
    );
  if ([...core.state.teams.values()].some((team) => team.name === wanted.name))
    throw new AppError('app.team.save.existing.app_error', 400, 'A team with that name already exists.');
  const team = makeTeam(core, wanted, core.world.now());
  core.state.teams.set(team.id, team);
  for (const [name, display] of [
    ['town-square', 'Town Square'],
    ['off-topic', 'Off-Topic'],
  ] as const)
    createChannel(core, null, { team_id: team.id, name, display_name: display, type: 'O' });
  addToTeam(core, team, actor.user, null, true);
  return team;
};

const defaultChannels = (core: Core, team: Team) =>
  [...core.state.channels.values()].filter(
    (channel) =>
      channel.team_id === team.id && (channel.name === 'town-square' || channel.name === 'off-topic'),
  );

/** Joins a user to a team and its default channels; tells the user (`added_to_team`). */
export const addToTeam = (
  core: Core,
  team: Team,
  user: User,
  by: User | null,
  administrator = false,
): TeamMember => {
  const members = core.state.teamMembersOf(team.id);
  const present = members.get(user.id);
  if (present?.delete_at === 0) return present;
  const member: TeamMember = {
    team_id: team.id,
    user_id: user.id,
    delete_at: 0,
    scheme_admin: administrator,
  };
  members.set(user.id, member);
  for (const channel of user.guest ? [] : defaultChannels(core, team)) {
    addToChannel(core, channel, user, 'silently');
    if (channel.name !== 'town-square') continue;
    if (by === null || by.id === user.id)
      systemPost(core, channel, user, 'system_join_team', `${user.username} joined the team.`, {
        username: user.username,
      });
    else
      systemPost(
        core,
        channel,
        by,
        'system_add_to_team',
        `${user.username} added to the team by ${by.username}.`,
        {
          userId: by.id,
          username: by.username,
          addedUserId: user.id,
          addedUsername: user.username,
        },
      );
  }
  core.events.publish(
    serverEvent('added_to_team', { user: user.id }, { team_id: team.id, user_id: user.id }),
  );
  return member;
};

/** Takes a user out of a team and all its channels. */
export const removeFromTeam = (core: Core, team: Team, user: User, by: User): void => {
  const member = core.state.teamMembers.get(team.id)?.get(user.id);
  if (member?.delete_at !== 0)
    throw new AppError(
      'app.team.get_member.missing.app_error',
      404,
      'No team member found for that user ID and team ID.',
    );
  if (by.id !== user.id && !isTeamAdministrator(core, by, team.id)) throw forbidden();
  core.events.publish(serverEvent('leave_team', { user: user.id }, { user_id: user.id, team_id: team.id }));
  core.events.publish(
    serverEvent('leave_team', { team: team.id, omit: user.id }, { user_id: user.id, team_id: team.id }),
  );
  for (const channel of core.state.channelsFor(user.id))
    if (channel.team_id === team.id) leaveChannel(core, channel, user, by, 'silently');
  member.delete_at = core.world.now();
};

/** Makes a member an administrator of the team, or an ordinary member again. Only the member is told. */
export const setTeamAdministrator = (core: Core, user: User, team: Team, administers: boolean): void => {
  const member = core.state.teamMembers.get(team.id)?.get(user.id);
  if (member?.delete_at !== 0) throw notFound('team');
  member.scheme_admin = administers;
  core.events.publish(
    serverEvent(
      'memberrole_updated',
      { user: user.id },
      { member: JSON.stringify(teamMemberView(core, member)) },
    ),
  );
};

export interface TeamPatch {
  readonly display_name?: string | undefined;
  readonly description?: string | undefined;
  readonly allow_open_invite?: boolean | undefined;
}

export const patchTeam = (core: Core, actor: Actor, team: Team, patch: TeamPatch): Team => {
  if (!isTeamAdministrator(core, actor.user, team.id)) throw forbidden();
  if (patch.display_name !== undefined) team.display_name = patch.display_name;
  if (patch.description !== undefined) team.description = patch.description;
  if (patch.allow_open_invite !== undefined) team.allow_open_invite = patch.allow_open_invite;
  team.update_at = core.world.now();
  core.events.publish(
    serverEvent('update_team', { team: team.id }, { team: JSON.stringify(teamView(team)) }),
  );
  return team;
};

/** Archives a team; `permanent` (setting EnableAPITeamDeletion) takes it, its channels and their posts away. */
export const deleteTeam = (core: Core, actor: Actor, team: Team, permanent: boolean): void => {
  if (!isTeamAdministrator(core, actor.user, team.id)) throw forbidden();
  if (permanent && !core.settings.EnableAPITeamDeletion)
    throw permanentDeletionDisabled('team', isAdministrator(core, actor.user));
  team.delete_at = core.world.now();
  team.update_at = team.delete_at;
  core.events.publish(
    serverEvent('delete_team', { team: team.id }, { team: JSON.stringify(teamView(team)) }),
  );
  if (!permanent) return;
  const gone = new Set<string>();
  for (const channel of [...core.state.channels.values()].filter((each) => each.team_id === team.id)) {
    for (const userId of [...core.state.membersOf(channel.id).keys()])
      core.state.removeChannelMember(channel.id, userId);
    core.state.channels.delete(channel.id);
    gone.add(channel.id);
  }
  core.state.erasePosts((post) => gone.has(post.channel_id));
  for (const id of gone) core.state.channelPosts.delete(id);
  for (const [id, file] of core.state.files) if (gone.has(file.channel_id)) core.state.files.delete(id);
  core.state.teams.delete(team.id);
  core.state.teamMembers.delete(team.id);
};
