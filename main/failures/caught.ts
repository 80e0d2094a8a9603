/** A caught exception in the log: where it was caught, by a fixed code, and what kind it was, so that a fault in the field can be found. */
import type { Log } from '../log/log.ts';
import { kindAndPlaceOf } from './kind.ts';

/** Where exceptions are caught that have no better name in the log. */
export type CatchPlace =
  | 'door-handler'
  | 'app-window'
  | 'placement'
  | 'pause'
  | 'tokens-forgotten'
  | 'departure'
  | 'pause-kept'
  | 'consent-look'
  | 'browser'
  | 'link'
  | 'loopback'
  | 'gateway'
  | 'secrets-file'
  | 'secret-decode'
  | 'secret-encrypt'
  | 'keyring'
  | 'page-load'
  | 'proxy-login-kept'
  | 'certificates-kept';

/** Writes `caught-<place>-<class>`, with line and column; never the message, which may hold anything. */
export function writeCaught(log: Log, place: CatchPlace, error: unknown): void {
  const [kind, numbers] = kindAndPlaceOf(error);
  log.write(`caught-${place}-${kind}`, numbers);
}
