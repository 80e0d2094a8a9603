/** One attempt to connect at a time, from the button to its outcome. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Telling } from '../../../preload/contract/door.ts';
import type { ConnectOutcome, KnownAccount } from '../../../preload/contract/shapes.ts';
import type { Service } from '../../model/index.ts';
import { logCaught } from '../world/log-caught.ts';
import { useWorld } from '../world/world.ts';

/** How the browser of an attempt stands: not needed yet, waited for, or back. */
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
  /** Ends the attempt at once; whatever it gets meanwhile is not kept. */
  readonly cancel: () => void;
  /** Ends the attempt and begins the same anew: with a new page in the browser. */
  readonly startAgain: () => void;
  /** Forgets how the last attempt ended. */
  readonly reset: () => void;
}

export const useConnect = (service: Service, connected: (account: KnownAccount) => void): Connect => {
  const { door } = useWorld();
  const [state, setState] = useState<Connecting>({ kind: 'idle' });
  const running = useRef<ConnectAttempt | null>(null);
  /** Counts attempts: what an earlier one still tells is of no interest. */
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
    // Main ends the attempt before when the next one comes.
    if (running.current !== null) run(running.current);
  }, [run]);
  useEffect(
    () =>
      door.hear('account:browsing', (browser) => {
        if (browser.service === service && running.current !== null) setState({ kind: 'busy', browser });
      }),
    [door, service],
  );
  // A card that goes away (a closed dialog) must not leave a browser answer waited for.
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

/** A refused crossing says why in a word that starts with `door:`; anything else is not for showing. */
const doorReason = (error: unknown): string => {
  const found = error instanceof Error ? /door:\s?[a-z-]{1,60}/.exec(error.message) : null;
  return found?.[0] ?? '';
};
