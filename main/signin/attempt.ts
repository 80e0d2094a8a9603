/** Allows one interactive sign-in at a time. A new one ends the one before, because the user has left the earlier browser window. */

import type { ConnectOutcome } from '../../preload/contract/index.ts';

/**
 * How long the user may take in the browser, in milliseconds. An approval, a new phone or a call to the help desk takes time. Meanwhile the
 * attempt holds only a port.
 */
export const attemptMs = 60 * 60_000;

const tooLong = Symbol('too long');

/** The outcome of an attempt whose signal has fired. */
export const endOf = (signal: AbortSignal): Extract<ConnectOutcome, { kind: 'cancelled' | 'timed-out' }> => ({
  kind: signal.reason === tooLong ? 'timed-out' : 'cancelled',
});

/**
 * The result of `work`, or null as soon as its attempt is ended, so that the user does not wait for a slow server.
 * @param late undoes a result that comes after the end; its rejection is ignored
 */
export async function unlessGivenUp<Value>(
  work: Promise<Value>,
  signal: AbortSignal,
  late: (value: Value) => unknown,
): Promise<Value | null> {
  let listening: () => void = () => undefined;
  const givenUp = new Promise<null>((resolve) => {
    listening = () => resolve(null);
    signal.addEventListener('abort', listening);
    if (signal.aborted) resolve(null);
  });
  try {
    const first = await Promise.race([work, givenUp]);
    if (!signal.aborted) return first;
    // Harmless: nobody waits for the result any more.
    work.then(late).catch(() => undefined);
    return null;
  } finally {
    signal.removeEventListener('abort', listening);
  }
}

/** The attempts of one kind of sign-in. */
export interface Attempts {
  /** Runs `work` as the current attempt. Its signal fires on cancel, on the next attempt, or after `attemptMs`. */
  run<Outcome>(work: (signal: AbortSignal) => Promise<Outcome>): Promise<Outcome>;
  cancel(): void;
}

/** @param after runs something later; returns the function that cancels it */
export function createAttempts(after: (ms: number, work: () => void) => () => void): Attempts {
  let current: AbortController | null = null;
  let last: Promise<unknown> = Promise.resolve();
  return {
    run: (work) => {
      current?.abort();
      const own = new AbortController();
      current = own;
      const cancelTimeout = after(attemptMs, () => own.abort(tooLong));
      // MSAL refuses a second interaction (`interaction_in_progress`), so the previous attempt must be over first.
      const outcome = last
        // Harmless: the caller of that attempt got the error.
        .catch(() => undefined)
        .then(() => work(own.signal))
        .finally(() => {
          cancelTimeout();
          if (current === own) current = null;
        });
      last = outcome;
      return outcome;
    },
    cancel: () => current?.abort(),
  };
}
