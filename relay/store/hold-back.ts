/** Holds a transaction back at its end until what it changed is kept. */
import type { RawTransaction } from './fake-internals.ts';

/**
 * Calls `keep` when the transaction has nothing more to do, before it completes. `keep` returns a promise where it needs time: until then the
 * transaction takes no requests and keeps its stores for itself. If `keep` fails, all that the transaction did is taken back, and it aborts
 * with an error of the name that `nameOf` gives to the failure.
 */
export const holdBack = (
  transaction: RawTransaction,
  keep: () => Promise<void> | null,
  nameOf: (error: unknown) => string,
): void => {
  const proceed = transaction._start.bind(transaction);
  const giveUp = (error: unknown): void => transaction._abort(nameOf(error));
  let isKept = false;
  transaction._start = () => {
    if (isKept || transaction._state === 'finished' || hasRequests(transaction)) return proceed();
    isKept = true;
    let later: Promise<void> | null;
    try {
      later = keep();
    } catch (error) {
      // Harmless: whoever waits for the transaction hears of it.
      return giveUp(error);
    }
    if (!later) return proceed();
    transaction._state = 'committing';
    // Harmless: the same.
    void later.then(proceed, (error: unknown) => giveUp(error));
  };
};

const hasRequests = ({ _requests: requests }: RawTransaction): boolean =>
  requests.some(({ request }) => request.readyState !== 'done');
