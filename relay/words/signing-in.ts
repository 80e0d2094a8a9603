/** What the command for signing in says. */
import type { AccountCheck } from '../sign-in/account-check.ts';
import type { SignInOutcome } from '../sign-in/sign-in.ts';
import { refusalCode, refusalReason } from './refusal.ts';
import { say } from './say.ts';

/** Where to sign in, in a browser that comes back to this computer. `host`: this computer's name; `url` is no secret. */
export const openAddress = (url: string, port: number, host: string): readonly string[] => [
  say('sign-in.open-address'),
  url,
  say('sign-in.by-tunnel', { port, host }),
];

export const openPage = (page: string, code: string): string => say('sign-in.open-page', { page, code });

/** Who may sign in. `file` names the user. */
export const onlyUser = (username: string, file: string): string =>
  say('sign-in.as-before', { username, file });

/** `within` in ms. */
export const waitsForPerson = (within: number): string =>
  say('sign-in.waiting', { minutes: Math.round(within / 60_000) });

export const strangerCame = (): string => say('sign-in.stranger');
export const portTaken = (port: number): string => say('sign-in.port-taken', { port });
export const deviceCodeOff = (config: string): string => say('sign-in.device-code-off', { config });
export const userUnreadable = (file: string): string => say('sign-in.user-unreadable', { file });
export const notWritten = (folder: string, code: string): string =>
  say('sign-in.not-written', { folder, code });
export const runningTakesOver = (): string => say('sign-in.running');

/** `sealed`: how it is kept. */
export const signedIn = (
  { username, displayName, tenantId }: Extract<SignInOutcome, { kind: 'signed-in' }>['user'],
  sealed: string,
): string => say('sign-in.done', { username, name: displayName, tenant: tenantId, sealed });

export interface NotSignedInContext {
  /** Who is signed in here; '' for nobody. */
  readonly username: string;
  readonly loginUrl: string;
  /** Where an administrator gives the permissions. */
  readonly consent: string;
}

export const notSignedIn = (
  outcome: Exclude<SignInOutcome, { kind: 'signed-in' }>,
  { username, loginUrl, consent }: NotSignedInContext,
): string => {
  switch (outcome.kind) {
    case 'other-person':
      return say('sign-in.other-person', { other: outcome.username, username });
    case 'refused':
      return say('sign-in.refused', {
        code: refusalCode(outcome.code),
        why: refusalReason(outcome.reason, consent),
      });
    case 'delayed':
      return say('sign-in.delayed', { url: loginUrl, reason: outcome.reason });
    case 'cancelled':
      return say('sign-in.cancelled');
    case 'timed-out':
      return say('sign-in.timed-out');
    case 'failed':
      return say('sign-in.failed', { code: outcome.code });
  }
};

/** What is wrong with the account that has signed in. */
export const accountUnusable = (check: Exclude<AccountCheck, 'works'>, username: string): string =>
  check === 'no-licence' ? say('sign-in.no-licence', { username }) : say('sign-in.teams-off', { username });
