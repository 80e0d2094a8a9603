/** What can go wrong when a service is asked, as values. Never holds message text, tokens or addresses. */
import type { OfflineReason, SignInReason, TeamsFeature } from './account.ts';

/** Why a service says no, where its answer tells more than that. */
export type RefusalCause =
  /** The conversation is archived: it can be read, and nothing in it changes. */
  | 'archived'
  /** Rules of the organisation do not let it through: data loss prevention, a plugin that looks at what is posted. */
  | 'blocked'
  | 'too-long'
  /** It may not be changed any more: too much time has passed since it was written. */
  | 'too-late'
  /** The service has no such reaction. */
  | 'reaction-unknown'
  /** Nobody has granted Isthmus the permission for it: the account says so, and nothing was asked. */
  | 'not-granted';

export type ServiceFailure =
  /** Try again later; nothing is wrong with the request. */
  | {
      readonly kind: 'offline';
      readonly reason: OfflineReason;
      readonly status: number | null;
      /** With `certificate-refused`: whose certificate it is. The only part of an address that a failure holds; no log has it. */
      readonly host?: string;
    }
  /** The service asked to wait; or, with `own`, our own pace keeps its limits: nothing was sent, and nothing is wrong. */
  | { readonly kind: 'throttled'; readonly retryAfterMs: number; readonly own?: true }
  /** The account's sign-in is not taken: not for this, and not for the user's own profile either. */
  | { readonly kind: 'sign-in-needed'; readonly reason: SignInReason; readonly code?: string }
  /** This one thing is refused as if there were no sign-in (401), while the user's own profile can be read with it. */
  | { readonly kind: 'not-let-in' }
  /** This one thing may not be seen or done (403, 402, a missing consent): leave it, go on with the rest. */
  | {
      readonly kind: 'forbidden';
      readonly status: number;
      readonly code: string;
      readonly because?: RefusalCause;
      /** With `not-granted`: what the permission is for. */
      readonly feature?: TeamsFeature;
    }
  /** It is not there (any more). */
  | { readonly kind: 'not-found' }
  /** The cursor is no longer good (410, a changed history): walk from the start. */
  | { readonly kind: 'cursor-gone' }
  /** Its pages lead nowhere: the same page or the same place again, in a circle, or empty ones without end. */
  | { readonly kind: 'stands-still' }
  /** The service refuses this request as it is (400, 409, 412, 413, ...): repeating it is useless. */
  | {
      readonly kind: 'refused';
      readonly status: number;
      readonly code: string;
      readonly because?: RefusalCause;
    }
  /** The caller gave up (a page closed, a pause). */
  | { readonly kind: 'cancelled' };

/**
 * Whether the service answered, and refused or failed at this one thing: others may be well. No answer at all, a proxy's page before
 * everything, patience, and the sign-in concern all that is asked.
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

/** Whether a failure may be of this one act, and is no last word: it counts against the act where its conversation can be read. */
export const mayBeOfAct = ({ kind }: ServiceFailure): boolean => kind === 'offline' || kind === 'not-let-in';

/** Whether a permission is missing, which is no fault of what was asked for. */
export const isNotGranted = (failure: ServiceFailure | null): boolean =>
  failure?.kind === 'forbidden' && failure.because === 'not-granted';

/** Whether a failed part of a whole is that part's: nobody gave up, and it was not our own pace that held it back. */
export const isOfPart = (failure: ServiceFailure): boolean =>
  failure.kind !== 'cancelled' && !(failure.kind === 'throttled' && failure.own === true);

export type Result<Value, Failure = ServiceFailure> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly failure: Failure };

export const succeeded = <Value>(value: Value): { readonly ok: true; readonly value: Value } => ({
  ok: true,
  value,
});
export const failed = <Failure>(failure: Failure): { readonly ok: false; readonly failure: Failure } => ({
  ok: false,
  failure,
});
