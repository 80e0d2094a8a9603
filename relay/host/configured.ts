/** A relay on the servers that a configuration names. While its Teams user is not signed in, it mirrors Mattermost, and says so. */
import { consentAddress } from '../../sign-in/consent-address.ts';
import type { Cloud, CloudAddresses } from '../../sign-in/clouds.ts';
import type { World } from '../../renderer/connectors/world.ts';
import { caughtEvent } from '../../renderer/model/index.ts';
import { readOrSay } from '../config/read-or-say.ts';
import type { RelayConfig } from '../config/relay-config.ts';
import type { Send } from '../network/network.ts';
import { serveControl } from '../control/serve-control.ts';
import { readLinkReports } from '../../renderer/relay-health/link-reports.ts';
import { linkShareOf } from '../links/link-report.ts';
import type { RunTool } from '../secrets/run-tool.ts';
import type { SecretName } from '../secrets/secret.ts';
import { secretsOf } from '../secrets/secrets.ts';
import { signInPlaces } from '../sign-in/places.ts';
import { authorAwayOf } from '../words/author-away.ts';
import { botNotFound, botRefused } from '../words/finding-bot.ts';
import { monitored } from '../words/monitored.ts';
import {
  forPresets,
  relayBegins,
  relayDrains,
  relayHasEnded,
  teamsBegins,
  teamsSignInMissing,
} from '../words/running.ts';
import { keyProblem, sealedBy } from '../words/secrets/seal.ts';
import { secretProblem, secretSource } from '../words/secrets/secret.ts';
import { userUnreadable } from '../words/signing-in.ts';
import { storeRefused } from '../words/store-refused.ts';
import { commandLine } from '../words/usage.ts';
import type { BotAccounts } from './bot-accounts.ts';
import { configuredHub } from './configured-hub.ts';
import { databaseOf } from './databases.ts';
import { findBot, type FoundBot } from './find-bot.ts';
import { invitingOf } from './inviting.ts';
import { startMonitored } from './monitored.ts';
import { registrationOf, TeamsSeat } from './teams-seat.ts';
import { writeTold } from './told.ts';
import { pause, watch } from './watch.ts';

export interface ConfiguredOptions {
  /** What is typed before the words of a command to start this program. */
  readonly program: string;
  /** The configuration's path. */
  readonly file: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly runTool: RunTool;
  /** All requests (`../network/`). */
  readonly send: Send;
  /** Where Microsoft's clouds are. */
  readonly clouds: Readonly<Record<Cloud, CloudAddresses>>;
  /** Says one line to the administrator. */
  readonly tell: (line: string) => void;
  /** Ends the relay. */
  readonly end: AbortSignal;
}

/** `refused`: the relay cannot run like this, and a new start helps only after something was changed. It has said what. */
export type ConfiguredOutcome = 'ended' | 'refused';

/** The name of the bot's token among the relay's secrets. */
export const tokenCredential: SecretName = 'mattermost-token';
/** After how long a server is asked again who the bot is, ms. */
const askAgainAfter = 15_000;

/** Runs it until `end`. */
export const runConfigured = async (options: ConfiguredOptions): Promise<ConfiguredOutcome> => {
  const { program, file, send, clouds, tell, end } = options;
  const config = await readOrSay(file, tell);
  if (config === null) return 'refused';
  const secrets = secretsOf({ ...options, config });
  const token = await secrets.read(tokenCredential);
  if (token.kind === 'refused') {
    tell(secretProblem(token.problem, file));
    return 'refused';
  }
  const cloud = clouds[config.teams.cloud];
  const seat = await TeamsSeat.open({ config, cloud, secrets, send });
  if (seat === 'unreadable') {
    tell(userUnreadable(signInPlaces(config.dataFolder).user));
    return 'refused';
  }
  const inviting = await invitingOf(config.invitations, tell);
  if (inviting === 'refused') return 'refused';
  const bot = await botOf(config, token.secret, options);
  if (typeof bot === 'string') return bot;
  const log: World['log'] = (event, numbers = {}) => {
    if (event.startsWith('caught-') || event.startsWith('relay-'))
      tell(`${event} ${JSON.stringify(numbers)}`);
  };
  const { hubCredential: credential } = seat;
  const hub = await configuredHub({ config, file, secrets, credential });
  // A file for each bot, so that what another bot or another server showed is neither mixed in nor lost.
  const path = databaseOf(config.dataFolder, bot.userId);
  const started = await startMonitored(
    {
      path,
      accounts: {
        mattermost: bot,
        get teams() {
          return seat.account;
        },
      },
      fetch: send,
      days: config.days,
      shares: config.shares,
      inviting,
      authorAway: authorAwayOf(config.authorAway),
      log,
      hub: hub.settings,
      refreshedAt: () => seat.refreshedAt,
    },
    config.metrics,
  );
  if (started.kind === 'refused') {
    tell(storeRefused(started.reason, path));
    return 'refused';
  }
  const { relay } = started;
  const drained = new AbortController();
  const ending = AbortSignal.any([end, drained.signal]);
  const endControl = await serveControl(
    path,
    {
      links: async () =>
        (await readLinkReports(relay.database)).map((report) => ({
          ...report,
          share: linkShareOf(report.id, relay.shares()),
        })),
      drain: () => {
        drained.abort();
        return Promise.resolve(null);
      },
    },
    (error) => log(caughtEvent('control', error)),
  );
  tell(relayBegins(bot, path, secretSource(token.source)));
  tell(monitored(started.monitoring));
  const signIn = commandLine(program, 'sign-in', file);
  const { user, key } = seat;
  if (user === null || key === null) tell(teamsSignInMissing(config.teams, signIn));
  else
    tell(
      teamsBegins(
        user.username,
        key.kind === 'sealed' ? sealedBy(key.source) : keyProblem(key.problem, file),
      ),
    );
  if (user !== null) tell(forPresets(bot.userId, user.userId));
  if (hub.line !== null) tell(hub.line);
  const consent = consentAddress({ ...cloud, ...registrationOf(config, cloud) });
  try {
    await watch({
      ...{ relay, seat, tell, end: ending, path, wait: pause },
      keep: (told) => writeTold(config.dataFolder, told),
      eventHubs: hub.settings && config.eventHubs,
      contexts: {
        mattermost: { service: 'mattermost', url: config.mattermost.url, signIn, consent },
        teams: { service: 'teams', url: cloud.graphUrl, signIn, consent },
      },
    });
  } finally {
    // Also after a fault: a relay that nobody watches would run on, and no signal would end it.
    tell(relayDrains());
    await endControl?.();
    await relay.drain();
  }
  tell(relayHasEnded());
  return 'ended';
};

/** The bot whose token this is. A server that does not answer is asked until it does. */
const botOf = async (
  { mattermost: { url } }: RelayConfig,
  token: string,
  { send, tell, end }: ConfiguredOptions,
): Promise<BotAccounts['mattermost'] | ConfiguredOutcome> => {
  let said = '';
  const isEnding = (): boolean => end.aborted;
  while (!isEnding()) {
    const found: FoundBot = await findBot({ url, token }, send, end);
    switch (found.kind) {
      case 'bot':
        return found.bot;
      case 'token-refused':
      case 'no-bot':
        tell(botRefused(found, url));
        return 'refused';
      case 'no-answer':
      case 'odd-answer': {
        const line = botNotFound(found, url, askAgainAfter);
        if (line !== said && !isEnding()) tell(line);
        said = line;
        await pause(askAgainAfter, end);
      }
    }
  }
  return 'ended';
};
