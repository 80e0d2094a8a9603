/** The part of an overview about teams and their channels. */
import {
  failed,
  isOfPart,
  succeeded,
  type Change,
  type ConversationFacts,
  type ConversationId,
  type Result,
  type Team,
} from '../../../model/index.ts';
import type { ListNotRead } from '../../connector.ts';
import { getMany } from '../graph/batch.ts';
import { allChannelsPath, ownChannelsPath, readChannel, readTeam } from './channels.ts';
import type { Connection } from '../connection.ts';
import { isUnknownCall } from '../graph/failure.ts';
import { asText, type JsonRecord } from '../graph/json.ts';
import type { Parts } from './overview-parts.ts';
import { readAll } from '../graph/pages.ts';

export interface Teams {
  readonly teams: readonly Team[];
  readonly channels: readonly ConversationFacts[];
  readonly discarded: readonly Change[];
  readonly notRead: readonly ListNotRead[];
}

/**
 * Reads joined teams, and teams that host a shared channel with the user in it (facts, graph §1). If a team's channels are refused, the
 * team stays and says so, and the others are read. Fails if the joined teams are refused, or for a failure that concerns all requests.
 */
export const readJoinedTeams = async (
  connection: Connection,
  parts: Parts,
  signal: AbortSignal,
): Promise<Result<Teams>> => {
  const listed = await readTeamList(connection, signal);
  if (!listed.ok) return listed;
  const { teams, discarded, notRead } = listed.value;
  const { client, world } = connection;
  const ids = [...teams.keys()];
  const all = await getMany(client, world, ids.map(allChannelsPath), parts, signal, isOfPart);
  if (!all.ok) return all;
  // Some clouds and hosts do not know allChannels. The plain list lacks only the channels that other teams share.
  const others = ids.filter((id) => parts.get(allChannelsPath(id))?.ok !== true);
  const own = await getMany(client, world, others.map(ownChannelsPath), parts, signal, isOfPart);
  if (!own.ok) return own;
  if (others.length > 0) notRead.push({ list: { kind: 'shared-channels' }, failure: null });

  const channels = new Map<ConversationId, ConversationFacts>();
  const told: Team[] = [];
  for (const [graphId, { raw, team }] of teams) {
    const items = await readChannelList(connection, graphId, parts, signal);
    if (!items.ok && !isOfPart(items.failure)) return items;
    told.push(items.ok ? team : { ...team, notRead: items.failure });
    if (!items.ok) {
      notRead.push({ list: { kind: 'channels', teamId: team.id }, failure: items.failure });
      continue;
    }
    const place = { id: team.id, graphId, archived: raw.isArchived === true };
    const read = items.value.map((item) => readChannel(connection, place, item));
    if (read.includes(null)) notRead.push({ list: { kind: 'channels', teamId: team.id }, failure: null });
    for (const channel of read) {
      if (!channel) discarded.push({ kind: 'discarded', reason: 'malformed-conversation' });
      // A channel that is shared with a second team of the user is one conversation. It belongs to the team that came first.
      else if (!channels.has(channel.id)) channels.set(channel.id, channel);
    }
  }
  forgetThrottled(parts);
  return succeeded({ teams: told, channels: [...channels.values()], discarded, notRead });
};

interface TeamList {
  readonly teams: ReadonlyMap<string, { readonly raw: JsonRecord; readonly team: Team }>;
  readonly discarded: Change[];
  readonly notRead: ListNotRead[];
}

/** The teams by Graph's id. If Graph does not name the hosts of shared channels, only the joined teams are returned. */
const readTeamList = async (connection: Connection, signal: AbortSignal): Promise<Result<TeamList>> => {
  const joined = await readAll(connection.client, '/me/joinedTeams', signal);
  if (!joined.ok) return joined;
  const associated = await readAll(connection.client, '/me/teamwork/associatedTeams', signal);
  if (!associated.ok && !isOfPart(associated.failure)) return associated;

  const teams = new Map<string, { raw: JsonRecord; team: Team }>();
  const discarded: Change[] = [];
  for (const raw of [...joined.value, ...(associated.ok ? associated.value : [])]) {
    const team = readTeam(connection, raw);
    const id = asText(raw.id);
    if (!team || id === null) discarded.push({ kind: 'discarded', reason: 'malformed-conversation' });
    else if (!teams.has(id)) teams.set(id, { raw, team });
  }
  const whole = associated.ok && discarded.length === 0;
  const failure = associated.ok || isUnknownCall(associated.failure) ? null : associated.failure;
  return succeeded({ teams, discarded, notRead: whole ? [] : [{ list: { kind: 'teams' }, failure }] });
};

/** A team's channels, from the list of the two that Graph gave. */
const readChannelList = async (
  connection: Connection,
  graphId: string,
  parts: Parts,
  signal: AbortSignal,
): Promise<Result<readonly JsonRecord[]>> => {
  const all = parts.get(allChannelsPath(graphId));
  const first = all?.ok === true ? all : parts.get(ownChannelsPath(graphId));
  if (first?.ok === true) return readAll(connection.client, first.value, signal);
  return first ?? failed({ kind: 'not-found' });
};

/** Forgets throttled answers, so that the next try asks for them again. The other answers are kept for it. */
const forgetThrottled = (parts: Parts): void => {
  for (const [path, part] of parts) if (!part.ok && part.failure.kind === 'throttled') parts.delete(path);
};
