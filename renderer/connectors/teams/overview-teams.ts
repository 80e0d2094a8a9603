/** The part of an overview about teams and their channels. */
import { succeeded, type Change, type ConversationFacts, type Result, type Team } from '../../model/index.ts';
import { getMany } from './batch.ts';
import { allChannelsPath, ownChannelsPath, readChannel, readTeam } from './channels.ts';
import type { Connection } from './connection.ts';
import { isPassing } from './failure.ts';
import { asText, type JsonRecord } from './json.ts';
import type { Parts } from './overview-parts.ts';
import { readAll } from './pages.ts';

export interface Teams {
  readonly teams: readonly Team[];
  readonly channels: readonly ConversationFacts[];
  readonly discarded: readonly Change[];
}

/**
 * Joined teams, and those that host a shared channel the user is in (facts, graph §1). A team whose channels may not be seen stays,
 * without them.
 */
export const readTeams = async (
  connection: Connection,
  parts: Parts,
  signal: AbortSignal,
): Promise<Result<Teams>> => {
  const joined = await readAll(connection.client, '/me/joinedTeams', signal);
  if (!joined.ok) return joined;
  const associated = await readAll(connection.client, '/me/teamwork/associatedTeams', signal);
  if (!associated.ok && isPassing(associated.failure)) return associated;

  const teams = new Map<string, { raw: JsonRecord; team: Team }>();
  const discarded: Change[] = [];
  for (const raw of [...joined.value, ...(associated.ok ? associated.value : [])]) {
    const team = readTeam(connection, raw);
    const id = asText(raw.id);
    if (!team || id === null) discarded.push({ kind: 'discarded', reason: 'malformed-conversation' });
    else if (!teams.has(id)) teams.set(id, { raw, team });
  }

  const all = await getMany(
    connection.client,
    connection.world,
    [...teams.keys()].map(allChannelsPath),
    parts,
    signal,
  );
  if (!all.ok) return all;
  // Some clouds and hosts know no allChannels: the plain list has all but the channels shared in from elsewhere.
  const others = [...teams.keys()]
    .filter((id) => parts.get(allChannelsPath(id))?.ok !== true)
    .map(ownChannelsPath);
  const own = await getMany(connection.client, connection.world, others, parts, signal);
  if (!own.ok) return own;

  const channels = new Map<string, ConversationFacts>();
  for (const [id, { raw, team }] of teams) {
    const first = [parts.get(allChannelsPath(id)), parts.get(ownChannelsPath(id))].find(
      (part) => part?.ok === true,
    );
    if (first?.ok !== true) {
      discarded.push({ kind: 'discarded', reason: 'forbidden-conversation' });
      continue;
    }
    const items = await readAll(connection.client, first.value, signal);
    if (!items.ok) return items;
    for (const item of items.value) {
      const channel = readChannel(
        connection,
        { id: team.id, graphId: id, archived: raw.isArchived === true },
        item,
      );
      if (!channel) discarded.push({ kind: 'discarded', reason: 'malformed-conversation' });
      // A channel shared into a second team of the user's is one conversation, shown where it came first.
      else if (!channels.has(channel.id)) channels.set(channel.id, channel);
    }
  }
  return succeeded({
    teams: [...teams.values()].map(({ team }) => team),
    channels: [...channels.values()],
    discarded,
  });
};
