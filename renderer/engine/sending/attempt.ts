/** An attempt is one act that must happen at most once: how a failure changes its state, and whether it may have happened. Pure. */
import type { ServiceFailure } from '../../model/index.ts';
import type { AttemptState, CarryFailure, OutboxState } from '../../store/index.ts';

/**
 * Whether the act of an attempt may have happened already. If so, it is looked for before it is asked for again, and it cannot simply be
 * given up. An act that may be repeated without harm counts as not done.
 */
export const certaintyOf = (state: OutboxState): 'not-done' | 'perhaps-done' =>
  state.kind === 'sending' && state.act.kind === 'send' ? 'perhaps-done' : 'not-done';

/** Back-off of attempts in a row, ms: 2 s, 4 s ... 5 minutes, each between half and whole. `random` in [0, 1). */
export const patience = (tries: number, random: number): number =>
  Math.min(300_000, 1_000 * 2 ** Math.min(tries + 1, 9)) * (0.5 + random / 2);

/** The longest back-off and the longest Retry-After that is obeyed, ms. */
const longestPatience = 600_000;
/** The shortest wait of a row that could move on at once, so that it does not keep everything busy, ms. */
const leastWait = 50;

const dueAt = (state: OutboxState): number =>
  state.kind === 'waiting' ? state.until : state.kind === 'sending' ? state.retryAt : 0;

/** Whether a row's time has come. `now`: this machine's clock, ms. A clock that was put back does not delay the row. */
export const isDue = (state: OutboxState, now: number): boolean => {
  const wait = dueAt(state) - now;
  return wait <= 0 || wait > longestPatience;
};

/** The state of an act that is to be tried now that the network is back; null where it does not wait for that. */
export const hurried = (state: AttemptState): AttemptState | null => {
  if (state.kind === 'waiting' && state.why === 'offline') return { ...state, until: 0 };
  return state.kind === 'sending' && state.tries > 0 ? { ...state, retryAt: 0 } : null;
};

/** After how long a row is to be looked at again, ms. */
export const waitOf = (state: OutboxState, now: number): number =>
  Math.min(longestPatience, Math.max(leastWait, dueAt(state) - now));

/**
 * After so many failures within twenty minutes, while the conversation can be read, an act is given up, because what comes after it must
 * not wait for ever. This holds for a 5xx, for a proxy's own page, and for a connection that breaks each time.
 */
export const mostFailures = 12;

/** How often a row's act was tried before. */
export const triesOf = (state: OutboxState): number => ('tries' in state ? state.tries : 0);

/** How often a row's act failed while the conversation could be read. */
export const answeredBefore = (state: OutboxState): Pick<Sending, 'answered'> =>
  state.kind === 'sending' && state.answered !== undefined ? { answered: state.answered } : {};

/** The next state of an attempt that certainly did not happen, while the other side can be read. */
export const stateOfUnsent = (state: Sending): OutboxState =>
  state.givenUp ? { kind: 'discarded' } : (givenUpOn(state) ?? { kind: 'queued' });

/** An act that may have happened is looked for at once; it is no longer given up, because the user wants it. */
export const wantedAgain = ({ act, after, tries, answered }: Sending): Sending => ({
  kind: 'sending',
  act,
  after,
  tries,
  retryAt: 0,
  ...(answered === undefined ? {} : { answered }),
});

/** The failure of an act that failed too often; null while it may still go. */
const givenUpOn = ({ answered }: Sending): OutboxState | null => {
  if (answered === undefined || answered.times < mostFailures) return null;
  const { status } = answered;
  return { kind: 'failed', reason: { kind: 'refused', code: status === null ? '' : `HTTP ${status}` } };
};

export type Sending = Extract<OutboxState, { kind: 'sending' }>;

/**
 * The act may have happened nevertheless. The row says so until somebody has looked, or the act is asked for again where that does no harm.
 * A message is never sent again before its conversation was read, so each of its failures counts.
 */
const stateUnanswered = (
  state: Sending,
  status: number | null,
  { retryAt, isReadable }: { readonly retryAt: number; readonly isReadable: boolean },
): OutboxState => {
  const isSend = state.act.kind === 'send';
  const next: Sending = {
    ...state,
    retryAt,
    tries: state.tries + 1,
    ...(isSend || isReadable ? { answered: { times: (state.answered?.times ?? 0) + 1, status } } : {}),
  };
  return isSend ? next : (givenUpOn(next) ?? next);
};

/** When an act failed, and what is known about its surroundings. */
export interface Setback {
  /** This machine's clock, ms. */
  readonly now: number;
  /** In [0, 1). */
  readonly random: number;
  /** How often it was tried, where the state does not say. */
  readonly before?: number;
  /** Whether the conversation there could be read right after. */
  readonly isReadable: boolean;
}

/** The next state of a row whose act failed. `state` is the state before. Null leaves the row as it is, because the caller gave up. */
export const stateAfterFailure = (
  state: OutboxState,
  failure: ServiceFailure,
  setback: Setback,
): OutboxState | null => {
  const next = afterFailure(state, failure, setback);
  // The service has said that the act did not happen, and the user does not want it any more.
  const isOver =
    next !== null && next.kind !== 'sending' && state.kind === 'sending' && state.givenUp === true;
  return isOver ? { kind: 'discarded' } : next;
};

const afterFailure = (
  state: OutboxState,
  failure: ServiceFailure,
  { now, random, before = 0, isReadable }: Setback,
): OutboxState | null => {
  const tries = 'tries' in state ? state.tries : before;
  switch (failure.kind) {
    case 'cancelled':
      return null;
    case 'throttled':
      return { kind: 'waiting', why: 'throttled', until: now + failure.retryAfterMs, tries: tries + 1 };
    case 'sign-in-needed':
      return { kind: 'waiting', why: 'sign-in-needed', until: now + 60_000, tries: tries + 1 };
    case 'offline':
      return state.kind === 'sending'
        ? stateUnanswered(state, failure.status, { retryAt: now + patience(tries, random), isReadable })
        : { kind: 'waiting', why: 'offline', until: now + patience(tries, random), tries: tries + 1 };
    case 'not-let-in':
      return state.kind === 'sending'
        ? stateUnanswered(state, 401, { retryAt: now + patience(tries, random), isReadable })
        : { kind: 'waiting', why: 'not-let-in', until: now + patience(tries, random), tries: tries + 1 };
    case 'stands-still':
      return { kind: 'waiting', why: 'offline', until: now + patience(tries, random), tries: tries + 1 };
    case 'forbidden':
    case 'refused':
    case 'not-found':
    case 'cursor-gone':
      return { kind: 'failed', reason: reasonOf(failure) };
  }
};

const reasonOf = (
  failure: Extract<ServiceFailure, { kind: 'forbidden' | 'refused' | 'not-found' | 'cursor-gone' }>,
): CarryFailure => {
  switch (failure.kind) {
    case 'forbidden':
      if (failure.because === 'not-granted' && failure.feature !== undefined)
        return { kind: 'not-granted', feature: failure.feature };
      return failure.because ? { kind: failure.because } : { kind: 'forbidden', code: failure.code };
    case 'refused':
      if (failure.because) return { kind: failure.because };
      return failure.status === 413 ? { kind: 'too-long' } : { kind: 'refused', code: failure.code };
    case 'not-found':
    case 'cursor-gone':
      return { kind: 'gone' };
  }
};
