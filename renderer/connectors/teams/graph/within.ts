/** Stops waiting for work that does not end. */
import { failed, type Result } from '../../../model/index.ts';
import type { World } from '../../world.ts';

/**
 * Runs `work` until it ends, the caller aborts (`cancelled`) or `ms` have passed (`no-answer`; Infinity for no limit). If `work` rejects,
 * the connection broke (`unreachable`). `work` gets a signal that tells it to stop, and nobody waits for it after that.
 */
export const within = <Value>(
  world: World,
  ms: number,
  caller: AbortSignal,
  work: (signal: AbortSignal) => Promise<Result<Value>>,
): Promise<Result<Value>> => {
  if (caller.aborted) return Promise.resolve(failed({ kind: 'cancelled' }));
  return new Promise((resolve) => {
    const stop = new AbortController();
    const end = (result: Result<Value>): void => {
      caller.removeEventListener('abort', cancel);
      cancelTimer();
      resolve(result);
    };
    const giveUp = (result: Result<Value>): void => {
      end(result);
      stop.abort();
    };
    const cancel = (): void => giveUp(failed({ kind: 'cancelled' }));
    const cancelTimer = Number.isFinite(ms)
      ? world.after(ms, () => giveUp(failed({ kind: 'offline', reason: 'no-answer', status: null })))
      : () => undefined;
    caller.addEventListener('abort', cancel, { once: true });
    // Harmless: the failure says that no answer came. Main's network layer knows the cause.
    work(stop.signal).then(end, () => end(failed({ kind: 'offline', reason: 'unreachable', status: null })));
  });
};
