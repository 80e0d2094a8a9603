/** Maps a channel, the user's membership in it and their preferences to the model's facts of a conversation. */
import type { ConversationFacts, DiscardReason, PersonId, Rights, Team } from '../../../model/index.ts';
import type { MappingContext } from '../context.ts';
import { isServiceId } from '../ids.ts';
import { isPayload, listOf, payloadOf, stampOf, textOf, type Payload } from '../rest/reading.ts';
import { levelOf } from './people.ts';

/** A channel whose id, type and times could be read. */
export interface Channel {
  readonly id: string;
  readonly type: 'O' | 'P' | 'D' | 'G';
  readonly teamId: string | null;
  readonly payload: Payload;
}

/** Reads a channel; null if it is none (no id, or a type that this version does not know). */
export const channelOf = (raw: unknown): Channel | null => {
  if (!isPayload(raw) || !isServiceId(raw.id)) return null;
  const { type } = raw;
  if (type !== 'O' && type !== 'P' && type !== 'D' && type !== 'G') return null;
  return { id: raw.id, type, teamId: isServiceId(raw.team_id) ? raw.team_id : null, payload: raw };
};

/** Why a channel is discarded: boards (`BO`, `BP`), spaces (`S`) and unknown types are no conversations; all others are damaged. */
export const whyNoChannel = (raw: unknown): DiscardReason =>
  isPayload(raw) && isServiceId(raw.id) && typeof raw.type === 'string' && raw.type !== ''
    ? 'unknown-conversation-type'
    : 'malformed-conversation';

/** The user ids in a direct channel's name, `id__id` (facts, "Direct channels"); one id if the user writes to themselves. */
export const directUserIds = (channel: Channel): readonly string[] => [
  ...new Set(textOf(channel.payload.name).split('__').filter(isServiceId)),
];

/** The direct and group messages that the user has hidden, by the names of the preferences. */
export const hiddenNames = (preferences: unknown): ReadonlySet<string> => {
  const hidden = new Set<string>();
  for (const raw of listOf(preferences)) {
    const { category, name, value } = payloadOf(raw);
    if (category !== 'direct_channel_show' && category !== 'group_channel_show') continue;
    // A conversation without a preference is shown: Mattermost writes 'false' only when the user closes it.
    if (value === 'false' && typeof name === 'string') hidden.add(name);
  }
  return hidden;
};

/** The category of preferences that name the user's favourites; the server keeps the sidebar's category of favourites the same. */
export const favouriteCategory = 'favorite_channel';

/** The ids of the user's favourite channels. */
export const favouriteIds = (preferences: unknown): ReadonlySet<string> =>
  new Set(
    listOf(preferences).flatMap((raw) => {
      const { category, name, value } = payloadOf(raw);
      return category === favouriteCategory && value === 'true' && typeof name === 'string' ? [name] : [];
    }),
  );

export interface ChannelSurroundings {
  /** The user's row in the channel (`channel_members`); null if the server gave none. */
  readonly member: Payload | null;
  /** `undefined` if they could not be read. */
  readonly participants: readonly PersonId[] | undefined;
  /** Names of what the user has hidden; null if the preferences could not be read. */
  readonly hidden: ReadonlySet<string> | null;
  /** The ids of the user's favourites; null if the preferences could not be read. */
  readonly favourites: ReadonlySet<string> | null;
  readonly rights: Rights;
  /** The team's name in addresses, null for chats. */
  readonly teamName: string | null;
}

/** A conversation's facts. Remembers whether the user ignores channel-wide mentions there. */
export const conversationOf = (
  channel: Channel,
  around: ChannelSurroundings,
  context: MappingContext,
): ConversationFacts => {
  const { payload } = channel;
  const notify = payloadOf(around.member?.notify_props);
  const { ignoringChannelMentions } = context.directory;
  if (notify.ignore_channel_mentions === 'on') ignoringChannelMentions.add(channel.id);
  else ignoringChannelMentions.delete(channel.id);
  const chat = channel.type === 'D' || channel.type === 'G';
  const place = textOf(payload.name).toLowerCase();
  if (!chat && channel.teamId !== null && place !== '')
    context.directory.channelPlaces.set(channel.id, {
      teamId: channel.teamId,
      name: place,
      open: channel.type === 'O',
    });
  return {
    id: context.ids.conversation(channel.id),
    accountId: context.ids.accountId,
    service: 'mattermost',
    kind: kinds[channel.type],
    teamId: chat || channel.teamId === null ? null : context.ids.team(channel.teamId),
    // A group's display_name only lists its members' usernames, and stays unchanged when they are renamed.
    name: chat ? null : textOf(payload.display_name) || textOf(payload.name),
    topic: textOf(payload.header) || textOf(payload.purpose),
    participants: around.participants,
    archived: (stampOf(payload.delete_at) ?? 0) !== 0,
    muted: notify.mark_unread === 'mention',
    ...(around.favourites === null ? {} : { favourite: around.favourites.has(channel.id) }),
    ...noticesOf(channel, notify.desktop, context),
    ...around.rights,
    hidden: around.hidden === null ? undefined : isHidden(channel, around.hidden, context.userId),
    webUrl: webUrlOf(channel, around.teamName, context.publicUrl),
    lastActivityAt: stampOf(payload.last_post_at) ?? 0,
    readAt: stampOf(around.member?.last_viewed_at) ?? 0,
  };
};

/**
 * Which messages the user is told of: by their choice for the channel, else by their choice for all channels. In the choice for all,
 * "mentions" includes every message of direct and group messages (openapi, UserNotifyProps.desktop).
 */
const noticesOf = (
  { type }: Channel,
  desktop: unknown,
  { directory }: MappingContext,
): Pick<ConversationFacts, 'noticeLevel'> => {
  const own = levelOf(desktop);
  const usual = directory.me?.noticeLevel;
  const isChat = type === 'D' || type === 'G';
  const level = own ?? (isChat && usual === 'mentions' ? 'all' : usual);
  return level === undefined ? {} : { noticeLevel: level };
};

const kinds = { O: 'channel', P: 'private-channel', D: 'direct', G: 'group' } as const;

/** The preference of a direct message has the other person's id as its name, that of a group the channel's id. */
const isHidden = (channel: Channel, hidden: ReadonlySet<string>, userId: string): boolean => {
  if (channel.type === 'G') return hidden.has(channel.id);
  if (channel.type !== 'D') return false;
  const users = directUserIds(channel);
  return hidden.has(users.find((id) => id !== userId) ?? userId);
};

/** Only channels of teams have an address of their own; for direct messages one would need the other person's username. */
const webUrlOf = (channel: Channel, teamName: string | null, publicUrl: string | null): string | null => {
  const name = textOf(channel.payload.name);
  if (publicUrl === null || teamName === null || teamName === '' || name === '') return null;
  return `${publicUrl.replace(/(?<!\/)\/+$/, '')}/${encodeURIComponent(teamName)}/channels/${encodeURIComponent(name)}`;
};

/** A team; null when it cannot be read. Deleted (archived) teams are not served to members. */
export const teamOf = (
  raw: unknown,
  context: MappingContext,
): (Team & { readonly serviceId: string; readonly urlName: string }) | null => {
  if (!isPayload(raw) || !isServiceId(raw.id)) return null;
  return {
    id: context.ids.team(raw.id),
    accountId: context.ids.accountId,
    name: textOf(raw.display_name) || textOf(raw.name),
    description: textOf(raw.description),
    notRead: null,
    serviceId: raw.id,
    urlName: textOf(raw.name),
  };
};
