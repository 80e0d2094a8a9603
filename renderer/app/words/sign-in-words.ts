/** Each reason why a sign-in is not valid or cannot be made, as what is wrong, what the user can do, and what only an administrator can. */
import { oldestMattermost } from '../../../preload/contract/versions.ts';
import type { ConnectRefusal } from '../../../preload/contract/reasons.ts';
import type { Service } from '../../model/index.ts';
import { isolated, serviceName } from './names.ts';

export interface SignInWords {
  /** What is wrong, without a full stop: the status line adds one. */
  readonly what: string;
  /** What the user can do. */
  readonly user: string;
  /** What only an administrator can do; null where nothing is needed of one. */
  readonly administrator: string | null;
  /** Whether signing in again can help. */
  readonly retry: boolean;
}

/** The words for a reason. `code` is the service's own; only a version of a server is shown as part of the sentence. */
export const signInWords = (reason: ConnectRefusal, service: Service, code = ''): SignInWords => {
  const name = serviceName(service);
  switch (reason) {
    case 'expired':
      return {
        what: 'Your sign-in has expired',
        user: 'Sign in again.',
        administrator: null,
        retry: true,
      };
    case 'confirm-identity':
      return {
        what: 'Your organisation asks you to confirm who you are',
        user: 'Sign in again and answer what your browser asks, such as a code on your phone.',
        administrator: null,
        retry: true,
      };
    case 'blocked-by-policy':
      return {
        what: 'A rule of your organisation does not let Isthmus in',
        user: 'Sign in with a browser and on a device that your organisation manages, or ask your administrator.',
        administrator:
          'Look up this code in the sign-in log; assign the user to Isthmus, or let the device or the place in.',
        retry: true,
      };
    case 'password-changed':
      return {
        // Entra tells a changed password and sessions that were all ended by one number (50173).
        what: 'Your password was changed, or all your sign-ins were ended',
        user: 'Sign in again, with the new password if there is one.',
        administrator: null,
        retry: true,
      };
    case 'revoked':
      return {
        what: 'Your sign-in was withdrawn, by you on another device or by an administrator',
        user: 'Sign in again.',
        administrator: null,
        retry: true,
      };
    case 'account-disabled':
      return {
        what: `Your account at ${name} is switched off`,
        user: 'Ask your administrator.',
        administrator: 'Switch the account on again.',
        retry: false,
      };
    case 'app-not-set-up':
      return {
        what: 'Isthmus is not set up in your organisation as it must be',
        user: 'Ask your administrator, or check the tenant and the client ID.',
        administrator:
          'Check the app registration: a public client of this organisation, switched on, with the redirect address http://localhost.',
        retry: false,
      };
    case 'consent-missing':
      return {
        what: 'Isthmus lacks a permission that it needs',
        user: 'Sign in again to grant it, or ask your administrator.',
        administrator: 'Grant the permissions of Isthmus for your organisation.',
        retry: true,
      };
    case 'secret-lost':
      return {
        what: 'Your sign-in could not be kept on this computer',
        user: 'Sign in again.',
        administrator: null,
        retry: true,
      };
    case 'mfa-not-set-up':
      return {
        what: 'The server wants a second factor, and you have set none up',
        user: 'Open the server in your browser, set up multi-factor authentication there, then sign in again.',
        administrator: null,
        retry: true,
      };
    case 'terms-of-service':
      return {
        what: 'The server’s terms of service wait for you',
        user: 'Open the server in your browser, accept them there, then sign in again.',
        administrator: null,
        retry: true,
      };
    case 'declined':
      return {
        what: 'You did not give Isthmus the permissions that it asked for',
        user: 'Without them it cannot read your chats. Sign in again to give them.',
        administrator: null,
        retry: true,
      };
    case 'approval-requested':
      return {
        what: 'Your request for approval has been sent to an administrator',
        user: 'Sign in again when it is approved.',
        administrator: 'Answer the request under “Admin consent requests”.',
        retry: true,
      };
    case 'personal-account':
      return {
        what: 'This is a personal Microsoft account',
        user: 'Teams opens itself to apps only with an account of work or school: sign in with one.',
        administrator: null,
        retry: true,
      };
    case 'organisation-unknown':
      return {
        what: 'Microsoft knows no organisation by this name',
        user: 'Check the domain or the tenant ID.',
        administrator: null,
        retry: true,
      };
    case 'not-in-organisation':
      return {
        what: 'This account is not part of that organisation',
        user: 'Sign in with another account, or ask to be invited as a guest.',
        administrator: 'Invite the person as a guest.',
        retry: true,
      };
    case 'clock-wrong':
      return {
        what: 'The clock of this computer is wrong',
        user: 'Set date, time and time zone right, then sign in again.',
        administrator: null,
        retry: true,
      };
    case 'too-late':
      return {
        what: 'Your browser came back when this sign-in had ended',
        user: 'Sign in again.',
        administrator: null,
        retry: true,
      };
    case 'server-too-old':
      return {
        what: code === '' ? 'This server is too old' : `This server is too old: it runs ${isolated(code)}`,
        user: 'Ask your administrator.',
        administrator: `Update Mattermost to ${oldestMattermost.join('.')} or later.`,
        retry: false,
      };
    case 'sso-only':
      return {
        what: 'The server takes no password of yours: you sign in there with single sign-on',
        user: 'Choose single sign-on, or another way of the list.',
        administrator: null,
        retry: true,
      };
    case 'wrong-or-sso':
      return {
        what: 'The server does not accept these credentials',
        user: 'Check them. If you sign in there with single sign-on, choose that instead.',
        administrator: null,
        retry: true,
      };
    case 'email-unverified':
      return {
        what: 'The server waits for you to confirm your e-mail address',
        user: 'Open the link in the e-mail that the server sent you, then sign in again.',
        administrator: null,
        retry: true,
      };
    case 'account-locked':
      return {
        what: 'The server has locked your account after too many attempts',
        user: 'Ask your administrator, or reset your password on the server.',
        administrator: 'Reset the failed attempts of the account.',
        retry: false,
      };
    case 'client-certificate':
      return {
        what: 'The server wants a certificate of this computer',
        user: 'Ask your administrator for one; Isthmus takes it from the system.',
        administrator: 'Install the client certificate on this computer.',
        retry: true,
      };
    case 'bot-account':
      return {
        what: 'This token belongs to a bot',
        user: 'Make a token of your own: Isthmus reads and writes as you.',
        administrator: null,
        retry: true,
      };
    case 'way-off':
      return {
        what: 'The server does not offer this way of signing in',
        user: 'Choose another way.',
        administrator: 'Switch this way on in the System Console.',
        retry: true,
      };
    case 'registration-off':
      return {
        what: 'The server does not know Isthmus yet',
        user: 'Ask your administrator for a client ID, or choose another way.',
        administrator:
          'Register Isthmus as a public OAuth client, or switch dynamic client registration on in the System Console.',
        retry: true,
      };
    case 'version-hidden':
      return {
        what: 'A proxy before the server takes away what Isthmus knows it by',
        user: 'Ask your administrator.',
        administrator: 'Let the header X-Version-Id pass through the proxy.',
        retry: false,
      };
  }
};
