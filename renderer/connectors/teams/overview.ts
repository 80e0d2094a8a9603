/** Everything the user can see, without messages: the user, teams with their channels, chats with their members. */
import { succeeded, type Change, type Person, type PersonId, type Result } from '../../model/index.ts';
import type { Overview } from '../connector.ts';
import type { Connection } from './connection.ts';
import type { KnownChats } from './known-chats.ts';
import { readChats } from './overview-chats.ts';
import type { OverviewParts } from './overview-parts.ts';
import { readTeams } from './overview-teams.ts';
import { readUser, userProperties } from './people.ts';

/** Reads it all; fails as a whole when a part fails for a reason that passes, because what is missing in an overview counts as gone. */
export const readOverview = async (
  connection: Connection,
  parts: OverviewParts,
  known: KnownChats,
  signal: AbortSignal,
): Promise<Result<Overview>> => {
  const me = await connection.client.get(`/me?$select=${userProperties}`, signal);
  if (!me.ok) return me;
  const held = parts.take(connection.world.now());
  const teams = await readTeams(connection, held, signal);
  if (!teams.ok) return teams;
  const chats = await readChats(connection, signal);
  if (!chats.ok) return chats;
  parts.finish();

  const people = new Map<PersonId, Person>(chats.value.people);
  const user = readUser(connection, me.value);
  if (user) people.set(connection.me, { ...user, id: connection.me });
  const conversations = new Map(
    [...teams.value.channels, ...chats.value.chats].map((facts) => [facts.id, facts]),
  );
  known.replace(chats.value.chats);
  const changes: Change[] = [
    ...[...people.values()].map((person): Change => ({ kind: 'person', person })),
    ...teams.value.teams.map((team): Change => ({ kind: 'team', team })),
    ...[...conversations.values()].map((conversation): Change => ({ kind: 'conversation', conversation })),
    ...teams.value.discarded,
    ...chats.value.discarded,
  ];
  return succeeded({
    me: connection.me,
    changes,
    teamIds: teams.value.teams.map(({ id }) => id),
    conversationIds: [...conversations.keys()],
  });
};
