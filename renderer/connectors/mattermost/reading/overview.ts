/**
 * Everything the user can see, in a handful of requests: one each for the user, teams, the user's rows in teams, channels, memberships and
 * preferences on a present-day server, one for roles that are not known yet, and one more per 50 group messages and per 200 people of direct messages.
 */
import {
  failed,
  isOfOneThing,
  isOfPart,
  succeeded,
  type Change,
  type PersonId,
  type Result,
  type ServiceFailure,
  type Team,
} from '../../../model/index.ts';
import type { ListNotRead, Overview } from '../../connector.ts';
import {
  channelOf,
  conversationOf,
  directUserIds,
  favouriteIds,
  hiddenNames,
  teamOf,
  whyNoChannel,
  type Channel,
} from './channels.ts';
import type { MappingContext } from '../context.ts';
import { offline, saysNoChannels } from '../rest/failure.ts';
import { isServiceId } from '../ids.ts';
import { pageSize } from '../rest/paging.ts';
import { changeOfUser } from './people.ts';
import { ownRolesOf, readRights } from './roles.ts';
import { isPayload, listOf, payloadOf, stampOf, type Payload } from '../rest/reading.ts';
import type { Rest } from '../rest/rest.ts';

/** `/users/group_channels` silently ignores ids beyond 50 (server: MaxGroupChannelsForProfiles). */
const groupsAtOnce = 50;
const peopleAtOnce = 200;

/**
 * Reads the overview. If a request fails, the overview fails, since a present-day server gives all teams' channels in one answer. Some
 * requests may fail: one team's list on old servers, the preferences that hide conversations, people, and the user's roles. Then the conversations are listed
 * without these.
 */
export const readMattermostOverview = async (
  rest: Rest,
  context: MappingContext,
  signal: AbortSignal,
): Promise<Result<Overview>> => {
  const [me, teams, teamRows, preferences] = await Promise.all([
    rest.ask(signal, (client) => client.getMe()),
    rest.ask(signal, (client) => client.getMyTeams()),
    rest.ask(signal, (client) => client.getMyTeamMembers()),
    rest.ask(signal, (client) => client.getMyPreferences()),
  ]);
  if (!me.ok) return me;
  if (!teams.ok) return teams;
  if (!preferences.ok && !isOfPart(preferences.failure)) return preferences;
  if (!teamRows.ok && !isOfPart(teamRows.failure)) return teamRows;
  // An object where a list belongs is a broken answer, not an empty account.
  if (!Array.isArray(teams.value) || !isPayload(me.value)) return failed(offline('broken-answer'));

  const changes: Change[] = [changeOfUser(me.value, context)];
  const readTeams: ReadTeam[] = [];
  const notRead: ListNotRead[] = [];
  for (const raw of teams.value as readonly unknown[]) {
    const team = teamOf(raw, context);
    if (team === null) {
      changes.push({ kind: 'discarded', reason: 'malformed-conversation' });
      notRead.push({ list: { kind: 'teams' }, failure: null });
      continue;
    }
    const { serviceId, urlName, ...row } = team;
    readTeams.push({ serviceId, urlName, row });
  }
  const teamIds = readTeams.map((team) => team.serviceId);

  const [channels, members] = await Promise.all([
    readChannels(rest, teamIds, signal),
    readMembers(rest, teamIds, signal),
  ]);
  if (!channels.ok) return channels;
  if (!members.ok) return members;
  for (const { serviceId, row } of readTeams) {
    const failure = channels.value.refused.get(serviceId) ?? null;
    changes.push({ kind: 'team', team: { ...row, notRead: failure } });
    if (failure !== null) notRead.push({ list: { kind: 'channels', teamId: row.id }, failure });
  }
  const readable = new Map<string, Channel>();
  /** Channels of which only the id can be read, such as kinds that this version does not know. */
  const named = new Set<string>();
  for (const raw of channels.value.rows) {
    const channel = channelOf(raw);
    if (channel !== null) {
      readable.set(channel.id, channel);
      continue;
    }
    changes.push({ kind: 'discarded', reason: whyNoChannel(raw) });
    const id = payloadOf(raw).id;
    if (isServiceId(id)) named.add(id);
    else notRead.push(...everyList(readTeams));
  }
  const participants = await readParticipants(rest, [...readable.values()], context, signal);
  if (!participants.ok) return participants;
  changes.push(...participants.value.changes);

  const own = ownRolesOf(me.value, teamRows.ok ? teamRows.value : [], members.value.values());
  const rights = await readRights(rest, context.directory.roles, own, signal);
  const hidden = preferences.ok ? hiddenNames(preferences.value) : null;
  const favourites = preferences.ok ? favouriteIds(preferences.value) : null;
  const teamNames = new Map(readTeams.map((team) => [team.serviceId, team.urlName]));
  for (const channel of readable.values()) {
    const people = participants.value.of.get(channel.id) ?? (channel.type === 'G' ? undefined : []);
    const teamName = channel.teamId === null ? null : (teamNames.get(channel.teamId) ?? null);
    const member = members.value.get(channel.id) ?? null;
    const around = {
      member,
      participants: people,
      hidden,
      favourites,
      rights: rights.of(channel),
      teamName,
    };
    const conversation = conversationOf(channel, around, context);
    changes.push({ kind: 'conversation', conversation });
    if (people !== undefined && people.length > 0) {
      const membership = {
        conversationId: conversation.id,
        accountId: context.ids.accountId,
        personIds: people,
      };
      changes.push({ kind: 'members', membership });
    }
    const stamp = stampOf(channel.payload.last_post_at) ?? 0;
    context.directory.highestStamp = Math.max(context.directory.highestStamp, stamp);
    const { lastPosts } = context.directory;
    if (!lastPosts.has(channel.id)) lastPosts.set(channel.id, stamp);
  }
  return succeeded({
    me: context.ids.person(context.userId),
    ...(rights.mayNotBegin === undefined ? {} : { mayNotBegin: rights.mayNotBegin }),
    changes,
    teamIds: readTeams.map(({ row }) => row.id),
    conversationIds: [...readable.keys(), ...named].map((id) => context.ids.conversation(id)),
    notRead,
  });
};

interface ReadTeam {
  readonly serviceId: string;
  readonly urlName: string;
  readonly row: Team;
}

/** Marks every list as not read: an entry without an id may be any channel, so no channel may count as missing. */
const everyList = (teams: readonly ReadTeam[]): ListNotRead[] => [
  { list: { kind: 'chats' }, failure: null },
  ...teams.map(({ row }): ListNotRead => ({ list: { kind: 'channels', teamId: row.id }, failure: null })),
];

interface ChannelRows {
  readonly rows: readonly unknown[];
  /** Teams whose own list was refused, by the service's id. */
  readonly refused: ReadonlyMap<string, ServiceFailure>;
}

/**
 * All channels, direct and group messages included, archived ones too (they stay readable). Servers before 6.1 have no route for all teams
 * at once: for them each team's list is asked for. Every such list holds the direct and group messages.
 */
const readChannels = async (
  rest: Rest,
  teamIds: readonly string[],
  signal: AbortSignal,
): Promise<Result<ChannelRows>> => {
  const all = await rest.askPath(signal, '/users/me/channels?include_deleted=true');
  if (all.ok) {
    const rows = listResult(all.value);
    return rows.ok ? succeeded({ rows: rows.value, refused: new Map() }) : rows;
  }
  if (saysNoChannels(all.failure)) return succeeded({ rows: [], refused: new Map() });
  if (all.failure.kind !== 'not-found') return all;
  return perTeam(teamIds, (teamId) => rest.ask(signal, (client) => client.getMyChannels(teamId, true)));
};

/**
 * The user's rows in all channels. For page -1 a present-day server streams them all, one per line. A server that does not know it answers
 * with its first page; then the other pages are asked for.
 */
const readMembers = async (
  rest: Rest,
  teamIds: readonly string[],
  signal: AbortSignal,
): Promise<Result<ReadonlyMap<string, Payload>>> => {
  const memberOf = new Map<string, Payload>();
  const take = (rows: readonly unknown[]): void => {
    for (const raw of rows)
      if (isPayload(raw) && isServiceId(raw.channel_id)) memberOf.set(raw.channel_id, raw);
  };
  for (let page = -1; ; page = Math.max(1, page + 1)) {
    const answer = await rest.ask(signal, (client) => client.getAllChannelsMembers('me', page, pageSize));
    if (!answer.ok) {
      if (answer.failure.kind !== 'not-found' || page !== -1) return answer;
      const rows = await perTeam(teamIds, (teamId) =>
        rest.ask(signal, (client) => client.getMyChannelMembers(teamId)),
      );
      if (!rows.ok) return rows;
      // Without the user's own rows everything would look unread.
      const [refused] = rows.value.refused.values();
      if (refused !== undefined) return failed(refused);
      take(rows.value.rows);
      return succeeded(memberOf);
    }
    const list = listResult(answer.value);
    if (!list.ok) return list;
    const known = memberOf.size;
    take(list.value);
    if (list.value.length !== pageSize || memberOf.size === known) return succeeded(memberOf);
  }
};

/** Asks for each team's rows. If one team is refused, the others are returned. Fails if no team answers. */
const perTeam = async (
  teamIds: readonly string[],
  ask: (teamId: string) => Promise<Result<unknown>>,
): Promise<Result<ChannelRows>> => {
  const rows: unknown[] = [];
  const refused = new Map<string, ServiceFailure>();
  for (const teamId of teamIds) {
    const answer = await ask(teamId);
    if (!answer.ok && saysNoChannels(answer.failure)) continue;
    const list = answer.ok ? listResult(answer.value) : answer;
    if (list.ok) rows.push(...list.value);
    else if (refused.size + 1 < teamIds.length && isOfOneThing(list.failure))
      refused.set(teamId, list.failure);
    else return list;
  }
  return succeeded({ rows, refused });
};

/** The answer as a list; null is Go's empty list. */
const listResult = (value: unknown): Result<readonly unknown[]> =>
  Array.isArray(value) || value === null ? succeeded(listOf(value)) : failed(offline('broken-answer'));

interface Participants {
  readonly of: ReadonlyMap<string, readonly PersonId[]>;
  /** The people, as changes. */
  readonly changes: readonly Change[];
}

/** Reads who is in the direct and group messages, and these people's profiles. */
const readParticipants = async (
  rest: Rest,
  channels: readonly Channel[],
  context: MappingContext,
  signal: AbortSignal,
): Promise<Result<Participants>> => {
  const { ids, userId } = context;
  const of = new Map<string, readonly PersonId[]>();
  const changes: Change[] = [];
  const described = new Set([userId]);

  const groups = channels.filter((channel) => channel.type === 'G').map((channel) => channel.id);
  for (let start = 0; start < groups.length; start += groupsAtOnce) {
    const asked = groups.slice(start, start + groupsAtOnce);
    const answer = await rest.ask(signal, (client) => client.getProfilesInGroupChannels(asked));
    // The engine asks for the members of each by itself.
    if (!answer.ok && isOfPart(answer.failure)) continue;
    if (!answer.ok) return answer;
    for (const channelId of asked) {
      const others = payloadOf(answer.value)[channelId];
      if (!Array.isArray(others)) continue;
      // The server leaves the asking user out.
      const members = new Set([ids.person(userId)]);
      for (const user of listOf(others)) {
        const id = payloadOf(user).id;
        if (!isServiceId(id)) continue;
        members.add(ids.person(id));
        if (described.has(id)) continue;
        described.add(id);
        changes.push(changeOfUser(user, context));
      }
      of.set(channelId, [...members].sort());
    }
  }

  const others = new Set<string>();
  for (const channel of channels) {
    if (channel.type !== 'D') continue;
    const users = directUserIds(channel);
    of.set(channel.id, users.map((id) => ids.person(id)).sort());
    for (const id of users) if (!described.has(id)) others.add(id);
  }
  const asked = [...others];
  for (let start = 0; start < asked.length; start += peopleAtOnce) {
    const some = asked.slice(start, start + peopleAtOnce);
    const answer = await rest.ask(signal, (client) => client.getProfilesByIds(some));
    // The engine asks by itself for people that it does not know.
    if (!answer.ok && isOfPart(answer.failure)) continue;
    if (!answer.ok) return answer;
    for (const user of listOf(answer.value)) changes.push(changeOfUser(user, context));
  }
  return succeeded({ of, changes });
};
