/**
 * The roles of a new server with the permissions that decide about conversations (mattermost/mattermost, model/role.go, after the migrations
 * of app/permissions_migrations.go). Permissions about other things are left out, but for the few that a client may look at.
 */

/** Acts in a conversation that a channel can withhold from its members: channel moderation (model/permission.go, ChannelModeratedPermissionsMap). */
export const moderatedPermissions = {
  create_post: ['create_post'],
  create_reactions: ['add_reaction', 'remove_reaction'],
  use_channel_mentions: ['use_channel_mentions'],
  manage_members: ['manage_public_channel_members', 'manage_private_channel_members'],
} as const;

const moderated = Object.values(moderatedPermissions).flat();
const ofMembers = ['read_channel', 'upload_file', 'edit_post', ...moderated];
const ofGuests = [
  'read_channel',
  'upload_file',
  'edit_post',
  'create_post',
  'add_reaction',
  'remove_reaction',
  'use_channel_mentions',
];

/** Who has `manage_system` may do everything (app/authorization.go, SessionHasPermissionToChannel). */
export const everything = 'manage_system';

/** By the role's name. */
export const defaultRoles: Readonly<Record<string, readonly string[]>> = {
  system_admin: [
    everything,
    'create_team',
    'create_bot',
    'create_user_access_token',
    'create_direct_channel',
    'create_group_channel',
    'edit_others_posts',
    'delete_others_posts',
    'remove_others_reactions',
    'create_post_ephemeral',
    'create_post_public',
    'delete_post',
    'manage_team',
    ...ofMembers,
  ],
  system_user: ['create_direct_channel', 'create_group_channel', 'view_members', 'create_team'],
  system_guest: ['create_direct_channel', 'create_group_channel'],
  system_post_all: ['create_post', 'use_channel_mentions'],
  system_post_all_public: ['create_post_public', 'use_channel_mentions'],
  team_admin: [
    'manage_team',
    'manage_team_roles',
    'manage_channel_roles',
    'remove_user_from_team',
    'delete_post',
    'delete_others_posts',
    ...moderated,
  ],
  team_user: [
    'list_team_channels',
    'join_public_channels',
    'read_public_channel',
    'create_public_channel',
    'create_private_channel',
    'view_team',
  ],
  team_guest: ['view_team'],
  team_post_all: ['create_post', 'use_channel_mentions'],
  team_post_all_public: ['create_post_public', 'use_channel_mentions'],
  channel_admin: ['manage_channel_roles', 'use_group_mentions', ...moderated],
  channel_user: [...ofMembers, 'delete_post'],
  channel_guest: ofGuests,
};
