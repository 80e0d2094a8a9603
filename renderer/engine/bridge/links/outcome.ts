/** The ways in which an intent can end. */
import type { CarryChoice, ServiceFailure } from '../../../model/index.ts';
import type { LinkIntent, LinkIntentFailure } from '../../../store/index.ts';

export type LinkIntentOf<Kind extends LinkIntent['kind']> = Extract<LinkIntent, { readonly kind: Kind }>;

export type IntentOutcome =
  /** `choices`: the user's choices, if they were asked or written. */
  | { readonly kind: 'done'; readonly choices?: readonly CarryChoice[] }
  | { readonly kind: 'failed'; readonly failure: LinkIntentFailure }
  /** The intent is valid, and is tried again. */
  | { readonly kind: 'later'; readonly failure: ServiceFailure };

export const done: IntentOutcome = { kind: 'done' };
export const failedWith = (failure: LinkIntentFailure): IntentOutcome => ({ kind: 'failed', failure });

/** The outcome of an intent whose request failed. */
export const outcomeOf = (failure: ServiceFailure): IntentOutcome => {
  switch (failure.kind) {
    case 'offline':
    case 'stands-still':
    case 'throttled':
    case 'sign-in-needed':
    case 'not-let-in':
    case 'cancelled':
      return { kind: 'later', failure };
    case 'forbidden':
      return failedWith({ kind: 'no-right' });
    case 'not-found':
    case 'cursor-gone':
      return failedWith({ kind: 'gone' });
    case 'refused':
      return failedWith({ kind: 'refused', code: failure.code });
  }
};
