/** Who may link a channel: whoever administers it; in direct and group messages everybody who is in them. */
import {
  failed,
  succeeded,
  type ConversationId,
  type Result,
  type ServiceFailure,
} from '../../../model/index.ts';
import { channelOf } from '../channels.ts';
import { offline } from '../failure.ts';
import { isPayload, textOf } from '../reading.ts';
import type { Surroundings } from '../writing/surroundings.ts';

/** Whether the user administers the channel, its team or the server. A channel that the user is not in is not theirs to link. */
export const mayLinkChannel = async (
  { rest, context }: Surroundings,
  conversationId: ConversationId,
  signal: AbortSignal,
): Promise<Result<boolean>> => {
  const channelId = context.ids.channelIdOf(conversationId);
  if (channelId === null) return failed({ kind: 'not-found' });
  const [member, answer] = await Promise.all([
    rest.ask(signal, (client) => client.getMyChannelMember(channelId)),
    rest.ask(signal, (client) => client.getChannel(channelId)),
  ]);
  if (!member.ok) return isNotIn(member.failure) ? succeeded(false) : member;
  if (!answer.ok) return answer;
  const channel = channelOf(answer.value);
  if (channel === null) return failed(offline('broken-answer'));
  if (channel.type === 'D' || channel.type === 'G') return succeeded(true);
  if (administers(member.value, 'channel_admin')) return succeeded(true);
  const { teamId } = channel;
  if (teamId !== null) {
    const inTeam = await rest.ask(signal, (client) => client.getTeamMember(teamId, context.userId));
    if (inTeam.ok && administers(inTeam.value, 'team_admin')) return succeeded(true);
    if (!inTeam.ok && !isNotIn(inTeam.failure)) return inTeam;
  }
  const me = await rest.ask(signal, (client) => client.getMe());
  return me.ok ? succeeded(administers(me.value, 'system_admin')) : me;
};

/** How servers answer for somebody who is not in a team or channel. */
const isNotIn = ({ kind }: ServiceFailure): boolean => kind === 'not-found' || kind === 'forbidden';

/** By the scheme, or by the role's own name. */
const administers = (row: unknown, role: string): boolean =>
  isPayload(row) && (row.scheme_admin === true || textOf(row.roles).split(' ').includes(role));
