/**
 * What a server keeps of a channel for its user. A favourite is a preference, and the server itself keeps the sidebar's category of
 * favourites the same in every team (UpdateSidebarChannelsByPreferences, server source 11.6); a mute is a notify prop of the membership; a
 * direct or group message is hidden by a preference that is named by the other person or by the channel.
 */
import {
  failed,
  succeeded,
  type Change,
  type Conversation,
  type Result,
  type ServiceChoice,
} from '../../../../model/index.ts';
import { favouriteCategory } from '../../reading/channels.ts';
import type { Surroundings } from '../surroundings.ts';

type Chosen = Pick<Conversation, 'id' | 'kind' | 'participants'>;

/** Sets it. Fails with `not-found` for a channel to be hidden: there is no such thing. */
export const chooseOnMattermost = async (
  around: Surroundings,
  conversation: Chosen,
  choice: ServiceChoice,
  signal: AbortSignal,
): Promise<Result<readonly Change[]>> => {
  const channelId = around.context.ids.channelIdOf(conversation.id);
  if (channelId === null) return failed({ kind: 'not-found' });
  const answer = await set(around, channelId, conversation, choice, signal);
  return answer.ok ? succeeded([{ kind: 'chosen', conversationId: conversation.id, choice }]) : answer;
};

const set = (
  around: Surroundings,
  channelId: string,
  conversation: Chosen,
  { kind, value }: ServiceChoice,
  signal: AbortSignal,
): Promise<Result<unknown>> => {
  const { rest, context } = around;
  const { userId } = context;
  switch (kind) {
    case 'favourite': {
      const rows = [{ user_id: userId, category: favouriteCategory, name: channelId, value: 'true' }];
      return rest.ask(signal, (client) =>
        value ? client.savePreferences('me', rows) : client.deletePreferences('me', rows),
      );
    }
    case 'muted':
      return rest.sendPath(signal, `/channels/${channelId}/members/${userId}/notify_props`, {
        kind: 'json',
        method: 'PUT',
        value: { mark_unread: value ? 'mention' : 'all' },
      });
    case 'hidden': {
      const shown = showPreferenceOf(around, channelId, conversation);
      if (shown === null) return Promise.resolve(failed({ kind: 'not-found' }));
      const rows = [{ user_id: userId, ...shown, value: value ? 'false' : 'true' }];
      return rest.ask(signal, (client) => client.savePreferences('me', rows));
    }
  }
};

/** The preference by which a direct or group message is shown; one with oneself is named by oneself. Null where its people are not known. */
const showPreferenceOf = (
  { context }: Surroundings,
  channelId: string,
  { kind, participants }: Chosen,
): { readonly category: string; readonly name: string } | null => {
  if (kind === 'group') return { category: 'group_channel_show', name: channelId };
  if (kind !== 'direct') return null;
  const people = participants.flatMap((id) => context.ids.userIdOf(id) ?? []);
  const name = people.find((id) => id !== context.userId) ?? people[0];
  return name === undefined ? null : { category: 'direct_channel_show', name };
};
