/** Maps teams and their channels. */
import type { ConversationFacts, ConversationKind, Team, TeamId } from '../../../model/index.ts';
import type { Connection } from '../connection.ts';
import { channelConversationId, isUsableId, teamId } from '../ids.ts';
import { asText, asWebAddress, type JsonRecord } from '../graph/json.ts';

/** All channels of a team that the user may see, also those that other teams share with it (facts, graph §1). */
export const allChannelsPath = (team: string): string => `/teams/${encodeURIComponent(team)}/allChannels`;
/** The channels that the team hosts itself; private and shared ones only if the user is in them. */
export const ownChannelsPath = (team: string): string => `/teams/${encodeURIComponent(team)}/channels`;

/** A joined or associated team (`id` or, in teamInfo, `id` too); null without a usable id. */
export const readTeam = ({ accountId }: Connection, team: JsonRecord): Team | null =>
  isUsableId(team.id)
    ? {
        id: teamId(accountId, team.id),
        accountId,
        name: asText(team.displayName) ?? '',
        description: asText(team.description) ?? '',
        notRead: null,
      }
    : null;

const kindOf = (membershipType: unknown): ConversationKind => {
  if (membershipType === 'private') return 'private-channel';
  return membershipType === 'shared' ? 'shared-channel' : 'channel';
};

/** The team that hosts a channel shared into another: only its `@odata.id` says so (`…/teams/{host}/channels/…`). */
const hostOf = (channel: JsonRecord): string | null =>
  /\/teams(?:\/|\(')([0-9a-f-]{36})(?:'\))?\/channels/i.exec(asText(channel['@odata.id']) ?? '')?.[1] ?? null;

/** A channel's facts; null if it has no usable id. Graph keeps no read state and no activity of channels. */
export const readChannel = (
  { accountId }: Connection,
  team: { readonly id: TeamId; readonly graphId: string; readonly archived: boolean },
  channel: JsonRecord,
): ConversationFacts | null => {
  if (!isUsableId(channel.id)) return null;
  const name = asText(channel.displayName);
  return {
    id: channelConversationId(accountId, hostOf(channel) ?? team.graphId, channel.id),
    accountId,
    service: 'teams',
    kind: kindOf(channel.membershipType),
    teamId: team.id,
    name,
    topic: asText(channel.description) ?? '',
    participants: [],
    archived: team.archived || channel.isArchived === true,
    muted: false,
    hidden: false,
    webUrl: asWebAddress(channel.webUrl),
    lastActivityAt: 0,
    readAt: undefined,
  };
};
