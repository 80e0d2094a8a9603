/** The Mattermost connector: its parts behind the interface that the engine knows. */
import { failed, type AccountId, type ConversationId, type Result } from '../../model/index.ts';
import type { Connector } from '../connector.ts';
import type { World } from '../world.ts';
import { readMattermostChanges } from './reading/changes.ts';
import type { MappingContext } from './context.ts';
import { makeDirectory } from './reading/directory.ts';
import { HeardPosts } from './live/heard-posts.ts';
import { readMattermostHistory } from './reading/history.ts';
import { readMattermostMoved } from './live/moved.ts';
import { makeIds } from './ids.ts';
import { makeCustomEmoji } from './reading/custom-emoji.ts';
import { readMattermostImage, readMattermostPhoto } from './reading/images.ts';
import { knowMe } from './reading/knowing.ts';
import { mattermostCall } from './rest/call.ts';
import { mattermostLimits, ServerPace } from './rest/limits.ts';
import { listenLive } from './live/connection.ts';
import { readMattermostOverview } from './reading/overview.ts';
import {
  readMattermostMembers,
  readMattermostPeople,
  readMattermostPresence,
} from './reading/people-routes.ts';
import { readPosts } from './reading/refresh.ts';
import { makeMemory } from './memory/memory.ts';
import { makeRegisters } from './memory/registers.ts';
import { makeRest } from './rest/rest.ts';
import { makeServerSettings } from './rest/server-settings.ts';
import { makeCommands } from './writing/commands.ts';
import { setOwnStatus } from './writing/own-state/setting-presence.ts';
import { makeTyping } from './writing/own-state/telling-typing.ts';
import { makeStarting } from './writing/starting.ts';
import { makeWriting } from './writing/writing.ts';

export interface MattermostConnectorOptions {
  readonly accountId: AccountId;
  /** The user's own Mattermost id (26 characters). */
  readonly userId: string;
  /** Where requests go, without `/api/v4`: main's gateway for this account, which adds the token. */
  readonly baseUrl: string;
  readonly world: World;
  /** The server's public address, for links that people open. Without it, conversations have no `webUrl`. */
  readonly publicUrl?: string;
}

/** Makes the connector of one Mattermost account, with its live connection, its writing and the shared memory. */
export const createMattermostConnector = (options: MattermostConnectorOptions): Connector => {
  const { accountId } = options;
  const pace = new ServerPace();
  const world: World = {
    ...options.world,
    fetch: async (request) => {
      const answer = await options.world.fetch(request);
      pace.heed(answer);
      return answer;
    },
  };
  const rest = makeRest(world, options.baseUrl);
  const settings = makeServerSettings(rest);
  const context: MappingContext = {
    ids: makeIds(accountId),
    userId: options.userId,
    directory: makeDirectory(),
    heard: new HeardPosts(),
    publicUrl: options.publicUrl ?? null,
    showsOtherNames: () => settings.current.overridesNames !== false,
  };
  const around = { rest, context, settings };

  /** Asks about one channel's posts. The id must be one of this account, and the user must be known for mentions. */
  const inChannel = async <Value>(
    conversationId: ConversationId,
    signal: AbortSignal,
    read: (channelId: string) => Promise<Result<Value>>,
  ): Promise<Result<Value>> => {
    const channelId = context.ids.channelIdOf(conversationId);
    if (channelId === null) return failed({ kind: 'not-found' });
    const me = await knowMe(rest, context, signal);
    return me.ok ? read(channelId) : me;
  };

  return {
    service: 'mattermost',
    accountId,
    limits: mattermostLimits(() => pace.pace),
    callOf: mattermostCall,
    heedSignIn: (tell) => rest.signIn.heed(tell),
    vital: (signal) => rest.signIn.vital(signal),
    overview: async (signal) => {
      const good = await rest.signIn.isGood(signal);
      if (!good.ok) return good;
      // The server's configuration is needed before the first message is written, and an administrator may change it. If it cannot be read,
      // the overview does not fail.
      const [overview] = await Promise.all([
        readMattermostOverview(rest, context, signal),
        settings.renew(signal),
      ]);
      return overview;
    },
    history: (conversationId, position, signal) =>
      inChannel(conversationId, signal, (channelId) =>
        readMattermostHistory(rest, context, channelId, position, signal),
      ),
    changes: (conversationId, cursor, signal) =>
      inChannel(conversationId, signal, (channelId) =>
        readMattermostChanges(rest, context, channelId, cursor, signal),
      ),
    refresh: async (messageIds, signal) => {
      const me = await knowMe(rest, context, signal);
      return me.ok ? readPosts(rest, context, messageIds, signal) : me;
    },
    people: (personIds, signal) => readMattermostPeople(rest, context, personIds, signal),
    members: (conversationId, signal) =>
      inChannel(conversationId, signal, (channelId) =>
        readMattermostMembers(rest, context, conversationId, channelId, signal),
      ),
    presence: (personIds, signal) => readMattermostPresence(rest, context, personIds, signal),
    image: (file, signal) => readMattermostImage(rest, context, file, signal),
    photo: (personId, signal) => readMattermostPhoto(rest, context, personId, signal),
    customEmoji: makeCustomEmoji(rest, settings),
    live: { listen: (sink) => listenLive(world, context, sink) },
    index: { tellsFirst: true, moved: (_since, signal) => readMattermostMoved(rest, context, signal) },
    setPresence: (presence, until, signal) => setOwnStatus(around, presence, until, signal),
    typing: makeTyping(around),
    commands: makeCommands(around),
    writing: makeWriting(around),
    starting: makeStarting(around),
    memory: makeMemory(around),
    registers: makeRegisters(around),
  };
};
