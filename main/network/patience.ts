/**
 * Main's own time limits. Connecting has none of its own, for Chromium does not tell when it has connected: it is part of the time until an
 * answer begins. A handler of Electron's `protocol.handle` gets a Request without an abort signal, so main never learns that the
 * page has given up; a request that hangs would hold one of the few connections that Chromium opens to a host. Main therefore ends it:
 * when no answer begins, when an answer stops, when the server stops taking what is sent, and when all of it takes too long.
 */
import { NetworkError } from './failure.ts';
import type { Fetch, FetchInit } from './fetch.ts';

/** Runs `work` after `ms` milliseconds; returns what cancels it. */
export type After = (ms: number, work: () => void) => () => void;

/** How long the other side may be silent, in milliseconds. Longer than the engine's own limits, which tell the user. */
const silentMs = 60_000;
/** A line slower than this (bytes a millisecond) does not count: what was handed to the system may still be on its way. */
const slowestLine = 8;
/** How long one request may take in all, in milliseconds, besides the time that its bytes take on the slowest line. */
const totalMs = 5 * 60_000;

interface Watch {
  /** The other side is to act now, after `bytes` that it may not have yet. */
  waiting(bytes: number): void;
  /** It has acted, or is waiting for us. */
  heard(): void;
  /** These bytes have moved, in whichever direction. */
  moved(bytes: number): void;
  /** Nothing more is to come. */
  done(): void;
}

const nothing = (): void => undefined;

function watchOver(after: After, giveUp: () => void): Watch {
  let cancel = nothing;
  let granted = 0;
  const end = (): void => {
    // What has moved meanwhile has earned its time; a server that only trickles runs out of it.
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

/** The same bytes, read one chunk at a time as they are wanted; `wanted` is called before each read, `given` after it with its bytes. */
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
 * A fetch that gives up on a silent server by itself: it rejects, or the answer's body fails, as when the connection breaks.
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
      // An answer may begin before all is sent: from then on its own reading counts.
      if (!answered) watch.waiting(sent);
    };
    // While a person answers, the server is not silent.
    const held = (waits: boolean): void => (waits ? watch.heard() : sending());
    const request: FetchInit =
      body instanceof ReadableStream
        ? {
            ...init,
            signal,
            held,
            // Whoever reads the file may take as long as it needs; the server may not.
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
