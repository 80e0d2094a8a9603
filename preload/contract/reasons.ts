/**
 * The reasons why a sign-in is not valid or cannot be made, in one list for both services. Each reason has one remedy
 * (`renderer/app/words`). The service's own code (`AADSTS50076`, an error id of Mattermost) is sent beside it, for the administrator and the
 * log.
 */
import { z } from 'zod';

/** The reasons why an account that was signed in needs the user or an administrator. */
export const signInReasons = [
  /** The sign-in has expired: it was not used for long, or the organisation demands a new sign-in from time to time. */
  'expired',
  /** The organisation demands a second factor, or the same one again. */
  'confirm-identity',
  /** Conditional access, or a missing assignment: this device, place, app or person is not allowed. */
  'blocked-by-policy',
  'password-changed',
  /** The user (on another device) or an administrator has revoked the sign-in. */
  'revoked',
  'account-disabled',
  /** The registration of Isthmus in the organisation is missing, switched off, or incomplete. */
  'app-not-set-up',
  'consent-missing',
  /** This computer no longer has the secret. */
  'secret-lost',
  /** The server demands a second factor, and this user has set up none. */
  'mfa-not-set-up',
  /** The user must accept the server's terms of service. */
  'terms-of-service',
] as const;
export const signInReason = z.enum(signInReasons);

/** The reasons why a service cannot be asked for a token now. Each is tried again automatically. */
export const tokenDelay = z.enum([
  'unreachable',
  'no-answer',
  /** A page came instead of an answer, for example from a captive portal or a proxy. */
  'proxy-page',
  'broken-answer',
  'service-down',
  'certificate-refused',
  /** The network's proxy wants a name and a password. */
  'proxy-sign-in',
  /** The server, or a proxy before it, wants a client certificate of this computer. */
  'client-certificate',
  /** This computer's clock is so wrong that the service refuses it. */
  'clock-wrong',
  /** The keyring cannot be read now. Its content is left unchanged. */
  'keyring-locked',
]);
export type TokenDelay = z.infer<typeof tokenDelay>;

/** The reasons why connecting was refused: those above, and those that only occur at a first sign-in. */
export const connectRefusals = [
  ...signInReasons,
  /** The user refused on the page that asks for permissions. */
  'declined',
  /** The user has asked an administrator for approval, who has not answered yet. */
  'approval-requested',
  /** A personal Microsoft account. Graph has no Teams for it. */
  'personal-account',
  'organisation-unknown',
  /** The person is neither a member nor a guest there. */
  'not-in-organisation',
  'clock-wrong',
  /** The browser answered after the sign-in had ended. */
  'too-late',
  /** `code` is the server's version. */
  'server-too-old',
  /** The server accepts no password of this user: single sign-on only. */
  'sso-only',
  /** A wrong password, or a user of single sign-on. A server with single sign-on does not tell which. */
  'wrong-or-sso',
  'email-unverified',
  /** Too many attempts with a wrong password. */
  'account-locked',
  /** The server, or a proxy before it, wants a client certificate of this computer. */
  'client-certificate',
  /** The token belongs to a bot. */
  'bot-account',
  /** By the preset this computer is the organisation's relay, and the account is none of the relay's. */
  'not-of-relay',
  /** The account is the relay's, and by the preset this computer is not the relay. */
  'of-relay',
  /** The server does not offer this way of signing in. */
  'way-off',
  /** The server knows no OAuth client of ours, and does not allow registering one. */
  'registration-off',
  /** A proxy removes the header by which a Mattermost server is recognised. */
  'version-hidden',
] as const;
export const connectRefusal = z.enum(connectRefusals);
export type SignInReason = z.infer<typeof signInReason>;
export type ConnectRefusal = z.infer<typeof connectRefusal>;

/**
 * The features of Teams that need permissions beyond those for chats. `channels`: to see and read channels. `presence`: to see people's
 * presence; `own-presence`: to set the user's own.
 */
export const feature = z.enum([
  'channels',
  'channel-writing',
  'channel-members',
  'presence',
  'own-presence',
  'files',
]);
export type Feature = z.infer<typeof feature>;
