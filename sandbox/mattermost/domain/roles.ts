/** Roles: which somebody has, what a role permits, and how that changes. */
import { defaultRoles, everything, moderatedPermissions } from './default-roles.ts';
import type { Channel, ChannelMember, ChannelScheme, Role, TeamMember, User } from '../model.ts';
import { isAdministrator, type Core } from '../server.ts';
import { serverEvent } from '../sockets/event.ts';
import { newId } from '../ids.ts';

/** What a channel can withhold from its members. */
export type Moderation = keyof typeof moderatedPermissions;

/** The names of a user's roles on the server. */
export const systemRoles = (core: Core, user: User): readonly string[] => {
  if (user.guest) return ['system_guest'];
  return isAdministrator(core, user) ? ['system_admin', 'system_user'] : ['system_user'];
};

const isGuest = (core: Core, userId: string): boolean => core.state.users.get(userId)?.guest === true;

/** The names of a member's roles in the team. */
export const teamRoles = (core: Core, member: TeamMember): readonly string[] => {
  if (isGuest(core, member.user_id)) return ['team_guest'];
  return member.scheme_admin ? ['team_user', 'team_admin'] : ['team_user'];
};

/** The names of a member's roles in the channel. A moderated channel has roles of its own, with names that mean nothing. */
export const channelRoles = (core: Core, member: ChannelMember): readonly string[] => {
  const scheme = core.state.channelSchemes.get(member.channel_id) ?? {
    guest: 'channel_guest',
    user: 'channel_user',
    admin: 'channel_admin',
  };
  if (isGuest(core, member.user_id)) return [scheme.guest];
  return member.scheme_admin ? [scheme.user, scheme.admin] : [scheme.user];
};

const grants = (core: Core, names: readonly string[], permission: string): boolean =>
  names.some((name) => core.state.roles.get(name)?.permissions.has(permission) === true);

/** Whether the user's roles on the server permit it (app/authorization.go, SessionHasPermissionTo). */
export const permitsOnServer = (core: Core, user: User, permission: string): boolean =>
  grants(core, systemRoles(core, user), permission);

/** Whether the user's roles in the team or on the server permit it. */
export const permitsInTeam = (core: Core, user: User, teamId: string, permission: string): boolean => {
  const member = core.state.teamMembers.get(teamId)?.get(user.id);
  return (
    (member?.delete_at === 0 && grants(core, teamRoles(core, member), permission)) ||
    permitsOnServer(core, user, permission)
  );
};

/** Whether the user's roles in the channel, its team or on the server permit it (app/authorization.go, SessionHasPermissionToChannel). */
export const permitsIn = (core: Core, user: User, channel: Channel, permission: string): boolean => {
  if (permitsOnServer(core, user, everything)) return true;
  const member = core.state.channelMembers.get(channel.id)?.get(user.id);
  if (member && grants(core, channelRoles(core, member), permission)) return true;
  return channel.team_id === ''
    ? permitsOnServer(core, user, permission)
    : permitsInTeam(core, user, channel.team_id, permission);
};

/** Whether the user may write there: who may write in public channels need not be a member (api4/post.go, userCreatePostPermissionCheck). */
export const permitsPosts = (core: Core, user: User, channel: Channel): boolean =>
  permitsIn(core, user, channel, 'create_post') ||
  (channel.type === 'O' && permitsInTeam(core, user, channel.team_id, 'create_post_public'));

/** A role's JSON. */
export const roleView = ({ permissions, ...role }: Role): Record<string, unknown> => ({
  ...role,
  display_name: `authentication.roles.${role.name}.name`,
  description: `authentication.roles.${role.name}.description`,
  create_at: 1,
  update_at: 1,
  delete_at: 0,
  permissions: [...permissions],
});

/** The built-in roles. Their ids are made from their names. */
export const builtInRoles = (): Map<string, Role> =>
  new Map(
    Object.entries(defaultRoles).map(([name, permissions]) => [
      name,
      {
        id: name.replaceAll('_', '').padEnd(26, 'o').slice(0, 26),
        name,
        permissions: new Set(permissions),
        scheme_managed: !name.includes('post_all'),
        built_in: true,
      },
    ]),
  );

/** Tells everybody, or the members of the channel whose own role it is. */
const publishRole = (core: Core, role: Role, channelId?: string): void =>
  core.events.publish(
    serverEvent('role_updated', channelId === undefined ? {} : { channel: channelId }, {
      role: JSON.stringify(roleView(role)),
    }),
  );

const ofScheme = ['guest', 'user', 'admin'] as const;

/**
 * Makes the roles of a channel of its own anew from those of the server. Its administrators keep what is withheld from the others
 * (model/role.go, MergeChannelHigherScopedPermissions).
 */
const makeSchemeRoles = (core: Core, channelId: string, scheme: ChannelScheme, isTold: boolean): void => {
  const { roles } = core.state;
  for (const kind of ofScheme) {
    const before = roles.get(scheme[kind]);
    const above = [...(roles.get(`channel_${kind}`)?.permissions ?? [])];
    const role: Role = {
      id: before?.id ?? newId(core.world),
      name: scheme[kind],
      permissions: new Set(kind === 'admin' ? above : above.filter((each) => !scheme.withheld.has(each))),
      scheme_managed: true,
      built_in: false,
    };
    roles.set(role.name, role);
    if (isTold && before && [...before.permissions].sort().join() !== [...role.permissions].sort().join())
      publishRole(core, role, channelId);
  }
};

/** Grants a role a permission or takes it away, as the system console does for the whole server. */
export const changeRole = (core: Core, name: string, permission: string, granted: boolean): void => {
  const role = core.state.roles.get(name);
  if (!role) throw new Error(`there is no role ${name}`);
  if (granted) role.permissions.add(permission);
  else role.permissions.delete(permission);
  publishRole(core, role);
  for (const [channelId, scheme] of core.state.channelSchemes) makeSchemeRoles(core, channelId, scheme, true);
};

/**
 * Withholds this from the members and guests of a channel. The channel then has roles of its own, until nothing is withheld any more
 * (app/channel.go, PatchChannelModerationsForChannel).
 */
export const moderateChannel = (core: Core, channel: Channel, withheld: readonly Moderation[]): void => {
  const { channelSchemes } = core.state;
  const present = channelSchemes.get(channel.id);
  if (withheld.length === 0) {
    channelSchemes.delete(channel.id);
    core.events.publish(serverEvent('channel_scheme_updated', { channel: channel.id }, {}));
    return;
  }
  const names = present ?? { guest: newId(core.world), user: newId(core.world), admin: newId(core.world) };
  const scheme = {
    ...names,
    withheld: new Set<string>(withheld.flatMap((each) => moderatedPermissions[each])),
  };
  channelSchemes.set(channel.id, scheme);
  makeSchemeRoles(core, channel.id, scheme, present !== undefined);
  if (!present) core.events.publish(serverEvent('channel_scheme_updated', { channel: channel.id }, {}));
};
