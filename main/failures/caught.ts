/** Writes a caught exception into the log: the fixed code of its place and its class, so that a fault in the field can be found. */
import { caughtEvent } from '../../preload/contract/caught.ts';
import type { Log } from '../log/log.ts';
import { thrownAt } from './thrown-at.ts';

/** Codes of the places that catch exceptions. Each code is used at one place only. */
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
  | 'keyring-tried'
  | 'page-load'
  | 'proxy-login-read'
  | 'proxy-login-kept'
  | 'certificates-read'
  | 'certificates-kept'
  | 'notification-settings'
  | 'notification-settings-kept'
  | 'start-at-login'
  | 'shortcut'
  | 'shortcut-kept'
  | 'shortcut-register';

/** Writes `caught-<place>-<class>` with line and column. The error's message is not written, because it may hold private data. */
export function writeCaught(log: Log, place: CatchPlace, error: unknown): void {
  log.write(caughtEvent(place, error), thrownAt(error));
}
