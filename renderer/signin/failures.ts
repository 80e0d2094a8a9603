/** MSAL's errors as the contract's reasons. Codes only: MSAL's and Entra's messages may name people. */
import { AuthError, InteractionRequiredAuthError, ServerError } from '@azure/msal-browser';
import type { SignInAnswer } from '../../preload/contract/index.ts';
import { Cancelled } from './network.ts';

type Failed = Extract<SignInAnswer, { kind: 'failed' }>;

// Entra's numbers for consent that is missing or was not given: 65001 nobody consented, 65004 declined (also the way back from the
// "needs admin approval" page), 90094 and 90095 an administrator must.
const consentNumbers = ['65001', '65004', '90094', '90095'];

/** The number of an Entra error, from its own field or from `AADSTS…` in the text; '' when there is none. */
function numberOf(error: AuthError): string {
  const own =
    error instanceof ServerError || error instanceof InteractionRequiredAuthError ? error.errorNo : undefined;
  return own ?? /AADSTS(\d+)/.exec(error.errorMessage)?.[1] ?? '';
}

const failed = (reason: Failed['reason'], code: string): Failed => ({ kind: 'failed', reason, code });

function authFailure(error: AuthError): Failed {
  const number = numberOf(error);
  const code = `${error.errorCode} ${number}`.trim();
  if (
    error.errorCode === 'consent_required' ||
    error.subError === 'consent_required' ||
    consentNumbers.includes(number)
  ) {
    return failed('consent-missing', code);
  }
  if (error.errorCode === 'network_error' || error.errorCode === 'no_network_connectivity')
    return failed('network', code);
  if (error.errorCode === 'access_denied') return failed('cancelled', code);
  if (error instanceof InteractionRequiredAuthError) return failed('interaction-needed', code);
  if (error instanceof ServerError) {
    // An empty code, or a status of 5xx, is a service in trouble (also MSAL's own waiting after a Retry-After): it passes.
    const passes =
      error.errorCode === '' ||
      /^(temporarily_unavailable|server_error)$/.test(error.errorCode) ||
      (error.status ?? 400) >= 500;
    return passes ? failed('network', code) : failed('interaction-needed', code);
  }
  return failed('other', code);
}

/** What went wrong, for main. */
export function failureOf(error: unknown): Failed {
  if (error instanceof Cancelled) return failed('cancelled', '');
  if (error instanceof AuthError) return authFailure(error);
  return failed('other', error instanceof Error ? error.name : 'unknown');
}
