/** One attempt to connect at a time, from the button to its outcome. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ConnectOutcome, KnownAccount } from '../../../preload/contract/shapes.ts';
import { useWorld } from '../world/world.ts';

export type Connecting =
  | { readonly kind: 'idle' }
  | { readonly kind: 'busy' }
  | { readonly kind: 'trouble'; readonly outcome: Exclude<ConnectOutcome, { kind: 'connected' }> }
  | { readonly kind: 'connected'; readonly account: KnownAccount };

export interface Connect {
  readonly state: Connecting;
  readonly start: (attempt: () => Promise<ConnectOutcome>) => void;
  /** Ends the wait for the browser; the attempt itself then answers `cancelled`. */
  readonly cancel: () => void;
}

export const useConnect = (connected: (account: KnownAccount) => void): Connect => {
  const { door } = useWorld();
  const [state, setState] = useState<Connecting>({ kind: 'idle' });
  const busy = useRef(false);

  const start = useCallback(
    (attempt: () => Promise<ConnectOutcome>) => {
      if (busy.current) return;
      busy.current = true;
      setState({ kind: 'busy' });
      const finish = (outcome: ConnectOutcome): void => {
        busy.current = false;
        if (outcome.kind === 'connected') {
          setState(outcome);
          connected(outcome.account);
        } else setState({ kind: 'trouble', outcome });
      };
      attempt().then(finish, (error: unknown) => finish({ kind: 'failed', detail: doorReason(error) }));
    },
    [connected],
  );
  const cancel = useCallback(() => {
    door.call('account:cancel-connect', {}).catch(() => undefined);
  }, [door]);
  // A card that goes away (a closed dialog) must not leave a browser answer waited for.
  useEffect(
    () => () => {
      if (busy.current) cancel();
    },
    [cancel],
  );
  return { state, start, cancel };
};

/** A refused crossing says why in a word that starts with `door:`; anything else is not for showing. */
const doorReason = (error: unknown): string => {
  const found = error instanceof Error ? /door:\s?[a-z-]{1,60}/.exec(error.message) : null;
  return found?.[0] ?? '';
};
