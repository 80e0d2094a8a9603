/** What the command for the status says. */
import type { CacheReading } from '../sign-in/token-cache.ts';
import type { TeamsUser } from '../sign-in/teams-user.ts';
import { say } from './say.ts';

/** `path`: the database that a relay has open; null if none runs. */
export const relayRuns = (path: string | null): string =>
  path === null ? say('status.not-running') : say('status.running', { path });

export const noDatabase = (folder: string): string => say('status.no-database', { folder });

export const signedInAs = ({ username, displayName, tenantId }: TeamsUser): string =>
  say('status.signed-in', { username, name: displayName, tenant: tenantId });

export const nobodySignedIn = (command: string): string => say('status.nobody', { command });

/** Why the sign-in cannot be used. `command` signs in. */
export const cacheProblem = (
  kind: Exclude<CacheReading['kind'], 'text'>,
  file: string,
  command: string,
): string => {
  switch (kind) {
    case 'absent':
      return say('status.cache-absent', { file, command });
    case 'damaged':
      return say('status.cache-damaged', { file, command });
    case 'foreign':
      return say('status.cache-foreign', { file, command });
    case 'unreadable':
      return say('status.cache-unreadable', { file });
  }
};

/** Times in ms since 1970; `days`: how long Microsoft keeps a sign-in that is not used. */
export const renewedAt = (at: number, days: number): string =>
  say('status.renewed', { at: timeOf(at), days, until: timeOf(at + days * 86_400_000) });

export const claimsWait = (command: string): string => say('status.claims', { command });
export const tokenFrom = (source: string): string => say('status.token', { source });

/** Before the lines that a relay has said. `at` in ms since 1970. */
export const toldAt = (at: number): string => say('status.told-at', { at: timeOf(at) });

/** As logs have it, in UTC. */
const timeOf = (at: number): string => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
