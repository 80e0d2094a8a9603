/** A relay on the servers that a configuration names. Teams is not signed in by it, so it mirrors Mattermost, and says so. */
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import type { FillProgress } from '../../renderer/model/index.ts';
import { readConfig } from '../config/read-config.ts';
import type { RelayConfig } from '../config/relay-config.ts';
import { readSecret } from '../config/secret.ts';
import { accountStanding } from '../words/account-standing.ts';
import { configMistake } from '../words/config-mistake.ts';
import { botNotFound, botRefused } from '../words/finding-bot.ts';
import { monitored } from '../words/monitored.ts';
import { relayBegins, relayDrains, relayHasEnded, teamsSignInMissing } from '../words/running.ts';
import { secretProblem, secretSource } from '../words/secret.ts';
import { storeRefused } from '../words/store-refused.ts';
import { botMattermostAccount, type BotAccounts } from './bot-accounts.ts';
import { findBot, type FoundBot } from './find-bot.ts';
import { startMonitored } from './monitored.ts';
import type { Relay } from './relay.ts';

export interface ConfiguredOptions {
  /** The configuration's path. */
  readonly file: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** Sends a request. Rejects if no answer came. */
  readonly fetch: (request: Request) => Promise<Response>;
  /** Says one line to the administrator. */
  readonly tell: (line: string) => void;
  /** Ends the relay. */
  readonly end: AbortSignal;
}

/** `refused`: the relay cannot run like this, and a new start helps only after something was changed. It has said what. */
export type ConfiguredOutcome = 'ended' | 'refused';

/** The name of the bot's token among the credentials that systemd gives. */
const tokenCredential = 'mattermost-token';
/** After how long a server is asked again who the bot is, ms. */
const askAgainAfter = 15_000;
/** How often the accounts are looked at, ms. */
const lookEvery = 1_000;

/** Runs it until `end`. */
export const runConfigured = async (options: ConfiguredOptions): Promise<ConfiguredOutcome> => {
  const { file, environment, platform, fetch, tell, end } = options;
  const reading = await readConfig(file);
  if (reading.kind === 'refused') {
    for (const mistake of reading.mistakes) tell(configMistake(mistake, file));
    return 'refused';
  }
  const { config } = reading;
  const token = await readSecret({
    name: tokenCredential,
    credentials: environment.CREDENTIALS_DIRECTORY,
    file: config.mattermost.tokenFile,
    platform,
  });
  if (token.kind === 'refused') {
    tell(secretProblem(token.problem, file));
    return 'refused';
  }
  const bot = await botOf(config, token.secret, options);
  if (typeof bot === 'string') return bot;
  // A file for each bot, so that what another bot or another server showed is neither mixed in nor lost.
  const path = join(config.dataFolder, `${bot.userId}.db`);
  const started = await startMonitored(
    {
      path,
      accounts: { teams: null, mattermost: bot },
      fetch,
      days: config.days,
      log: (event, numbers = {}) => {
        if (event.startsWith('caught-') || event.startsWith('relay-'))
          tell(`${event} ${JSON.stringify(numbers)}`);
      },
    },
    config.metrics,
  );
  if (started.kind === 'refused') {
    tell(storeRefused(started.reason, path));
    return 'refused';
  }
  const { relay } = started;
  tell(relayBegins(bot, path, secretSource(token.source)));
  tell(monitored(started.monitoring));
  tell(teamsSignInMissing(config.teams));
  await watch(relay, config, tell, end);
  tell(relayDrains());
  await relay.drain();
  tell(relayHasEnded());
  return 'ended';
};

/** The bot whose token this is. A server that does not answer is asked until it does. */
const botOf = async (
  { mattermost: { url } }: RelayConfig,
  token: string,
  { fetch, tell, end }: ConfiguredOptions,
): Promise<BotAccounts['mattermost'] | ConfiguredOutcome> => {
  let said = '';
  const isEnding = (): boolean => end.aborted;
  while (!isEnding()) {
    const found: FoundBot = await findBot({ url, token }, fetch, end);
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

/** Says how the account stands whenever that changes, until `end`. */
const watch = async (
  { database }: Relay,
  { mattermost: { url } }: RelayConfig,
  tell: (line: string) => void,
  end: AbortSignal,
): Promise<void> => {
  let last = '';
  while (!end.aborted) {
    const account = await database.accounts.get(botMattermostAccount);
    if (account) {
      const { state, progress } = account;
      const isFilled = isComplete(progress);
      const standing = `${state.kind} ${isFilled}`;
      if (standing !== last) tell(accountStanding(state, progress, isFilled, url));
      last = standing;
    }
    await pause(lookEvery, end);
  }
};

/** Whether everything to the configured depth is in the mirror. */
const isComplete = ({ conversations: { total, complete } }: FillProgress): boolean =>
  total > 0 && complete === total;

const pause = (ms: number, end: AbortSignal): Promise<void> =>
  after(ms, undefined, { signal: end }).catch(
    // Harmless: it was ended early.
    () => undefined,
  );
