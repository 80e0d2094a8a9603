/** What can go wrong when a service is asked, as values. A failure never holds message text or tokens, and of addresses a host at most. */
import type { OfflineReason, SignInReason, TeamsFeature } from './account.ts';

/** Why a service refuses, if its answer tells that. */
export type RefusalCause =
  /** The conversation is archived. It can be read, but not changed. */
  | 'archived'
  /** Rules of the organisation block it: data loss prevention, or a plugin that checks posts. */
  | 'blocked'
  | 'too-long'
  /** The message that it answers is gone. */
  | 'gone'
  /** The message was written too long ago to be changed. */
  | 'too-late'
  /** The service has no such reaction. */
  | 'reaction-unknown'
  /** The message has as many different reactions as the service allows. */
  | 'reactions-full'
  /** The user has not the right to it there, or is not a member any more. */
  | 'no-right'
  /** The user's storage there is full. */
  | 'no-room'
  /** Nobody has granted Isthmus the permission. The account knows this, so the service was not asked. */
  | 'not-granted';

export type ServiceFailure =
  /** The service could not be reached, or it failed. The request is right, and may be tried again later. */
  | {
      readonly kind: 'offline';
      readonly reason: OfflineReason;
      readonly status: number | null;
      /** With the reason `certificate-refused`: the host of the certificate. No other part of an address is in a failure, and it is not logged. */
      readonly host?: string;
    }
  /** The service asked us to wait. With `own`, Isthmus itself waits, to keep within the service's limits, and nothing was sent. */
  | { readonly kind: 'throttled'; readonly retryAfterMs: number; readonly own?: true }
  /** The service does not accept the account's sign-in, neither for this nor for the user's own profile. */
  | { readonly kind: 'sign-in-needed'; readonly reason: SignInReason; readonly code?: string }
  /** This one request is refused with 401, although the user's own profile can be read with the same sign-in. */
  | { readonly kind: 'not-let-in' }
  /** The user may not see or do this one thing (403, 402, a missing consent). The rest goes on. */
  | {
      readonly kind: 'forbidden';
      readonly status: number;
      readonly code: string;
      readonly because?: RefusalCause;
      /** With the cause `not-granted`: what the permission is for. */
      readonly feature?: TeamsFeature;
    }
  /** It does not exist, or no longer. */
  | { readonly kind: 'not-found' }
  /** The service no longer accepts the cursor (410, a changed history). The walk has to start again. */
  | { readonly kind: 'cursor-gone' }
  /** The pages do not come to an end: the same page or position comes again, or empty pages without end. */
  | { readonly kind: 'stands-still' }
  /** The service refuses this request as it is (400, 409, 412, 413, ...), so it is useless to repeat it. */
  | {
      readonly kind: 'refused';
      readonly status: number;
      readonly code: string;
      readonly because?: RefusalCause;
    }
  /** The caller ended the request (a page was closed, or the account was paused). */
  | { readonly kind: 'cancelled' };

/**
 * Whether a failure concerns only the one thing that was asked for: the service answered, and refused it or failed at it. Other failures
 * concern the whole account: no answer, a proxy's page, a request to wait, the sign-in.
 */
export const isOfOneThing = (failure: ServiceFailure): boolean => {
  switch (failure.kind) {
    case 'not-let-in':
    case 'forbidden':
    case 'not-found':
    case 'cursor-gone':
    case 'refused':
    case 'stands-still':
      return true;
    case 'offline':
      return failure.status !== null && failure.reason !== 'proxy-page';
    case 'throttled':
    case 'sign-in-needed':
    case 'cancelled':
      return false;
  }
};

/** Whether a failure may lie in the act itself, though it is not final. It counts as the act's own if the act's conversation can be read. */
export const mayBeOfAct = ({ kind }: ServiceFailure): boolean => kind === 'offline' || kind === 'not-let-in';

/** Whether a permission is missing. Then nothing is wrong with the thing that was asked for. */
export const isNotGranted = (failure: ServiceFailure | null): boolean =>
  failure?.kind === 'forbidden' && failure.because === 'not-granted';

/** Whether the failure of one part was caused by that part: the caller did not end it, and Isthmus did not hold it back itself. */
export const isOfPart = (failure: ServiceFailure): boolean =>
  failure.kind !== 'cancelled' && !(failure.kind === 'throttled' && failure.own === true);

export type Result<Value, Failure = ServiceFailure> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly failure: Failure };

/** Whether the service has said no. It may say yes later, when somebody changes a right. */
export const isRefusal = ({ kind }: ServiceFailure): boolean =>
  kind === 'forbidden' || kind === 'refused' || kind === 'not-found' || kind === 'cursor-gone';

export const succeeded = <Value>(value: Value): { readonly ok: true; readonly value: Value } => ({
  ok: true,
  value,
});
export const failed = <Failure>(failure: Failure): { readonly ok: false; readonly failure: Failure } => ({
  ok: false,
  failure,
});
