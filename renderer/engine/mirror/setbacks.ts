/** What a failure means for the mirror: a pure table, so that no failure is met with a shrug. */
import type { AccountState, ServiceFailure } from '../../model/index.ts';

export type Setback =
  /** The whole account waits and tries again after `ms`. */
  | { readonly kind: 'account-waits'; readonly ms: number; readonly state: (retryAt: number) => AccountState }
  /** Only this conversation (or errand) waits. */
  | { readonly kind: 'this-waits'; readonly ms: number }
  /** The user has to sign in again. */
  | { readonly kind: 'sign-in'; readonly state: AccountState }
  /** This conversation may not be read; the rest goes on. Tried again at the next start. */
  | { readonly kind: 'set-aside'; readonly code: string }
  /** It is gone: look at the whole again. */
  | { readonly kind: 'look-again' }
  /** Its cursor is worthless: walk its history again from the newest page. */
  | { readonly kind: 'walk-again' }
  | { readonly kind: 'ignore' };

const shortest = 1_000;
const longest = 60_000;

/** Exponential back-off with jitter: 1 s, 2 s, 4 s ... 60 s, each between half and whole. `random` in [0, 1). */
export const backOff = (failures: number, random: number): number =>
  Math.min(longest, shortest * 2 ** Math.min(failures, 6)) * (0.5 + random / 2);

/** How often a refusal in a row is worth another try: conflicts (409, 412) pass, others hardly. */
export const worthTrying = (status: number): number => (status === 409 || status === 412 ? 10 : 3);

/** `failures` counts those in a row before this one. */
export const setbackOf = (failure: ServiceFailure, failures: number, random: number): Setback => {
  switch (failure.kind) {
    case 'offline':
      return {
        kind: 'account-waits',
        ms: backOff(failures, random),
        state: (retryAt) => ({ kind: 'offline', reason: failure.reason, retryAt }),
      };
    case 'throttled':
      return { kind: 'this-waits', ms: failure.retryAfterMs };
    case 'sign-in-needed':
      return { kind: 'sign-in', state: { kind: 'sign-in-needed', reason: failure.reason } };
    case 'forbidden':
      return { kind: 'set-aside', code: failure.code };
    case 'not-found':
      return { kind: 'look-again' };
    case 'cursor-gone':
      return { kind: 'walk-again' };
    case 'refused':
      return failures < worthTrying(failure.status)
        ? { kind: 'this-waits', ms: backOff(failures + 1, random) }
        : { kind: 'set-aside', code: failure.code };
    case 'cancelled':
      return { kind: 'ignore' };
  }
};
