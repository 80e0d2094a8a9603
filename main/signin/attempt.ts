/** Allows one interactive sign-in at a time: a new one ends the one before, because the user has given up on its browser window. */

import type { ConnectOutcome } from '../../preload/contract/index.ts';

/**
 * How long the user may take in the browser, in milliseconds: an approval, a new phone or a call to the help desk takes time. Only a port
 * is held meanwhile.
 */
export const attemptMs = 60 * 60_000;

const tooLong = Symbol('too long');

/** How an attempt ended whose signal has. */
export const endOf = (signal: AbortSignal): Extract<ConnectOutcome, { kind: 'cancelled' | 'timed-out' }> => ({
  kind: signal.reason === tooLong ? 'timed-out' : 'cancelled',
});

/**
 * What `work` comes to, or null as soon as its attempt is given up: the user does not wait for a server that takes its time.
 * @param late undoes what comes of it then; it may reject, which changes nothing any more
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
    // Harmless: nobody waits for it any more, and what fails now fails for nobody.
    work.then(late).catch(() => undefined);
    return null;
  } finally {
    signal.removeEventListener('abort', listening);
  }
}

/** The attempts of one kind of sign-in. */
export interface Attempts {
  /** Runs `work` as the current attempt; its signal ends with cancel, with the next attempt, or after `attemptMs`. */
  run<Outcome>(work: (signal: AbortSignal) => Promise<Outcome>): Promise<Outcome>;
  cancel(): void;
}

/** @param after runs something later; returns what cancels it */
export function createAttempts(after: (ms: number, work: () => void) => () => void): Attempts {
  let current: AbortController | null = null;
  let last: Promise<unknown> = Promise.resolve();
  return {
    run: (work) => {
      current?.abort();
      const own = new AbortController();
      current = own;
      const cancelTimeout = after(attemptMs, () => own.abort(tooLong));
      // MSAL refuses a second interaction (`interaction_in_progress`): the ended one must be over before this one starts.
      const outcome = last
        // Harmless: it was told to whoever ran it.
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
