/** Answers of functions, delivered as by a network. */
import { ConnectionLost } from '../../../sandbox/faults.ts';

/** The answer. It never settles if the computer is off by then. */
export const untilOff = <Value>(isOn: () => boolean, answer: Promise<Value>): Promise<Value> =>
  new Promise((resolve, reject) => {
    answer.then(
      (value) => {
        if (isOn()) resolve(value);
      },
      (error: unknown) => {
        if (isOn())
          reject(error instanceof ConnectionLost ? new TypeError('fetch failed') : (error as Error));
      },
    );
  });

/** The answer, or a rejection as soon as the signal fires. */
export const abortable = <Value>(signal: AbortSignal, answer: Promise<Value>): Promise<Value> =>
  new Promise((resolve, reject) => {
    const give = (): void => reject(new DOMException('aborted', 'AbortError'));
    if (signal.aborted) give();
    else signal.addEventListener('abort', give, { once: true });
    // A signal may exist longer than many requests, so each removes its listener.
    void answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', give));
  });
