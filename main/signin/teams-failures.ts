/** What the sign-in page's failures mean: to the user who signs in, and to the engine that wants a token. */
import type { ConnectOutcome, SignInAnswer, TokenOutcome } from '../../preload/contract/index.ts';
import type { NetworkFailure } from '../network/failure.ts';

type Unexpected = Exclude<SignInAnswer, { kind: 'signed-in' }>;

/** How an interactive sign-in ended that did not succeed. `network`: why the sign-in service could not be reached, if it could not. */
export function signInFailure(
  answer: Unexpected,
  ended: boolean,
  network: NetworkFailure = 'unreachable',
): ConnectOutcome {
  if (ended) return { kind: 'cancelled' };
  if (answer.kind !== 'failed') return { kind: 'failed', detail: 'unexpected-answer' };
  switch (answer.reason) {
    case 'cancelled':
      return { kind: 'cancelled' };
    case 'consent-missing':
      return { kind: 'admin-consent-needed' };
    case 'network':
      return { kind: network };
    case 'interaction-needed':
      return { kind: 'not-allowed', detail: answer.code };
    case 'cache-damaged':
    case 'other-person':
    case 'other':
      return { kind: 'failed', detail: answer.code };
  }
}

// Entra's numbers for a grant that ran out by itself (inactivity, sign-in frequency); other refused grants were taken back.
const ranOut = /\b(700082|700084|70008|70043|50089)\b/;

/** Why the engine gets no token. What may pass by itself is `unreachable`; the rest needs the user. */
export function tokenFailure(
  answer: Exclude<SignInAnswer, { kind: 'token' }>,
): Exclude<TokenOutcome, { kind: 'token' }> {
  if (answer.kind !== 'failed') return { kind: 'unreachable', reason: 'unreachable' };
  const { code } = answer;
  switch (answer.reason) {
    case 'consent-missing':
      return { kind: 'sign-in-needed', reason: 'consent-missing', code };
    case 'cache-damaged':
      return { kind: 'sign-in-needed', reason: 'secret-lost', code };
    case 'interaction-needed':
      if (code === 'no-account') return { kind: 'sign-in-needed', reason: 'secret-lost', code };
      return { kind: 'sign-in-needed', reason: ranOut.test(code) ? 'expired' : 'revoked', code };
    case 'network':
    case 'other':
    case 'cancelled':
    case 'other-person':
      return { kind: 'unreachable', reason: 'unreachable' };
  }
}
