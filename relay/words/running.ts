import type { RelayConfig } from '../config/relay-config.ts';
import { say } from './say.ts';

/** The relay's first line. `source`: from where its token comes. */
export const relayBegins = (
  bot: { readonly label: string; readonly serverUrl: string },
  path: string,
  source: string,
): string => say('run.begins', { bot: bot.label, url: bot.serverUrl, path, source });

export const teamsSignInMissing = ({ tenant, clientId, cloud }: RelayConfig['teams']): string =>
  say('run.teams-missing', { tenant, client: clientId, cloud });

export const relayDrains = (): string => say('run.drains');

export const relayHasEnded = (): string => say('run.has-ended');
