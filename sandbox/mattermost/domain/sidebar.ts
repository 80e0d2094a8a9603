/**
 * The categories of a user's sidebar in a team: favourites, channels, direct messages. Favourites are the preferences `favorite_channel`:
 * the server keeps both the same (UpdateSidebarCategories and UpdateSidebarChannelsByPreferences, server source 11.6). A change of
 * categories is told by its own event only, and never by one of preferences. There are no categories of the user's own here.
 */
import { AppError } from '../errors.ts';
import type { Channel, Preference } from '../model.ts';
import type { Core } from '../server.ts';
import { serverEvent } from '../sockets/event.ts';
import { getOrMake } from '../state.ts';

export type CategoryType = 'favorites' | 'channels' | 'direct_messages';

export interface SidebarCategory {
  readonly id: string;
  readonly user_id: string;
  readonly team_id: string;
  readonly sort_order: number;
  readonly sorting: string;
  readonly type: CategoryType;
  readonly display_name: string;
  readonly muted: boolean;
  readonly collapsed: boolean;
  readonly channel_ids: readonly string[];
}

const names = {
  favorites: 'Favorites',
  channels: 'Channels',
  direct_messages: 'Direct Messages',
} as const satisfies Readonly<Record<CategoryType, string>>;
const types = Object.keys(names) as CategoryType[];
const favourite = 'favorite_channel';

const idOf = (type: CategoryType, userId: string, teamId: string): string => `${type}_${userId}_${teamId}`;
const isChat = ({ type }: Channel): boolean => type === 'D' || type === 'G';

/** The user's categories in a team; direct and group messages are in those of every team. */
export const categoriesOf = (core: Core, userId: string, teamId: string): SidebarCategory[] => {
  const preferences = [...(core.state.preferences.get(userId)?.values() ?? [])];
  const favourites = new Set(
    preferences
      .filter(({ category, value }) => category === favourite && value === 'true')
      .map(({ name }) => name),
  );
  const mine = [...(core.state.channelsOfUser.get(userId) ?? [])]
    .flatMap((id) => core.state.channels.get(id) ?? [])
    .filter((channel) => isChat(channel) || channel.team_id === teamId);
  const typeOf = (channel: Channel): CategoryType =>
    favourites.has(channel.id) ? 'favorites' : isChat(channel) ? 'direct_messages' : 'channels';
  return types.map((type, at) => ({
    id: idOf(type, userId, teamId),
    user_id: userId,
    team_id: teamId,
    sort_order: at * 10,
    sorting: type === 'direct_messages' ? 'recent' : '',
    type,
    display_name: names[type],
    muted: false,
    collapsed: false,
    channel_ids: mine.filter((channel) => typeOf(channel) === type).map(({ id }) => id),
  }));
};

/** Says which channels are in these categories; only the favourites follow from that. Returns the categories as they are then. */
export const updateCategories = (
  core: Core,
  userId: string,
  teamId: string,
  wanted: readonly { readonly id: string; readonly channel_ids: readonly string[] }[],
): SidebarCategory[] => {
  const before = categoriesOf(core, userId, teamId);
  const preferences = getOrMake(core.state.preferences, userId, () => new Map<string, Preference>());
  const keyOf = (channelId: string): string => `${favourite}\u0000${channelId}`;
  for (const { id, channel_ids } of wanted) {
    const category = before.find((one) => one.id === id);
    if (!category)
      throw new AppError(
        'app.channel.sidebar_categories.app_error',
        400,
        'The category is not one of the user.',
      );
    const leaving = category.type === 'favorites' ? category.channel_ids : channel_ids;
    for (const channelId of leaving) preferences.delete(keyOf(channelId));
    if (category.type !== 'favorites') continue;
    for (const name of channel_ids)
      preferences.set(keyOf(name), { user_id: userId, category: favourite, name, value: 'true' });
  }
  const ids = new Set(wanted.map(({ id }) => id));
  const updated = categoriesOf(core, userId, teamId).filter(({ id }) => ids.has(id));
  core.events.publish(
    serverEvent(
      'sidebar_category_updated',
      { user: userId, team: teamId },
      { updatedCategories: JSON.stringify(updated) },
    ),
  );
  return updated;
};
