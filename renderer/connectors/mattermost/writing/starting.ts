/**
 * Begins direct and group messages. Both are idempotent by their members (openapi, createDirectChannel, createGroupChannel): the server gives
 * the channel that there is. Others are not shown it before something is written there (no preference of theirs is set, and a channel
 * without posts is listed by none of Mattermost's clients).
 */
import { failed, succeeded, type Change, type Result } from '../../../model/index.ts';
import type { Invited, Started, StartingCapability } from '../../starting.ts';
import { isServiceId } from '../ids.ts';
import { channelOf, conversationOf } from '../reading/channels.ts';
import { changeOfUser } from '../reading/people.ts';
import { offline } from '../rest/failure.ts';
import { isPayload, listOf } from '../rest/reading.ts';
import type { Surroundings } from './surroundings.ts';

/** So many people are found at most. */
const mostFound = 50;

export const makeStarting = ({ rest, context }: Surroundings): StartingCapability => {
  const start = async (others: readonly Invited[], signal: AbortSignal): Promise<Result<Started>> => {
    const ids = others.flatMap(({ id }) => context.ids.userIdOf(id) ?? []);
    if (ids.length === 0 || ids.length !== others.length) return failed({ kind: 'not-found' });
    const members = [context.userId, ...ids];
    const answer = await rest.ask(signal, (client) =>
      ids.length === 1 ? client.createDirectChannel(members) : client.createGroupChannel(members),
    );
    if (!answer.ok) return answer;
    const channel = channelOf(answer.value);
    if (channel === null) return failed(offline('broken-answer'));
    // A channel that was there already may be read and muted; without the answer it counts as new.
    const member = await rest.ask(signal, (client) => client.getMyChannelMember(channel.id));
    const facts = conversationOf(
      channel,
      {
        member: member.ok && isPayload(member.value) ? member.value : null,
        participants: [...new Set(members)].sort().map((id) => context.ids.person(id)),
        hidden: null,
        favourites: null,
        rights: {},
        teamName: null,
      },
      context,
    );
    const change: Change = { kind: 'conversation', conversation: facts };
    return succeeded({ id: facts.id, changes: [change] });
  };
  return {
    isRepeatable: () => true,
    start,
    findPeople: async (typed, signal) => {
      const answer = await rest.ask(signal, (client) => client.searchUsers(typed, { limit: mostFound }));
      if (!answer.ok) return answer;
      const found = listOf(answer.value).filter((raw) => isPayload(raw) && isServiceId(raw.id));
      return succeeded(found.map((raw) => changeOfUser(raw, context)));
    },
  };
};
