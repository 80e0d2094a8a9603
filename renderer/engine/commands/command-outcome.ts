/** What the failure of a command means: whether it may have been executed. Pure. */
import type { OfflineReason, ServiceFailure } from '../../model/index.ts';
import type { CommandOutcome } from '../../store/index.ts';

/** With these the request has certainly not reached the server. */
const neverLeft: ReadonlySet<OfflineReason> = new Set([
  'no-network',
  'certificate-refused',
  'proxy-sign-in',
  'client-certificate',
  'keyring-locked',
]);

/** The outcome after `failure` of a request that was sent. */
export const outcomeOfFailure = (failure: ServiceFailure): CommandOutcome => {
  switch (failure.kind) {
    case 'offline':
      return { kind: neverLeft.has(failure.reason) ? 'not-connected' : 'perhaps' };
    case 'cancelled':
      return { kind: 'perhaps' };
    default:
      return { kind: 'failed', failure };
  }
};
