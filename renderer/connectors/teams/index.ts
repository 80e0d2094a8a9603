/** The entry of the Teams connector. */
import {
  sharedKeyOf,
  succeeded,
  type AccountId,
  type Change,
  type Result,
  type SharedKey,
  type TeamsFeature,
} from '../../model/index.ts';
import type { Connector } from '../connector.ts';
import type { World } from '../world.ts';
import { createGraphAddress } from './graph/address.ts';
import { readTeamsChanges } from './reading/changes.ts';
import { graphCall } from './graph/call.ts';
import { createGraphClient } from './graph/client.ts';
import type { Connection } from './connection.ts';
import { readTeamsHistory } from './reading/history.ts';
import { personId, placeOf } from './ids.ts';
import { readTeamsImage } from './reading/images.ts';
import { KnownChats } from './live/known-chats.ts';
import { KnownNames } from './known-names.ts';
import { teamsLimits } from './graph/limits.ts';
import { readTeamsMembers } from './reading/members.ts';
import { readTeamsMoved } from './live/moved.ts';
import { mePath, readTeamsOverview } from './reading/overview.ts';
import { OverviewParts } from './reading/overview-parts.ts';
import { readOrganisationName } from './reading/organisation.ts';
import { readTeamsPeople } from './reading/people.ts';
import { readTeamsPhoto } from './reading/photos.ts';
import { readPresences } from './reading/presence.ts';
import { refreshMessages } from './reading/refresh.ts';
import { createTeamsSubscribing } from './live/subscribing.ts';
import { createSnippets } from './message/snippets.ts';
import { setOwnPresence } from './writing/own-presence.ts';
import { createTeamsStarting } from './writing/starting.ts';
import { createTeamsWriting } from './writing/index.ts';

export interface TeamsConnectorSettings {
  readonly accountId: AccountId;
  /** The user's object id in Entra (the `oid` of the sign-in). */
  readonly userId: string;
  /** The tenant the user is signed in to; people of other tenants are guests. */
  readonly tenantId: string;
  /** Graph with its version: `https://graph.microsoft.com/v1.0`, a national cloud's, or a sandbox's (http on the loopback only). */
  readonly graphUrl: string;
  readonly world: World;
  /** The features for which nobody has granted the permission; none if absent. */
  readonly lacks?: () => readonly TeamsFeature[];
  /** Histories leave out messages that were created before this (ms on the service's clock). */
  readonly historyNotBefore?: number;
  /**
   * After how many ms without an answer a request fails, from the moment when the world's fetch gets it; 30,000 if absent. Infinity if that
   * fetch queues requests and has a time limit of its own.
   */
  readonly noAnswerAfter?: number;
}

/** Makes the connector of one Teams account. Its methods never throw; see `Connector`. */
/** What Isthmuses of an organisation call a user of Teams, from their id in Entra. */
export const teamsUserKey = (userId: string): SharedKey =>
  sharedKeyOf(personId('' as AccountId, 'user', userId));

export const createTeamsConnector = (settings: TeamsConnectorSettings): Connector => {
  const { accountId, world } = settings;
  const client = createGraphClient({
    accountId,
    world,
    address: createGraphAddress(settings.graphUrl),
    lacks: settings.lacks,
    noAnswerAfter: settings.noAnswerAfter ?? 30_000,
    profilePath: mePath,
  });
  const connection: Connection = {
    accountId,
    tenantId: settings.tenantId,
    me: personId(accountId, 'user', settings.userId),
    world,
    client,
    snippets: createSnippets(client),
    historyNotBefore: settings.historyNotBefore ?? null,
    withoutDelta: new Set(),
  };
  const known = new KnownChats();
  const parts = new OverviewParts();
  const names = new KnownNames();
  const noted = <Told>(told: Result<Told>, changesOf: (value: Told) => readonly Change[]): Result<Told> => {
    if (told.ok) names.note(changesOf(told.value));
    return told;
  };
  /** A page of messages without the names of people whom the directory names. */
  const heard = <Page extends { readonly changes: readonly Change[] }>(told: Result<Page>): Result<Page> => {
    if (!told.ok) return told;
    names.note(told.value.changes);
    return succeeded({ ...told.value, changes: names.withoutKnown(told.value.changes) });
  };
  const asIs = (changes: readonly Change[]): readonly Change[] => changes;
  return {
    service: 'teams',
    accountId,
    limits: teamsLimits,
    sharedResourceOf(conversationId) {
      const place = placeOf(accountId, conversationId);
      if (place === null) return null;
      return place.kind === 'chat' ? place.chatId : place.channelId;
    },
    callOf: graphCall,
    heedSignIn: (tell) => client.signIn.heed(tell),
    vital: (signal) => client.signIn.vital(signal),
    overview: async (signal) => {
      const good = await client.signIn.isGood(signal);
      if (!good.ok) return good;
      return noted(await readTeamsOverview(connection, parts, known, signal), ({ changes }) => changes);
    },
    history: async (conversationId, position, signal) =>
      heard(await readTeamsHistory(connection, conversationId, position, signal)),
    changes: async (conversationId, cursor, signal) =>
      heard(await readTeamsChanges(connection, conversationId, cursor, signal)),
    refresh: async (messageIds, signal) => {
      const told = await refreshMessages(connection, messageIds, signal);
      if (!told.ok) return told;
      names.note(told.value);
      return succeeded(names.withoutKnown(told.value));
    },
    people: async (personIds, signal) => noted(await readTeamsPeople(connection, personIds, signal), asIs),
    members: async (conversationId, signal) =>
      noted(await readTeamsMembers(connection, conversationId, signal), asIs),
    presence: (personIds, signal) => readPresences(connection, personIds, signal),
    setPresence: (presence, until, signal) => setOwnPresence(connection, presence, until, signal),
    organisationName: (signal) => readOrganisationName(connection, signal),
    image: (file, signal) => readTeamsImage(connection, file, signal),
    photo: (personId, signal) => readTeamsPhoto(connection, personId, signal),
    index: {
      tellsFirst: false,
      moved: async (since, signal) =>
        noted(await readTeamsMoved(connection, known, since, signal), ({ changes }) => changes),
    },
    writing: createTeamsWriting(connection, names),
    starting: createTeamsStarting(connection, settings.graphUrl),
    subscribing: createTeamsSubscribing(connection),
  };
};
