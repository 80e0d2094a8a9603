/** How connecting ended, as a sentence and the one thing to do. */
import type { Service } from '../../model/index.ts';
import type { ConnectOutcome } from '../../../preload/contract/shapes.ts';
import { isolated, serviceName } from './names.ts';
import { counted } from './when.ts';

export interface ConnectTrouble {
  readonly tone: 'info' | 'warning' | 'error';
  readonly title: string;
  /** The one thing to do. */
  readonly advice: string;
}

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
    case 'admin-consent-needed':
      return {
        tone: 'warning',
        title: 'Your organisation must allow Isthmus first.',
        advice: 'Ask your administrator to grant consent to this client ID, then sign in again.',
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
        title: 'The server’s certificate is not trusted.',
        advice: 'Ask your administrator; Isthmus never goes past an untrusted certificate.',
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
