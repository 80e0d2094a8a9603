/** Ping, client configuration, licence, and the little of roles that a client asks for. */
import { z } from 'zod';
import { json, ok } from './call.ts';
import type { Router } from './register.ts';
import { clientConfig, clientLicense } from '../client-config.ts';
import { configView } from '../config.ts';
import { AppError, forbidden } from '../errors.ts';
import { isAdministrator } from '../server.ts';

const permissions: Readonly<Record<string, readonly string[]>> = {
  system_admin: [
    'manage_system',
    'create_team',
    'create_bot',
    'create_user_access_token',
    'edit_others_posts',
  ],
  system_user: ['create_direct_channel', 'create_group_channel', 'view_members', 'create_team'],
  system_guest: ['create_direct_channel', 'create_group_channel'],
  team_admin: ['manage_team', 'edit_others_posts', 'delete_others_posts', 'remove_user_from_team'],
  team_user: [
    'list_team_channels',
    'join_public_channels',
    'create_public_channel',
    'create_private_channel',
    'view_team',
  ],
  team_guest: ['view_team'],
  channel_admin: ['manage_channel_roles'],
  channel_user: [
    'read_channel',
    'create_post',
    'edit_post',
    'delete_post',
    'add_reaction',
    'remove_reaction',
    'upload_file',
  ],
  channel_guest: [
    'read_channel',
    'create_post',
    'edit_post',
    'delete_post',
    'add_reaction',
    'remove_reaction',
    'upload_file',
  ],
};

const roleView = (name: string): Record<string, unknown> => ({
  id: name.padEnd(26, 'o').replaceAll('_', '').padEnd(26, 'o').slice(0, 26),
  name,
  display_name: `authentication.roles.${name}.name`,
  description: `authentication.roles.${name}.description`,
  create_at: 1,
  update_at: 1,
  delete_at: 0,
  permissions: permissions[name] ?? [],
  scheme_managed: true,
  built_in: true,
});

export const systemRoutes = ({ on, open, core }: Router): void => {
  open('GET', '/api/v4/system/ping', () =>
    json({
      AndroidLatestVersion: '',
      AndroidMinVersion: '',
      IosLatestVersion: '',
      IosMinVersion: '',
      ActiveSearchBackend: 'database',
      status: 'OK',
    }),
  );
  open('GET', '/api/v4/config/client', (call) => json(clientConfig(core.settings, call.isSignedIn)));
  on('GET', '/config', (call) => {
    if (!isAdministrator(core, call.me)) throw forbidden();
    return json(configView(core.settings));
  });
  open('GET', '/api/v4/license/client', () => json(clientLicense()));
  on('POST', '/roles/names', async (call) => {
    const names = await call.body(z.array(z.string()));
    return json(names.filter((name) => name in permissions).map(roleView));
  });
  on('GET', '/roles/name/:role_name', (call) => {
    const name = call.path('role_name');
    if (!(name in permissions))
      throw new AppError('app.role.get_by_name.app_error', 404, 'Unable to get role.');
    return json(roleView(name));
  });
  on('GET', '/system/timezones', () =>
    json(['Europe/Amsterdam', 'Europe/London', 'America/New_York', 'UTC']),
  );
  on('POST', '/caches/invalidate', () => ok());
};
