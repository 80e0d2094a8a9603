/**
 * The words for each reason why a sign-in is not valid or cannot be made: what is wrong, what the user can do, and what only an
 * administrator can.
 */
import { oldestMattermost } from '../../../preload/contract/versions.ts';
import type { ConnectRefusal } from '../../../preload/contract/reasons.ts';
import type { Service } from '../../model/index.ts';
import { isolated, serviceName } from './names.ts';
import { say } from './catalogue/say.ts';

export interface SignInWords {
  /** What is wrong. */
  readonly what: string;
  /** What the user can do. */
  readonly user: string;
  /** What only an administrator can do; null if none is needed. */
  readonly administrator: string | null;
  /** Whether signing in again can help. */
  readonly retry: boolean;
}

/** The words for a reason. `code` is the service's own; only a server's version is shown inside the sentence. */
export const signInWords = (reason: ConnectRefusal, service: Service, code = ''): SignInWords => {
  const name = serviceName(service);
  switch (reason) {
    case 'expired':
      return {
        what: say('sign-in.expired.what'),
        user: say('sign-in.expired.user'),
        administrator: null,
        retry: true,
      };
    case 'confirm-identity':
      return {
        what: say('sign-in.confirm-identity.what'),
        user: say('sign-in.confirm-identity.user'),
        administrator: null,
        retry: true,
      };
    case 'blocked-by-policy':
      return {
        what: say('sign-in.blocked-by-policy.what'),
        user: say('sign-in.blocked-by-policy.user'),
        administrator: say('sign-in.blocked-by-policy.administrator'),
        retry: true,
      };
    case 'password-changed':
      return {
        // Entra has one number (50173) for a changed password and for sessions that were all ended.
        what: say('sign-in.password-changed.what'),
        user: say('sign-in.password-changed.user'),
        administrator: null,
        retry: true,
      };
    case 'revoked':
      return {
        what: say('sign-in.revoked.what'),
        user: say('sign-in.revoked.user'),
        administrator: null,
        retry: true,
      };
    case 'account-disabled':
      return {
        what: say('sign-in.account-disabled.what', { name }),
        user: say('sign-in.account-disabled.user'),
        administrator: say('sign-in.account-disabled.administrator'),
        retry: false,
      };
    case 'app-not-set-up':
      return {
        what: say('sign-in.app-not-set-up.what'),
        user: say('sign-in.app-not-set-up.user'),
        administrator: say('sign-in.app-not-set-up.administrator'),
        retry: false,
      };
    case 'consent-missing':
      return {
        what: say('sign-in.consent-missing.what'),
        user: say('sign-in.consent-missing.user'),
        administrator: say('sign-in.consent-missing.administrator'),
        retry: true,
      };
    case 'secret-lost':
      return {
        what: say('sign-in.secret-lost.what'),
        user: say('sign-in.secret-lost.user'),
        administrator: null,
        retry: true,
      };
    case 'mfa-not-set-up':
      return {
        what: say('sign-in.mfa-not-set-up.what'),
        user: say('sign-in.mfa-not-set-up.user'),
        administrator: null,
        retry: true,
      };
    case 'terms-of-service':
      return {
        what: say('sign-in.terms-of-service.what'),
        user: say('sign-in.terms-of-service.user'),
        administrator: null,
        retry: true,
      };
    case 'declined':
      return {
        what: say('sign-in.declined.what'),
        user: say('sign-in.declined.user'),
        administrator: null,
        retry: true,
      };
    case 'approval-requested':
      return {
        what: say('sign-in.approval-requested.what'),
        user: say('sign-in.approval-requested.user'),
        administrator: say('sign-in.approval-requested.administrator'),
        retry: true,
      };
    case 'personal-account':
      return {
        what: say('sign-in.personal-account.what'),
        user: say('sign-in.personal-account.user'),
        administrator: null,
        retry: true,
      };
    case 'organisation-unknown':
      return {
        what: say('sign-in.organisation-unknown.what'),
        user: say('sign-in.organisation-unknown.user'),
        administrator: null,
        retry: true,
      };
    case 'not-in-organisation':
      return {
        what: say('sign-in.not-in-organisation.what'),
        user: say('sign-in.not-in-organisation.user'),
        administrator: say('sign-in.not-in-organisation.administrator'),
        retry: true,
      };
    case 'clock-wrong':
      return {
        what: say('sign-in.clock-wrong.what'),
        user: say('sign-in.clock-wrong.user'),
        administrator: null,
        retry: true,
      };
    case 'too-late':
      return {
        what: say('sign-in.too-late.what'),
        user: say('sign-in.too-late.user'),
        administrator: null,
        retry: true,
      };
    case 'server-too-old':
      return {
        what:
          code === ''
            ? say('sign-in.server-too-old.what.no-code')
            : say('sign-in.server-too-old.what.with-code', { code: isolated(code) }),
        user: say('sign-in.server-too-old.user'),
        administrator: say('sign-in.server-too-old.administrator', {
          oldestMattermost: oldestMattermost.join('.'),
        }),
        retry: false,
      };
    case 'sso-only':
      return {
        what: say('sign-in.sso-only.what'),
        user: say('sign-in.sso-only.user'),
        administrator: null,
        retry: true,
      };
    case 'wrong-or-sso':
      return {
        what: say('sign-in.wrong-or-sso.what'),
        user: say('sign-in.wrong-or-sso.user'),
        administrator: null,
        retry: true,
      };
    case 'email-unverified':
      return {
        what: say('sign-in.email-unverified.what'),
        user: say('sign-in.email-unverified.user'),
        administrator: null,
        retry: true,
      };
    case 'account-locked':
      return {
        what: say('sign-in.account-locked.what'),
        user: say('sign-in.account-locked.user'),
        administrator: say('sign-in.account-locked.administrator'),
        retry: false,
      };
    case 'client-certificate':
      return {
        what: say('sign-in.client-certificate.what'),
        user: say('sign-in.client-certificate.user'),
        administrator: say('sign-in.client-certificate.administrator'),
        retry: true,
      };
    case 'not-of-relay':
      return {
        what: say('sign-in.not-of-relay.what'),
        user: say('sign-in.not-of-relay.user'),
        administrator: say('sign-in.not-of-relay.administrator'),
        retry: true,
      };
    case 'of-relay':
      return {
        what: say('sign-in.of-relay.what'),
        user: say('sign-in.of-relay.user'),
        administrator: say('sign-in.of-relay.administrator'),
        retry: true,
      };
    case 'bot-account':
      return {
        what: say('sign-in.bot-account.what'),
        user: say('sign-in.bot-account.user'),
        administrator: null,
        retry: true,
      };
    case 'way-off':
      return {
        what: say('sign-in.way-off.what'),
        user: say('sign-in.way-off.user'),
        administrator: say('sign-in.way-off.administrator'),
        retry: true,
      };
    case 'registration-off':
      return {
        what: say('sign-in.registration-off.what'),
        user: say('sign-in.registration-off.user'),
        administrator: say('sign-in.registration-off.administrator'),
        retry: true,
      };
    case 'version-hidden':
      return {
        what: say('sign-in.version-hidden.what'),
        user: say('sign-in.version-hidden.user'),
        administrator: say('sign-in.version-hidden.administrator'),
        retry: false,
      };
  }
};
