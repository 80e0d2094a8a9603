/**
 * Main's own time limits. A handler of Electron's `protocol.handle` gets a Request without an abort signal, so main never learns that the
 * page has given up; a request that hangs would hold one of the few connections that Chromium opens to a host. Main therefore ends it:
 * when no answer begins, when an answer stops, and when the server stops taking what is sent.
 */
import type { Fetch, FetchInit } from './fetch.ts';

/** Runs `work` after `ms` milliseconds; returns what cancels it. */
export type After = (ms: number, work: () => void) => () => void;

/** How long the other side may be silent, in milliseconds. Longer than the engine's own limits, which tell the user. */
const silentMs = 60_000;
/** A line slower than this (bytes a millisecond) does not count: what was handed to the system may still be on its way. */
const slowestLine = 8;

interface Watch {
  /** The other side is to act now, after `bytes` that it may not have yet. */
  waiting(bytes: number): void;
  /** It has acted, or is waiting for us. */
  heard(): void;
}

function watchOver(after: After, giveUp: () => void): Watch {
  let cancel = (): void => undefined;
  return {
    waiting: (bytes) => {
      cancel();
      cancel = after(silentMs + bytes / slowestLine, giveUp);
    },
    heard: () => {
      cancel();
      cancel = () => undefined;
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

const withoutBody = new Set([101, 204, 205, 304]);

/**
 * A fetch that gives up on a silent server by itself: it rejects, or the answer's body fails, as when the connection breaks.
 * @param after real timers, or a test's
 */
export function createPatientFetch(fetch: Fetch, after: After): Fetch {
  return async (url, init) => {
    const end = new AbortController();
    const watch = watchOver(after, () => end.abort(new Error('the server is silent')));
    const signal = init.signal ? AbortSignal.any([init.signal, end.signal]) : end.signal;
    let sent = 0;
    let answered = false;
    const sending = (): void => {
      // An answer may begin before all is sent: from then on its own reading counts.
      if (!answered) watch.waiting(sent);
    };
    const { body } = init;
    const request: FetchInit =
      body instanceof ReadableStream
        ? {
            ...init,
            signal,
            // Whoever reads the file may take as long as it needs; the server may not.
            body: observed(
              body as ReadableStream<Uint8Array<ArrayBuffer>>,
              () => !answered && watch.heard(),
              (bytes) => {
                sent += bytes;
                sending();
              },
              sending,
            ),
          }
        : { ...init, signal };
    watch.waiting(body instanceof ArrayBuffer ? body.byteLength : 0);
    let answer: Response;
    try {
      answer = await fetch(url, request);
    } finally {
      answered = true;
      watch.heard();
    }
    if (answer.body === null || withoutBody.has(answer.status)) return answer;
    const received = observed(
      answer.body,
      () => watch.waiting(0),
      () => watch.heard(),
      () => watch.heard(),
    );
    return new Response(received, {
      status: answer.status,
      statusText: answer.statusText,
      headers: answer.headers,
    });
  };
}
