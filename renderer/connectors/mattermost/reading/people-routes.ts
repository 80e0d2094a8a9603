/** People, presence and members by their routes. */
import {
  failed,
  succeeded,
  type Change,
  type ConversationId,
  type PersonId,
  type Result,
} from '../../../model/index.ts';
import type { MappingContext } from '../context.ts';
import { offline } from '../rest/failure.ts';
import { isServiceId } from '../ids.ts';
import { pageSize } from '../rest/paging.ts';
import { changeOfStatus, changeOfUser } from './people.ts';
import { listOf, payloadOf } from '../rest/reading.ts';
import type { MattermostClient, Rest } from '../rest/rest.ts';

/** What a route for ids of people needs. */
type ByIds = readonly [
  rest: Rest,
  context: MappingContext,
  personIds: readonly PersonId[],
  signal: AbortSignal,
];

/** People by id; ids of other accounts and unknown ones are left out. */
export const readMattermostPeople = (...needs: ByIds): Promise<Result<readonly Change[]>> =>
  readByIds(needs, (client, userIds) => client.getProfilesByIds(userIds), changeOfUser);

/** Presence of these people; ids of other accounts are left out. */
export const readMattermostPresence = (...needs: ByIds): Promise<Result<readonly Change[]>> =>
  readByIds(needs, (client, userIds) => client.getStatusesByIds(userIds), changeOfStatus);

const readByIds = async (
  [rest, context, personIds, signal]: ByIds,
  ask: (client: MattermostClient, userIds: string[]) => Promise<unknown>,
  change: (raw: unknown, context: MappingContext) => Change,
): Promise<Result<readonly Change[]>> => {
  const userIds = userIdsOf(context, personIds);
  if (userIds.length === 0) return succeeded([]);
  const answer = await rest.ask(signal, (client) => ask(client, userIds));
  return answer.ok ? changesOf(answer.value, (raw) => change(raw, context)) : answer;
};

/**
 * All members of a channel, and who they are: `/users?in_channel` gives both in one walk, 200 a page; `channels/{id}/members` would only
 * give ids. Pages are cut by offset, so a page may miss somebody when a person joins or leaves meanwhile. The server sends an event for
 * that, and the engine asks again.
 */
export const readMattermostMembers = async (
  rest: Rest,
  context: MappingContext,
  conversationId: ConversationId,
  channelId: string,
  signal: AbortSignal,
): Promise<Result<readonly Change[]>> => {
  const personIds = new Set<PersonId>();
  const changes: Change[] = [];
  for (let page = 0; ; page += 1) {
    const answer = await rest.ask(signal, (client) => client.getProfilesInChannel(channelId, page, pageSize));
    if (!answer.ok) return answer;
    if (answer.value !== null && !Array.isArray(answer.value)) return failed(offline('broken-answer'));
    const users = listOf(answer.value);
    const known = personIds.size;
    for (const user of users) {
      changes.push(changeOfUser(user, context));
      const { id } = payloadOf(user);
      if (isServiceId(id)) personIds.add(context.ids.person(id));
    }
    if (users.length < pageSize) break;
    // A full page holds nobody new: a proxy ignores page numbers, and the walk would never end.
    if (personIds.size === known) return failed({ kind: 'stands-still' });
  }
  // The user is a member, so an empty list cannot be right.
  if (personIds.size === 0) return failed(offline('broken-answer'));
  const membership = { conversationId, accountId: context.ids.accountId, personIds: [...personIds].sort() };
  return succeeded([...changes, { kind: 'members', membership }]);
};

/** People by username, for mentions of people who are not known yet. Unknown names are left out. */
export const readPeopleByUsername = async (
  rest: Rest,
  context: MappingContext,
  usernames: readonly string[],
  signal: AbortSignal,
): Promise<Result<readonly Change[]>> => {
  const answer = await rest.ask(signal, (client) => client.getProfilesByUsernames([...usernames]));
  return answer.ok ? changesOf(answer.value, (raw) => changeOfUser(raw, context)) : answer;
};

const userIdsOf = (context: MappingContext, personIds: readonly PersonId[]): string[] =>
  personIds.map((id) => context.ids.userIdOf(id)).filter((id) => id !== null);

const changesOf = (payload: unknown, change: (raw: unknown) => Change): Result<readonly Change[]> => {
  if (payload !== null && !Array.isArray(payload)) return failed(offline('broken-answer'));
  return succeeded(listOf(payload).map(change));
};
