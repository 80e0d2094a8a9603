/** One attempt to connect at a time, from the button to its outcome. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Telling } from '../../../preload/contract/door.ts';
import type { ConnectOutcome, KnownAccount } from '../../../preload/contract/accounts.ts';
import type { Service } from '../../model/index.ts';
import { logCaught } from '../world/log-caught.ts';
import { useWorld } from '../world/world.ts';

/** The state of an attempt's browser: not needed yet, waited for, or back. */
export type BrowserState = { readonly kind: 'none' } | Telling<'account:browsing'>;

export type Connecting =
  | { readonly kind: 'idle' }
  | { readonly kind: 'busy'; readonly browser: BrowserState }
  | { readonly kind: 'trouble'; readonly outcome: Exclude<ConnectOutcome, { kind: 'connected' }> }
  | { readonly kind: 'connected'; readonly account: KnownAccount };

export type ConnectAttempt = () => Promise<ConnectOutcome>;

export interface Connect {
  readonly state: Connecting;
  readonly start: (attempt: ConnectAttempt) => void;
  /** Ends the attempt at once. A later result is not kept. */
  readonly cancel: () => void;
  /** Ends the attempt and starts it anew, with a new page in the browser. */
  readonly startAgain: () => void;
  /** Forgets the outcome of the last attempt. */
  readonly reset: () => void;
}

export const useConnect = (service: Service, connected: (account: KnownAccount) => void): Connect => {
  const { door } = useWorld();
  const [state, setState] = useState<Connecting>({ kind: 'idle' });
  const running = useRef<ConnectAttempt | null>(null);
  /** Counts attempts, so that results of earlier ones are ignored. */
  const current = useRef(0);

  const run = useCallback(
    (attempt: ConnectAttempt) => {
      const own = (current.current += 1);
      running.current = attempt;
      setState({ kind: 'busy', browser: { kind: 'none' } });
      const finish = (outcome: ConnectOutcome): void => {
        if (current.current !== own) return;
        running.current = null;
        if (outcome.kind === 'connected') {
          setState(outcome);
          connected(outcome.account);
        } else setState({ kind: 'trouble', outcome });
      };
      attempt().then(finish, (error: unknown) => {
        logCaught(door, 'connect', error);
        finish({ kind: 'failed', detail: doorReason(error) });
      });
    },
    [connected, door],
  );
  const start = useCallback(
    (attempt: ConnectAttempt) => {
      if (running.current === null) run(attempt);
    },
    [run],
  );
  const end = useCallback(() => {
    // Harmless: refused only when main is going down.
    door.call('account:cancel-connect', { service }).catch(() => undefined);
  }, [door, service]);
  const cancel = useCallback(() => {
    if (running.current === null) return;
    current.current += 1;
    running.current = null;
    setState({ kind: 'trouble', outcome: { kind: 'cancelled' } });
    end();
  }, [end]);
  const startAgain = useCallback(() => {
    // A new attempt makes main end the earlier one.
    if (running.current !== null) run(running.current);
  }, [run]);
  useEffect(
    () =>
      door.hear('account:browsing', (browser) => {
        if (browser.service === service && running.current !== null) setState({ kind: 'busy', browser });
      }),
    [door, service],
  );
  // When the card is removed (a closed dialog), main must stop waiting for the browser.
  useEffect(
    () => () => {
      if (running.current !== null) end();
    },
    [end],
  );
  const reset = useCallback(() => {
    if (running.current === null) setState({ kind: 'idle' });
  }, []);
  return { state, start, cancel, startAgain, reset };
};

/** The reason of a refused crossing, which starts with `door:`. Other messages are not shown. */
const doorReason = (error: unknown): string => {
  const found = error instanceof Error ? /door:\s?[a-z-]{1,60}/.exec(error.message) : null;
  return found?.[0] ?? '';
};
