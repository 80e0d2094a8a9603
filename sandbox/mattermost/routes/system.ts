/** Ping, client configuration, licence, and roles. */
import { z } from 'zod';
import { json, ok } from './call.ts';
import type { Router } from './register.ts';
import { clientConfig, clientLicense } from '../client-config.ts';
import { configView } from '../config.ts';
import { roleView } from '../domain/roles.ts';
import { AppError, forbidden, invalidParam } from '../errors.ts';
import { isAdministrator } from '../server.ts';

/** How many roles one request may name (api4/role.go, GetRolesByNamesMax). */
const rolesAtOnce = 100;

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
    const names = new Set(await call.body(z.array(z.string()), 'rolenames'));
    if (names.size === 0) throw invalidParam('rolenames');
    if (names.size > rolesAtOnce)
      throw new AppError(
        'api.roles.get_multiple_by_name_too_many.request_error',
        400,
        `Unable to get that many roles by name. Only ${rolesAtOnce} roles can be requested at once.`,
      );
    return json([...core.state.roles.values()].filter(({ name }) => names.has(name)).map(roleView));
  });
  on('GET', '/roles/name/:role_name', (call) => {
    const role = core.state.roles.get(call.path('role_name'));
    if (!role) throw new AppError('app.role.get_by_name.app_error', 404, 'Unable to get role.');
    return json(roleView(role));
  });
  on('GET', '/system/timezones', () =>
    json(['Europe/Amsterdam', 'Europe/London', 'America/New_York', 'UTC']),
  );
  on('POST', '/caches/invalidate', () => ok());
};
