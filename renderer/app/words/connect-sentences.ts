/** How connecting ended, as a sentence and the one thing to do. */
import type { Service } from '../../model/index.ts';
import type { ConnectOutcome } from '../../../preload/contract/shapes.ts';
import { isolated, serviceName } from './names.ts';
import { signInWords } from './sign-in-words.ts';
import { counted } from './when.ts';

export interface ConnectTrouble {
  readonly tone: 'info' | 'warning' | 'error';
  readonly title: string;
  /** The one thing to do. */
  readonly advice: string;
  /** What only an administrator can do, and the code to give them. */
  readonly forAdministrator?: string;
  readonly code?: string;
  /** The address at which an administrator can give the missing permissions. */
  readonly consentUrl?: string;
  /** Trying again cannot help: something else has to be done first. */
  readonly final?: true;
}

/** What stands before and below what an administrator can do. */
export const forAdministratorWords = {
  lead: 'For your administrator:',
  copyCode: 'Copy the code',
  copyLink: 'Copy the link for your administrator',
} as const;

/** After what signing in again cannot mend: leads back to the form. */
export const startOver = 'Start over';

type Trouble = Exclude<ConnectOutcome, { kind: 'connected' }>;

const tellAdministrator = (code: string): string =>
  code === '' ? 'Ask your administrator.' : `Ask your administrator and give this code: ${code}.`;

/** What to show for an outcome that did not connect. */
export const connectTrouble = (outcome: Trouble, service: Service): ConnectTrouble => {
  const name = serviceName(service);
  switch (outcome.kind) {
    case 'cancelled':
      return {
        tone: 'info',
        title: 'Sign-in was cancelled.',
        advice: 'Nothing was changed; you can start again.',
      };
    case 'mfa-needed':
      if (outcome.wrong === true)
        return {
          tone: 'error',
          title: 'The server does not accept this code.',
          advice: 'Enter the one that your authenticator shows now; each counts once.',
        };
      return {
        tone: 'info',
        title: 'This account asks for a second factor.',
        advice: 'Enter the code your authenticator shows.',
      };
    case 'wrong-credentials':
      return {
        tone: 'error',
        title: 'The server does not accept these credentials.',
        advice: 'Check them and try again.',
      };
    case 'not-allowed':
      return {
        tone: 'error',
        title: `${name} does not allow this way of signing in.`,
        advice: tellAdministrator(outcome.detail),
      };
    case 'refused': {
      const { what, user, administrator, retry } = signInWords(outcome.reason, service, outcome.code);
      return {
        tone: retry ? 'warning' : 'error',
        title: `${what}.`,
        advice: user,
        ...(administrator === null ? {} : { forAdministrator: administrator }),
        ...(outcome.code === '' || administrator === null ? {} : { code: outcome.code }),
        ...(outcome.consentUrl === undefined ? {} : { consentUrl: outcome.consentUrl }),
        ...(retry ? {} : { final: true }),
      };
    }
    case 'redirected':
      return {
        tone: 'warning',
        title: `The server has moved to ${isolated(outcome.to)}.`,
        advice: 'Use this address if you trust it.',
      };
    case 'insecure-address':
      return {
        tone: 'error',
        title: 'This address would send your password in clear.',
        advice: 'Use the address that begins with https://, or ask your administrator.',
      };
    case 'timed-out':
      return {
        tone: 'warning',
        title: 'Your browser did not come back.',
        advice: 'Start again; if a page of your organisation stopped you, it says why.',
      };
    case 'proxy-sign-in':
      return {
        tone: 'error',
        title: 'The proxy of this network asks for a sign-in.',
        advice:
          'Try again, and answer the proxy when it asks. If you have no password for it, ask your administrator.',
      };
    case 'other-person':
      return {
        tone: 'warning',
        title: `Somebody else signed in: ${isolated(outcome.label)}.`,
        advice: 'Sign in again and choose the account that you want to reconnect.',
      };
    case 'unreachable':
      return {
        tone: 'error',
        title: `${name} cannot be reached.`,
        advice: 'Check the address and your network, then try again.',
      };
    case 'certificate-refused':
      return {
        tone: 'error',
        title:
          outcome.host === undefined
            ? 'The server’s certificate is not trusted.'
            : `The certificate of ${isolated(outcome.host)} is not trusted.`,
        advice:
          'A proxy that inspects what passes may have put its own in place. Ask your administrator; Isthmus never goes past an untrusted certificate.',
      };
    case 'not-this-service':
      return {
        tone: 'error',
        title: `What answers there is not ${name}.`,
        advice: 'Check the address; a proxy or a network’s sign-in page may stand in between.',
      };
    case 'throttled':
      return {
        tone: 'warning',
        title: 'Too many attempts.',
        advice: `Try again in ${counted(Math.max(1, Math.ceil(outcome.retryAfterSeconds)), 'second')}.`,
      };
    case 'keyring-missing':
      return {
        tone: 'warning',
        title: 'There is no keyring to keep your sign-in safe.',
        advice: 'Decide above how to go on, then sign in again.',
      };
    case 'failed':
      return { tone: 'error', title: 'Signing in failed.', advice: tellAdministrator(outcome.detail) };
  }
};
