/**
 * Why a sign-in is not valid, or cannot be made: one list for both services. Each reason has one remedy (`renderer/app/words`); the service's
 * own code (`AADSTS50076`, an error id of Mattermost) travels beside it, for the administrator and the log.
 */
import { z } from 'zod';

/** Why an account that was signed in needs somebody's help. */
export const signInReasons = [
  /** It ran out: not used for long, or the organisation asks for a sign-in now and then. */
  'expired',
  /** The organisation wants a second factor, or the same one again. */
  'confirm-identity',
  /** Conditional access, or an assignment that is missing: this device, place, app or person is not let in. */
  'blocked-by-policy',
  'password-changed',
  /** Somebody took the sign-in back: the user on another device, an administrator. */
  'revoked',
  'account-disabled',
  /** The registration of Isthmus in the organisation is missing, switched off, or lacks something. */
  'app-not-set-up',
  'consent-missing',
  /** This computer does not have the secret any more. */
  'secret-lost',
  /** The server wants a second factor of everybody, and this user has set none up. */
  'mfa-not-set-up',
  /** The server's terms of service wait to be accepted. */
  'terms-of-service',
] as const;
export const signInReason = z.enum(signInReasons);

/** Why a service cannot be asked for a token just now. All of them are tried again by themselves. */
export const tokenDelay = z.enum([
  'unreachable',
  'no-answer',
  /** A page came instead of an answer: a captive portal, a proxy. */
  'proxy-page',
  'broken-answer',
  'service-down',
  'certificate-refused',
  /** The proxy of this network wants a name and a password. */
  'proxy-sign-in',
  /** The server, or what stands before it, wants a certificate of this computer. */
  'client-certificate',
  /** The clock of this computer is so far off that the service refuses it. */
  'clock-wrong',
  /** The keyring cannot be read just now. What it holds is left alone. */
  'keyring-locked',
]);
export type TokenDelay = z.infer<typeof tokenDelay>;

/** Why connecting was refused: the reasons above, and those that only a first sign-in can meet. */
export const connectRefusals = [
  ...signInReasons,
  /** The user said no on the page that asks for permissions. */
  'declined',
  /** The user has asked an administrator for approval, who has not answered yet. */
  'approval-requested',
  /** A personal Microsoft account: Graph has no Teams for it. */
  'personal-account',
  'organisation-unknown',
  /** The person is neither a member nor a guest there. */
  'not-in-organisation',
  'clock-wrong',
  /** The browser came back when the sign-in had ended. */
  'too-late',
  /** `code` is the server's version. */
  'server-too-old',
  /** The server takes no password of this user: single sign-on only. */
  'sso-only',
  /** A wrong password, or a user of single sign-on: a server that has it does not tell which. */
  'wrong-or-sso',
  'email-unverified',
  /** Too many attempts with a wrong password. */
  'account-locked',
  /** The server, or what stands before it, wants a certificate of this computer. */
  'client-certificate',
  /** The token is a bot's. */
  'bot-account',
  /** The server does not offer this way in. */
  'way-off',
  /** The server knows no client for the browser's way, and lets none register itself. */
  'registration-off',
  /** A proxy takes away the header by which a Mattermost server is known. */
  'version-hidden',
] as const;
export const connectRefusal = z.enum(connectRefusals);
export type SignInReason = z.infer<typeof signInReason>;
export type ConnectRefusal = z.infer<typeof connectRefusal>;

/** What of Teams can be had only with permissions of its own; chats are always there. `channels`: to see and read them. */
export const feature = z.enum(['channels', 'channel-writing', 'channel-members', 'presence', 'files']);
export type Feature = z.infer<typeof feature>;
