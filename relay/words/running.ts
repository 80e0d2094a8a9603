import type { RelayConfig } from '../config/relay-config.ts';
import type { SharesHeld } from '../../renderer/engine/bridge/memory/carrier-leases.ts';
import { say } from './say.ts';

/** The relay's first line. `source`: from where its token comes. */
export const relayBegins = (
  bot: { readonly label: string; readonly serverUrl: string },
  path: string,
  source: string,
): string => say('run.begins', { bot: bot.label, url: bot.serverUrl, path, source });

/** `sealed`: how the sign-in is kept. */
export const teamsBegins = (username: string, sealed: string): string =>
  say('run.teams-begins', { username, sealed });

/** What desktops have to be told, so that they trust this relay's copies. `bot`, `user`: their ids. */
export const forPresets = (bot: string, user: string): string =>
  say('run.for-presets', { setting: `"relay": ${JSON.stringify({ mattermostBot: bot, teamsUser: user })}` });

/** `command` signs in. */
export const teamsSignInMissing = (
  { tenant, clientId, cloud }: RelayConfig['teams'],
  command: string,
): string => say('run.teams-missing', { tenant, client: clientId, cloud, command });

/** Somebody has signed in while the relay runs, or was taken away (null). */
export const teamsUserChanged = (username: string | null): string =>
  username === null ? say('run.teams-gone') : say('run.teams-changed', { username });

/** Over which links this relay carries; null where one relay carries over all and there is nothing to say. */
export const sharesStand = ({
  of,
  held,
  otherDivision,
  computer: relay,
  others,
}: SharesHeld): string | null => {
  if (otherDivision !== null) return say('run.divided-otherwise', { of, other: otherDivision });
  if (of === 1) return null;
  const taken = new Set([...held, ...others.flatMap((other) => other.held)]);
  const free = Array.from({ length: of }, (_, share) => share).filter((share) => !taken.has(share));
  const ofOthers = [
    ...others.map((other) =>
      say('run.shares-of-other', { relay: other.computer, shares: other.held.join(', ') }),
    ),
    ...(free.length === 0 ? [] : [say('run.shares-of-nobody', { shares: free.join(', ') })]),
  ].join('');
  return held.length === 0
    ? say('run.no-share', { of, relay, others: ofOthers })
    : say('run.shares', { of, relay, count: held.length, shares: held.join(', '), others: ofOthers });
};

export const relayDrains = (): string => say('run.drains');

export const relayHasEnded = (): string => say('run.has-ended');
