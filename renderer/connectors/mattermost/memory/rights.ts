/** Who may link a channel: people who administer it; in direct and group messages, everybody who is in them. */
import {
  failed,
  succeeded,
  type ConversationId,
  type PersonId,
  type Result,
  type ServiceFailure,
} from '../../../model/index.ts';
import { channelOf } from '../reading/channels.ts';
import { offline } from '../rest/failure.ts';
import { isPayload, textOf } from '../rest/reading.ts';
import type { Surroundings } from '../writing/surroundings.ts';

/**
 * Whether a person administers the channel, its team or the server. A person who administers the team or the server also counts for
 * channels that they have left; an ordinary member of the team does not. Fails with `forbidden` if the user may not know it.
 */
export const mayLink = async (
  { rest, context }: Surroundings,
  conversationId: ConversationId,
  personId: PersonId,
  signal: AbortSignal,
): Promise<Result<boolean>> => {
  const channelId = context.ids.channelIdOf(conversationId);
  const userId = context.ids.userIdOf(personId);
  if (channelId === null || userId === null) return failed({ kind: 'not-found' });
  const answer = await rest.ask(signal, (client) => client.getChannel(channelId));
  if (!answer.ok) return answer;
  const channel = channelOf(answer.value);
  if (channel === null) return failed(offline('broken-answer'));
  const member = await rest.ask(signal, (client) => client.getChannelMember(channelId, userId));
  if (!member.ok && member.failure.kind !== 'not-found') return member;
  if (channel.type === 'D' || channel.type === 'G') return succeeded(member.ok);
  if (member.ok && administers(member.value, 'channel_admin')) return succeeded(true);
  const { teamId } = channel;
  if (teamId !== null) {
    const inTeam = await rest.ask(signal, (client) => client.getTeamMember(teamId, userId));
    if (inTeam.ok && isInTeam(inTeam.value) && administers(inTeam.value, 'team_admin'))
      return succeeded(true);
    if (!inTeam.ok && !isNotIn(inTeam.failure)) return inTeam;
  }
  const user = await rest.ask(signal, (client) => client.getUser(userId));
  if (!user.ok) return user.failure.kind === 'not-found' ? succeeded(false) : user;
  return succeeded(administers(user.value, 'system_admin'));
};

/** Servers answer so for a person who is not in a team. */
const isNotIn = ({ kind }: ServiceFailure): boolean => kind === 'not-found' || kind === 'forbidden';

/** If a person has left a team, their row stays, with its roles and the time of leaving. */
const isInTeam = (row: unknown): boolean => isPayload(row) && (row.delete_at ?? 0) === 0;

/** Whether a row says that the person administers: by its scheme, or by the role's name. */
const administers = (row: unknown, role: string): boolean =>
  isPayload(row) && (row.scheme_admin === true || textOf(row.roles).split(' ').includes(role));
