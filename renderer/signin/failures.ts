/**
 * Turns what MSAL and its network throw into answers to main. Answers hold codes only, because the messages of MSAL and Entra may name
 * people.
 */
import { AuthError, InteractionRequiredAuthError, ServerError } from '@azure/msal-browser';
import type { SignInAnswer } from '../../preload/contract/index.ts';
import { CacheClosed } from './cache-key.ts';
import { Cancelled, Delayed, Refused } from './network.ts';
import { codeOf, type Refusal, verdictOn } from '../../sign-in/refusals.ts';
import { isAboutPersonal } from '../../sign-in/token-answer.ts';

type Failure = Extract<SignInAnswer, { kind: 'cancelled' | 'refused' | 'delayed' | 'failed' }>;

/** MSAL's own codes for a cache that lacks an account or a token. The service was not asked. */
const lost = new Set(['no_tokens_found', 'no_account_in_silent_request', 'no_account_error']);
/** MSAL's codes for a discovery that failed. They do not tell why, so the network's last failure is used. */
const undiscovered = new Set(['openid_config_error', 'endpoints_resolution_error']);

function refused(refusal: Refusal): Failure {
  const verdict = verdictOn(refusal);
  const code = codeOf(refusal);
  switch (verdict.kind) {
    case 'refused':
      return {
        kind: 'refused',
        reason: verdict.reason,
        code,
        ...(refusal.claims === '' ? {} : { claims: refusal.claims }),
      };
    case 'delayed':
      return { kind: 'delayed', reason: verdict.reason, code };
    case 'cancelled':
      return { kind: 'cancelled' };
    case 'failed':
      return { kind: 'failed', code };
  }
}

const delayed = ({ reason, host }: Delayed): Failure => ({
  kind: 'delayed',
  reason,
  code: '',
  ...(host === undefined ? {} : { host }),
});

/** The refusal that came back from the browser and that MSAL has read. */
function refusalOf(error: ServerError | InteractionRequiredAuthError): Refusal {
  const own = error.errorNo ?? '';
  return {
    error: error.errorCode,
    suberror: error.subError,
    number: /^\d+$/.test(own) ? own : (/AADSTS(\d+)/.exec(error.errorMessage)?.[1] ?? ''),
    personal: isAboutPersonal(error.errorMessage),
    claims: error instanceof InteractionRequiredAuthError ? error.claims : '',
    clockOff: null,
  };
}

function authFailure(error: AuthError, trouble: Delayed | Refused | null): Failure {
  if (error instanceof Delayed) return delayed(error);
  if (error instanceof Refused) return refused(error.refusal);
  const code = error.errorCode;
  if (undiscovered.has(code) && trouble !== null) return authFailure(trouble, null);
  if (undiscovered.has(code) || code === 'network_error' || code === 'no_network_connectivity')
    return { kind: 'delayed', reason: 'unreachable', code };
  if (lost.has(code)) return { kind: 'refused', reason: 'secret-lost', code };
  if (code === 'refresh_token_expired') return { kind: 'refused', reason: 'expired', code };
  if (error instanceof ServerError || error instanceof InteractionRequiredAuthError)
    return refused(refusalOf(error));
  return { kind: 'failed', code };
}

/** The answer to main for an error. `trouble`: the last failure of the network, null if there was none. */
export function signInFailureOf(error: unknown, trouble: Delayed | Refused | null = null): Failure {
  if (error instanceof Cancelled) return { kind: 'cancelled' };
  if (error instanceof CacheClosed) return { kind: 'delayed', reason: 'keyring-locked', code: '' };
  if (error instanceof AuthError) return authFailure(error, trouble);
  return { kind: 'failed', code: error instanceof Error ? error.name : 'unknown' };
}
