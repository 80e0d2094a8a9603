/** Reads everything that the user can see, without messages: the user, teams with their channels, chats with their members. */
import {
  isOfPart,
  succeeded,
  type Change,
  type Person,
  type PersonId,
  type Result,
  type ServiceFailure,
} from '../../../model/index.ts';
import type { ListNotRead, Overview } from '../../connector.ts';
import type { Connection } from '../connection.ts';
import type { KnownChats } from '../live/known-chats.ts';
import { readChats, type Chats } from './overview-chats.ts';
import type { OverviewParts } from './overview-parts.ts';
import { readJoinedTeams, type Teams } from './overview-teams.ts';
import { readTeamsUser, userProperties } from './people.ts';

/** The user's own profile. It is the vital call, and an overview reads it first. */
export const mePath = `/me?$select=${userProperties}`;

/** Reads the overview. If only the teams or only the chats are refused, the other part is returned. Fails if neither can be read. */
export const readTeamsOverview = async (
  connection: Connection,
  parts: OverviewParts,
  known: KnownChats,
  signal: AbortSignal,
): Promise<Result<Overview>> => {
  const me = await connection.client.get(mePath, signal);
  if (!me.ok) return me;
  const held = parts.take(connection.world.now());
  const teamsRead = await readJoinedTeams(connection, held, signal);
  // The account could be read, so a failure from here on may concern one list only.
  if (!teamsRead.ok && !isOfPart(teamsRead.failure)) return teamsRead;
  const chatsRead = await readChats(connection, signal);
  if (!chatsRead.ok && !(teamsRead.ok && isOfPart(chatsRead.failure))) return chatsRead;
  const teams = teamsRead.ok ? teamsRead.value : noTeams(teamsRead.failure);
  const chats = chatsRead.ok ? chatsRead.value : noChats(chatsRead.failure);
  const notRead = [...teams.notRead, ...chats.notRead];
  if (!notRead.some(({ failure }) => failure?.kind === 'throttled')) parts.finish();

  const people = new Map<PersonId, Person>(chats.people);
  const user = readTeamsUser(connection, me.value);
  if (user) people.set(connection.me, { ...user, id: connection.me });
  const conversations = new Map([...teams.channels, ...chats.chats].map((facts) => [facts.id, facts]));
  if (chatsRead.ok) known.replace(chats.chats);
  const changes: Change[] = [
    ...[...people.values()].map((person): Change => ({ kind: 'person', person })),
    ...teams.teams.map((team): Change => ({ kind: 'team', team })),
    ...[...conversations.values()].map((conversation): Change => ({ kind: 'conversation', conversation })),
    ...teams.discarded,
    ...chats.discarded,
  ];
  return succeeded({
    me: connection.me,
    changes,
    teamIds: teams.teams.map(({ id }) => id),
    conversationIds: [...conversations.keys()],
    notRead,
  });
};

const refused = (list: ListNotRead['list'], failure: ServiceFailure): ListNotRead[] => [{ list, failure }];

const noTeams = (failure: ServiceFailure): Teams => ({
  teams: [],
  channels: [],
  discarded: [],
  notRead: refused({ kind: 'teams' }, failure),
});

const noChats = (failure: ServiceFailure): Chats => ({
  chats: [],
  people: new Map(),
  discarded: [],
  notRead: refused({ kind: 'chats' }, failure),
});
