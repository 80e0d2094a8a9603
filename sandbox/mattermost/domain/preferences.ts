/** Preferences: small values of a user, by category and name; every change is told to the user's own connections. */
import { AppError, invalidParam } from '../errors.ts';
import type { Preference } from '../model.ts';
import type { Core } from '../server.ts';
import { serverEvent } from '../sockets/event.ts';
import { getOrMake } from '../state.ts';

const keyOf = ({ category, name }: { readonly category: string; readonly name: string }): string =>
  `${category}\u0000${name}`;

export const preferencesOf = (core: Core, userId: string, category?: string): Preference[] =>
  [...(core.state.preferences.get(userId)?.values() ?? [])].filter(
    (preference) => category === undefined || preference.category === category,
  );

export const preferenceOf = (core: Core, userId: string, category: string, name: string): Preference => {
  const preference = core.state.preferences.get(userId)?.get(keyOf({ category, name }));
  if (!preference)
    // 400 and not 404: the server takes a missing row for any other fault of its database.
    throw new AppError(
      'app.preference.get.app_error',
      400,
      'We encountered an error while finding preferences.',
    );
  return preference;
};

/** Every change of preferences is preceded by an empty `sidebar_category_updated` (UpdatePreferences, server source 11.6). */
const publish = (core: Core, event: string, userId: string, preferences: readonly Preference[]): void => {
  core.events.publish(serverEvent('sidebar_category_updated', { user: userId }, {}));
  core.events.publish(serverEvent(event, { user: userId }, { preferences: JSON.stringify(preferences) }));
};

export const savePreferences = (core: Core, userId: string, preferences: readonly Preference[]): void => {
  if (preferences.length === 0 || preferences.length > 100) throw invalidParam('preferences');
  for (const preference of preferences) {
    if (preference.user_id !== userId)
      throw new AppError(
        'api.preference.update_preferences.set.app_error',
        403,
        'Unable to set input preferences.',
      );
    if (preference.category === '' || preference.category.length > 32 || preference.name.length > 32)
      throw new AppError('model.preference.is_valid.category.app_error', 400, 'Invalid category.');
    if (preference.value.length > 20_000)
      throw new AppError('model.preference.is_valid.value.app_error', 400, 'Value is too long.');
  }
  const mine = getOrMake(core.state.preferences, userId, () => new Map<string, Preference>());
  for (const preference of preferences) mine.set(keyOf(preference), preference);
  publish(core, 'preferences_changed', userId, preferences);
};

export const deletePreferences = (core: Core, userId: string, preferences: readonly Preference[]): void => {
  for (const preference of preferences) core.state.preferences.get(userId)?.delete(keyOf(preference));
  publish(core, 'preferences_deleted', userId, preferences);
};
