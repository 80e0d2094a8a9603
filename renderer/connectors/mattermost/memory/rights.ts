/** Who may link a channel: whoever administers it; in direct and group messages everybody who is in them. */
import { failed, succeeded, type ConversationId, type Result } from '../../../model/index.ts';
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
  if (!member.ok) return member.failure.kind === 'not-found' ? succeeded(false) : member;
  if (!answer.ok) return answer;
  const channel = channelOf(answer.value);
  if (channel === null) return failed(offline('broken-answer'));
  if (channel.type === 'D' || channel.type === 'G') return succeeded(true);
  if (administers(member.value, 'channel_admin')) return succeeded(true);
  const { teamId } = channel;
  if (teamId !== null) {
    const inTeam = await rest.ask(signal, (client) => client.getTeamMember(teamId, context.userId));
    if (inTeam.ok && administers(inTeam.value, 'team_admin')) return succeeded(true);
    if (!inTeam.ok && inTeam.failure.kind !== 'not-found') return inTeam;
  }
  const me = await rest.ask(signal, (client) => client.getMe());
  return me.ok ? succeeded(administers(me.value, 'system_admin')) : me;
};

/** By the scheme, or by the role's own name. */
const administers = (row: unknown, role: string): boolean =>
  isPayload(row) && (row.scheme_admin === true || textOf(row.roles).split(' ').includes(role));
