/** Preferences of a user. */
import { z } from 'zod';
import { json, ok } from './call.ts';
import type { Router } from './register.ts';
import { deletePreferences, preferenceOf, preferencesOf, savePreferences } from '../domain/preferences.ts';
import { AppError } from '../errors.ts';

const schema = z.array(
  z.object({ user_id: z.string(), category: z.string(), name: z.string(), value: z.string().default('') }),
);

export const preferenceRoutes = ({ on, core }: Router): void => {
  on('GET', '/users/:user_id/preferences', (call) => json(preferencesOf(core, call.ownUser().id)));
  on('PUT', '/users/:user_id/preferences', async (call) => {
    savePreferences(core, call.ownUser().id, await call.body(schema, 'preferences'));
    return ok();
  });
  on('POST', '/users/:user_id/preferences/delete', async (call) => {
    deletePreferences(core, call.ownUser().id, await call.body(schema, 'preferences'));
    return ok();
  });
  // The server's own pattern for a category: another one meets no route, and its 404 is like that of an empty category.
  on('GET', '/users/:user_id/preferences/:category{[A-Za-z0-9_]+}', (call) => {
    const found = preferencesOf(core, call.ownUser().id, call.path('category'));
    if (found.length === 0)
      throw new AppError(
        'app.preference.get_category.app_error',
        404,
        'We encountered an error while finding preferences.',
      );
    return json(found);
  });
  on('GET', '/users/:user_id/preferences/:category/name/:preference_name', (call) =>
    json(preferenceOf(core, call.ownUser().id, call.path('category'), call.path('preference_name'))),
  );
};
