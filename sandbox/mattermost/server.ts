/** The state that every part of the server uses. One per pretend server; nothing is global. */
import { forbidden, invalidUrlParam, notFound } from './errors.ts';
import { isValidId } from './ids.ts';
import type { Channel, ChannelMember, Post, Session, Team, User } from './model.ts';
import type { MattermostSettings } from './settings.ts';
import type { EventSink } from './sockets/event.ts';
import type { State } from './state.ts';
import type { SandboxWorld } from '../world.ts';

export interface Core {
  readonly world: SandboxWorld;
  readonly settings: MattermostSettings;
  readonly state: State;
  readonly events: EventSink;
}

/** The acting user, and their session (absent for acts). */
export interface Actor {
  readonly user: User;
  readonly session: Session | null;
}

/** Bots, personal access tokens and OAuth sessions count as integrations (facts: Sign-in). */
export const isIntegration = (actor: Actor): boolean =>
  actor.user.bot !== null || (actor.session !== null && actor.session.kind !== 'password');

export const isAdministrator = (core: Core, user: User): boolean =>
  core.settings.administrators.includes(user.username);

/** Whether the user administers the team (or the whole server). */
export const isTeamAdministrator = (core: Core, user: User, teamId: string): boolean =>
  isAdministrator(core, user) ||
  (core.state.isTeamMember(teamId, user.id) &&
    core.state.teamMembers.get(teamId)?.get(user.id)?.scheme_admin === true);

/** Whether the user administers the channel, its team or the server. */
export const isChannelAdministrator = (core: Core, user: User, channel: Channel): boolean =>
  isTeamAdministrator(core, user, channel.team_id) ||
  core.state.membersOf(channel.id).get(user.id)?.scheme_admin === true;

export const userOf = (core: Core, id: string): User => {
  if (!isValidId(id)) throw invalidUrlParam('user_id');
  const user = core.state.users.get(id);
  if (!user) throw notFound('user');
  return user;
};

export const teamOf = (core: Core, id: string): Team => {
  if (!isValidId(id)) throw invalidUrlParam('team_id');
  const team = core.state.teams.get(id);
  if (!team) throw notFound('team');
  return team;
};

export const channelOf = (core: Core, id: string): Channel => {
  if (!isValidId(id)) throw invalidUrlParam('channel_id');
  const channel = core.state.channels.get(id);
  if (!channel) throw notFound('channel');
  return channel;
};

/** The post when it is there and not deleted. */
export const postOf = (core: Core, id: string): Post => {
  if (!isValidId(id)) throw invalidUrlParam('post_id');
  const post = core.state.posts.get(id);
  if (post?.delete_at !== 0) throw notFound('post');
  return post;
};

/** A channel the actor may read: a member's, a public one of a team the actor is in, or any for an administrator. */
export const readableChannel = (core: Core, actor: Actor, id: string): Channel => {
  const channel = channelOf(core, id);
  if (core.state.isChannelMember(id, actor.user.id) || isAdministrator(core, actor.user)) return channel;
  if (channel.type === 'O' && core.state.isTeamMember(channel.team_id, actor.user.id) && !actor.user.guest)
    return channel;
  throw forbidden();
};

/** The post, when the actor may read its channel. */
export const readablePost = (core: Core, actor: Actor, id: string): Post => {
  const post = postOf(core, id);
  readableChannel(core, actor, post.channel_id);
  return post;
};

export const memberOf = (core: Core, channelId: string, userId: string): ChannelMember => {
  const member = core.state.channelMembers.get(channelId)?.get(userId);
  if (!member) throw notFound('channel');
  return member;
};

/** Whether threads are collapsed for this user (CRT): by the server's setting, or by the user's preference if the setting allows it. */
export const hasCollapsedThreads = (core: Core, userId: string): boolean => {
  switch (core.settings.CollapsedThreads) {
    case 'disabled':
      return false;
    case 'always_on':
      return true;
    case 'default_on':
    case 'default_off': {
      const chosen = core.state.preferences.get(userId)?.get('display_settings\u0000collapsed_reply_threads');
      return chosen ? chosen.value === 'on' : core.settings.CollapsedThreads === 'default_on';
    }
  }
};
