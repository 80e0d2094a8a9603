/** Answers of functions, as a network would bring them. */
import { ConnectionLost } from '../../../sandbox/faults.ts';

/** The answer, unless the computer is off by then: nobody hears it any more. */
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

/** The answer, or a rejection as soon as it is not wanted any more. */
export const abortable = <Value>(signal: AbortSignal, answer: Promise<Value>): Promise<Value> =>
  new Promise((resolve, reject) => {
    const give = (): void => reject(new DOMException('aborted', 'AbortError'));
    if (signal.aborted) give();
    else signal.addEventListener('abort', give, { once: true });
    // A signal may outlive many requests: none stays with it.
    void answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', give));
  });
