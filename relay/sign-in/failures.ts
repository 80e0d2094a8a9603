/** What MSAL and its network throw, as typed values. They hold codes only: the messages of MSAL and Entra may name people. */
import { AuthError } from '@azure/msal-node';
import type { ConnectRefusal, TokenDelay } from '../../preload/contract/reasons.ts';
import { codeOf, type Refusal, verdictOn } from '../../sign-in/refusals.ts';
import type { SignInNetwork, Trouble } from './network.ts';
import { CacheClosed } from './token-cache.ts';

export type SignInFailure =
  /** Entra has refused. `code` is its number (`AADSTS50076`) or its error; '' for none. */
  | {
      readonly kind: 'refused';
      readonly reason: ConnectRefusal;
      readonly code: string;
      /** The claims that the next sign-in must satisfy, as Entra wrote them; '' if it asks for none. */
      readonly claims: string;
    }
  /** There was no decision; it may be tried again. */
  | { readonly kind: 'delayed'; readonly reason: TokenDelay; readonly code: string }
  | { readonly kind: 'cancelled' }
  /** Nobody answered in time. */
  | { readonly kind: 'timed-out' }
  /** A fault of Isthmus, or an unknown one. */
  | { readonly kind: 'failed'; readonly code: string };

export const lost = (code: string): SignInFailure => ({
  kind: 'refused',
  reason: 'secret-lost',
  code,
  claims: '',
});

/** What a refusal means. */
export const refusalFailure = (refusal: Refusal): SignInFailure => {
  // Nobody has typed the code (RFC 8628, 3.5).
  if (refusal.error === 'expired_token') return { kind: 'timed-out' };
  const verdict = verdictOn(refusal);
  const code = codeOf(refusal);
  const { claims } = refusal;
  switch (verdict.kind) {
    case 'refused':
      return { kind: 'refused', reason: verdict.reason, code, claims };
    case 'delayed':
      return { kind: 'delayed', reason: verdict.reason, code };
    case 'cancelled':
      return { kind: 'cancelled' };
    case 'failed':
      return { kind: 'failed', code };
  }
};

const troubleFailure = (trouble: Trouble): SignInFailure =>
  trouble.kind === 'refused'
    ? refusalFailure(trouble.refusal)
    : { kind: 'delayed', reason: trouble.reason, code: '' };

/** MSAL's own codes for a cache that lacks an account or a token; the service was not asked. */
const lostCodes = new Set(['no_tokens_found', 'no_account_in_silent_request', 'no_account_error']);

/** What an error means that MSAL threw after `network` was asked. */
export const failureOf = (error: unknown, network: Pick<SignInNetwork, 'trouble'>): SignInFailure => {
  if (error instanceof CacheClosed) return lost(error.why);
  const trouble = network.trouble();
  if (trouble !== null) return troubleFailure(trouble);
  if (!(error instanceof AuthError))
    return { kind: 'failed', code: error instanceof Error ? error.name : 'unknown' };
  const code = error.errorCode;
  if (lostCodes.has(code)) return lost(code);
  if (code === 'refresh_token_expired') return { kind: 'refused', reason: 'expired', code, claims: '' };
  if (code === 'device_code_expired') return { kind: 'timed-out' };
  return { kind: 'failed', code };
};
