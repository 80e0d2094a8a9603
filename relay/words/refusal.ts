import type { ConnectRefusal } from '../../preload/contract/reasons.ts';
import { say } from './say.ts';

/** Why Microsoft refuses the Teams user, in one sentence. `consent`: where an administrator gives the permissions. */
export const refusalReason = (reason: ConnectRefusal, consent: string): string => {
  switch (reason) {
    case 'expired':
      return say('refusal.expired');
    case 'confirm-identity':
      return say('refusal.confirm-identity');
    case 'blocked-by-policy':
      return say('refusal.blocked-by-policy');
    case 'password-changed':
      return say('refusal.password-changed');
    case 'revoked':
      return say('refusal.revoked');
    case 'account-disabled':
      return say('refusal.account-disabled');
    case 'account-locked':
      return say('refusal.account-locked');
    case 'app-not-set-up':
      return say('refusal.app-not-set-up');
    case 'consent-missing':
    case 'approval-requested':
      return say('refusal.consent-missing', { consent });
    case 'declined':
      return say('refusal.declined');
    case 'secret-lost':
      return say('refusal.secret-lost');
    case 'personal-account':
      return say('refusal.personal-account');
    case 'organisation-unknown':
      return say('refusal.organisation-unknown');
    case 'not-in-organisation':
      return say('refusal.not-in-organisation');
    // Mattermost's own, and what Entra does not refuse with.
    case 'mfa-not-set-up':
    case 'terms-of-service':
    case 'clock-wrong':
    case 'too-late':
    case 'server-too-old':
    case 'sso-only':
    case 'wrong-or-sso':
    case 'email-unverified':
    case 'client-certificate':
    case 'bot-account':
    case 'not-of-relay':
    case 'of-relay':
    case 'way-off':
    case 'registration-off':
    case 'version-hidden':
      return say('refusal.other');
  }
};

/** Microsoft's number for it, as the administrator finds it in the documents. `code`: '' for none. */
export const refusalCode = (code: string): string => (code === '' ? say('refusal.no-code') : code);
