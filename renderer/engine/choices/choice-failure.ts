/** What follows from a service's refusal of a choice. Pure. */
import type { ServiceFailure } from '../../model/index.ts';
import type { ChoiceIntentFailure } from '../../store/index.ts';
import { longestPause } from '../mirror/setbacks/pauses.ts';
import type { Wait } from './newest-works.ts';

/** How long until it is tried again, ms. The account's next overview tries it sooner. */
export const choiceWaits = { fault: 30_000, noAccount: 60_000, noAnswer: 30_000 } as const;

/** A wait of this length, which the account's next overview ends. */
export const shortWait = (ms: number): Wait => ({ ms, isAskedFor: false });

export type JudgedChoice =
  ({ readonly kind: 'waits' } & Wait) | { readonly kind: 'refused'; readonly failure: ChoiceIntentFailure };

/** Whether to wait, or that the service will not have it. */
export const choiceFailureOf = (failure: ServiceFailure): JudgedChoice => {
  switch (failure.kind) {
    case 'throttled':
      return { kind: 'waits', ms: failure.retryAfterMs, isAskedFor: true };
    case 'not-let-in':
      return { kind: 'waits', ...shortWait(longestPause) };
    case 'offline':
    case 'sign-in-needed':
    case 'cancelled':
      return { kind: 'waits', ...shortWait(choiceWaits.noAnswer) };
    case 'not-found':
      return { kind: 'refused', failure: { kind: 'gone' } };
    case 'forbidden':
      return { kind: 'refused', failure: { kind: 'no-right' } };
    case 'refused':
      return { kind: 'refused', failure: { kind: 'refused', code: failure.code } };
    case 'cursor-gone':
    case 'stands-still':
      return { kind: 'refused', failure: { kind: 'refused', code: failure.kind } };
  }
};
