/** Reads the sign-in page's failures: for the user who signs in, and for the engine that needs a token. */
import type { ConnectOutcome, SignInAnswer, TokenOutcome } from '../../preload/contract/index.ts';
import { lastingReason } from '../../sign-in/lasting-reason.ts';

type Answer<Kind extends SignInAnswer['kind']> = Extract<SignInAnswer, { kind: Kind }>;

/** The outcome of an interactive sign-in if the sign-in service could not be reached. */
function whileDelayed({ reason, code, host }: Answer<'delayed'>): ConnectOutcome {
  switch (reason) {
    case 'keyring-locked':
      return { kind: 'keyring-missing' };
    case 'certificate-refused':
      return { kind: 'certificate-refused', ...(host === undefined ? {} : { host }) };
    case 'proxy-sign-in':
      return { kind: 'proxy-sign-in' };
    case 'client-certificate':
    case 'clock-wrong':
      return { kind: 'refused', reason, code };
    case 'proxy-page':
      return { kind: 'not-this-service' };
    case 'unreachable':
    case 'no-answer':
    case 'broken-answer':
    case 'service-down':
      return { kind: 'unreachable' };
  }
}

/** The outcome of an interactive sign-in that failed. */
export function signInFailure(answer: Exclude<SignInAnswer, { kind: 'signed-in' }>): ConnectOutcome {
  switch (answer.kind) {
    case 'cancelled':
      return { kind: 'cancelled' };
    case 'refused':
      return { kind: 'refused', reason: answer.reason, code: answer.code };
    case 'delayed':
      return whileDelayed(answer);
    case 'failed':
      return { kind: 'failed', detail: answer.code };
    case 'token':
    case 'forgotten':
      return { kind: 'failed', detail: 'unexpected-answer' };
  }
}

/** The reason why the engine gets no token. `unreachable` may pass by itself; all other reasons need the user. */
export function tokenFailure(
  answer: Exclude<SignInAnswer, { kind: 'token' }>,
): Exclude<TokenOutcome, { kind: 'token' }> {
  switch (answer.kind) {
    case 'refused':
      return { kind: 'sign-in-needed', reason: lastingReason(answer.reason), code: answer.code };
    case 'delayed':
      return {
        kind: 'unreachable',
        reason: answer.reason,
        ...(answer.host === undefined ? {} : { host: answer.host }),
      };
    case 'cancelled':
    case 'failed':
    case 'signed-in':
    case 'forgotten':
      return { kind: 'unreachable', reason: 'unreachable' };
  }
}
