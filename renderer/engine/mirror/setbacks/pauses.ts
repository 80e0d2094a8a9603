/** How long something that failed rests before it is asked for again. Pure. No failure is ignored, and none leads to many requests. */
import type { SetbackReason, ServiceFailure } from '../../../model/index.ts';

const shortest = 1_000;
/** With the overview that follows a try, an account is current again well within a minute after its service is back. */
const longest = 40_000;

/** The account's pause while its service cannot be reached: 1 s, 2 s, 4 s ... 40 s, each between half and whole. `random` in [0, 1). */
export const backOff = (failures: number, random: number): number =>
  Math.min(longest, shortest * 2 ** Math.min(failures, 6)) * (0.5 + random / 2);

const firstSilentPause = 30_000;
/** The longest pause, ms: it leaves three to six tries an hour. */
export const longestSilentPause = 1_200_000;

/**
 * The account's pause while somebody has to mend something, the user or an administrator, before its `tries`-th silent try (from 0):
 * 30 s, 1 min, 2 min ... 20 min, each between half and whole. `random` in [0, 1).
 */
export const silentPause = (tries: number, random: number): number =>
  Math.min(longestSilentPause, firstSilentPause * 2 ** Math.min(tries, 20)) * (0.5 + random / 2);

const firstPause = 5_000;
/** The shortest pause after a refusal on purpose, ms: nobody takes that back within seconds. */
const firstPauseAfterRefusal = 60_000;
/** The longest pause of one resource, ms. */
export const longestPause = 1_800_000;

/**
 * How long one resource rests after its `failures`-th failure in a row (from 1), ms: twice as long each time, up to 30 minutes, each
 * between half and whole, and never less than the service itself asked for. `random` in [0, 1).
 */
export const pauseOf = (failure: ServiceFailure, failures: number, random: number): number => {
  const first =
    failure.kind === 'forbidden' || failure.kind === 'not-found' ? firstPauseAfterRefusal : firstPause;
  const grown = Math.min(longestPause, first * 2 ** Math.min(failures - 1, 20)) * (0.5 + random / 2);
  return failure.kind === 'throttled' ? Math.max(failure.retryAfterMs, grown) : grown;
};

/**
 * Whether it has failed so often, or in such a way, that it will probably go on failing. Then it is kept and shown, and nothing waits for
 * it any more.
 */
export const isLasting = (reason: SetbackReason, failures: number): boolean =>
  failures >= (reason === 'forbidden' || reason === 'not-granted' || reason === 'missing' ? 1 : 3);

/**
 * What a failure may concern. `this`: only what was asked for, because the service answered about exactly that. `account`: everything of
 * the account. `doubtful`: a service that is down as a whole, or a single bad resource, may answer so.
 */
export const suspectOf = (failure: ServiceFailure): 'nobody' | 'this' | 'account' | 'doubtful' => {
  switch (failure.kind) {
    case 'cancelled':
      return 'nobody';
    // The connector has asked already.
    case 'sign-in-needed':
      return 'account';
    case 'offline':
      return 'doubtful';
    case 'not-let-in':
    case 'throttled':
    case 'forbidden':
    case 'not-found':
    case 'cursor-gone':
    case 'stands-still':
    case 'refused':
      return 'this';
  }
};

/** Whether our own pace held the request back. Then it is sent a little later, and nothing failed. */
export const isOwnPace = (
  failure: ServiceFailure,
): failure is Extract<ServiceFailure, { kind: 'throttled' }> & { readonly own: true } =>
  failure.kind === 'throttled' && failure.own === true;
