/**
 * Main's own time limits. There is no separate limit for connecting, because Chromium does not tell when it has connected; it is part of the
 * time until an answer begins. A handler of Electron's `protocol.handle` gets a Request without an abort signal, so main does not learn that
 * the page has cancelled. A request that hangs would hold one of the few connections that Chromium opens to a host. Main therefore ends a
 * request when no answer begins, when an answer stops, when the server stops taking the body, and when all of it takes too long.
 */
import { NetworkError } from './failure.ts';
import type { Fetch, FetchInit } from './fetch.ts';

/** Runs `work` after `ms` milliseconds. Returns the function that cancels it. */
export type After = (ms: number, work: () => void) => () => void;

/** How long the other side may be silent, in milliseconds. It is longer than the engine's own limits, which tell the user. */
const silentMs = 60_000;
/** The slowest accepted line, in bytes per millisecond. Bytes that were given to the system may still be on their way at this speed. */
const slowestLine = 8;
/** The longest time of one request, in milliseconds, without the time that its bytes need on the slowest line. */
const totalMs = 5 * 60_000;

interface Watch {
  /** The other side has to act now. It may not have received the last `bytes` yet. */
  waiting(bytes: number): void;
  /** The other side has acted, or is waiting for us. */
  heard(): void;
  /** Counts bytes that have moved, in either direction. */
  moved(bytes: number): void;
  /** The request has ended. */
  done(): void;
}

const nothing = (): void => undefined;

function watchOver(after: After, giveUp: () => void): Watch {
  let cancel = nothing;
  let granted = 0;
  const end = (): void => {
    // Moved bytes extend the time. A server that sends only a few bytes now and then still runs out of time.
    const earned = granted / slowestLine;
    granted = 0;
    if (earned > 0) cancelTotal = after(earned, end);
    else giveUp();
  };
  let cancelTotal = after(totalMs, end);
  const heard = (): void => {
    cancel();
    cancel = nothing;
  };
  return {
    waiting: (bytes) => {
      cancel();
      cancel = after(silentMs + bytes / slowestLine, giveUp);
    },
    heard,
    moved: (bytes) => void (granted += bytes),
    done: () => {
      heard();
      cancelTotal();
    },
  };
}

/**
 * Passes the same bytes on, one chunk at a time when the reader wants one. `wanted` is called before each read, `given` after it with the
 * number of bytes.
 */
function observed(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  wanted: () => unknown,
  given: (bytes: number) => void,
  ended: () => void,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const reader = body.getReader();
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      pull: async (controller) => {
        wanted();
        try {
          const { done, value } = await reader.read();
          if (done) {
            ended();
            controller.close();
          } else {
            given(value.byteLength);
            controller.enqueue(value);
          }
        } catch (error) {
          ended();
          throw error;
        }
      },
      cancel: (reason) => {
        ended();
        return reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}

/**
 * A fetch that ends requests to a silent server: it rejects, or the answer's body fails as if the connection broke.
 * @param after real timers, or a test's
 */
export function createPatientFetch(fetch: Fetch, after: After): Fetch {
  return async (url, init) => {
    const end = new AbortController();
    const watch = watchOver(after, () => end.abort(new NetworkError('no-answer')));
    const signal = init.signal ? AbortSignal.any([init.signal, end.signal]) : end.signal;
    const { body } = init;
    let sent = body instanceof ArrayBuffer ? body.byteLength : 0;
    let answered = false;
    const sending = (): void => {
      // An answer may begin before all of the body is sent. From then on only the reading counts.
      if (!answered) watch.waiting(sent);
    };
    // While a person answers a question, the server does not count as silent.
    const held = (waits: boolean): void => (waits ? watch.heard() : sending());
    const request: FetchInit =
      body instanceof ReadableStream
        ? {
            ...init,
            signal,
            held,
            // The reader may take as long as it needs; the server may not.
            body: observed(
              body,
              () => !answered && watch.heard(),
              (bytes) => {
                sent += bytes;
                watch.moved(bytes);
                sending();
              },
              sending,
            ),
          }
        : { ...init, signal, held };
    watch.moved(sent);
    watch.waiting(sent);
    let answer: Response;
    try {
      answer = await fetch(url, request);
    } catch (error) {
      watch.done();
      throw error;
    } finally {
      answered = true;
      watch.heard();
    }
    if (answer.body === null) {
      watch.done();
      return answer;
    }
    const received = observed(
      answer.body,
      () => watch.waiting(0),
      (count) => {
        watch.moved(count);
        watch.heard();
      },
      () => watch.done(),
    );
    return new Response(received, { status: answer.status, headers: answer.headers });
  };
}
