/**
 * Makes one request by Electron's ClientRequest. Unlike `net.fetch`, it reports a proxy's login and the target of a redirect. It uses the
 * system's proxy, PAC and certificates; it uses no cookies, no cache, and not our own protocol handler.
 * Behaviour of ClientRequest (lib/common/api/net-client-request.ts): it is a Writable that destroys itself when the body is sent, so `close`
 * says nothing about the answer. `error` may come at any time, also twice. A request in chunked mode needs at least one chunk.
 */
import { Readable } from 'node:stream';
import { NetworkError } from './failure.ts';
import type { Fetch, FetchInit } from './fetch.ts';
import type { AskLogin, Login, LoginQuestion } from './login.ts';

type Chunk = Uint8Array<ArrayBuffer>;

/** The part of Electron's IncomingMessage that is used. It is also a Readable of Node, although its type does not say so. */
export interface IncomingAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
}

/** The part of Electron's ClientRequest that is used. */
export interface OutgoingRequest {
  chunkedEncoding: boolean;
  on(event: 'response', listener: (answer: IncomingAnswer) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'redirect', listener: (statusCode: number, method: string, redirectUrl: string) => void): unknown;
  on(
    event: 'login',
    listener: (asked: LoginQuestion, answer: (username?: string, password?: string) => void) => void,
  ): unknown;
  write(chunk: Buffer, encoding: undefined, sent: (error?: Error | null) => void): unknown;
  end(): unknown;
  abort(): void;
}

/**
 * The options of a request. `credentials` is not set: "omit" would also send no client certificates, and without it no cookie is sent
 * either.
 */
export interface OutgoingOptions {
  readonly method: string;
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly redirect: 'manual';
  readonly cache: 'no-store';
  readonly referrerPolicy: 'no-referrer';
  readonly bypassCustomProtocolHandlers: true;
}

/** `net.request`. */
export type OpenRequest = (options: OutgoingOptions) => OutgoingRequest;

/**
 * The body as a stream, read chunk by chunk. `Readable.toWeb` is not used, because it throws an uncatchable error when a chunk comes after a
 * cancel. Destroying the answer does not end its request, so a cancel calls `abort`.
 */
function streamOf(answer: Readable, abort: () => void): ReadableStream<Chunk> {
  const chunks = answer[Symbol.asyncIterator]() as AsyncIterator<Chunk>;
  return new ReadableStream<Chunk>(
    {
      pull: async (controller) => {
        const next = await chunks.next();
        if (next.done === true) controller.close();
        else controller.enqueue(next.value);
      },
      cancel: abort,
    },
    { highWaterMark: 0 },
  );
}

/** The characters that a header's value may have (Fetch, "header value"). */
const byteString = /^[\u0020-\u00ff\t]*$/;

const withoutBody = new Set([204, 205, 304]);

/** The headers with Latin-1 values. Chromium may pass on other values, which `Headers` cannot hold. */
function headersOf(answer: IncomingAnswer): Headers {
  const headers = new Headers();
  for (const [name, values] of Object.entries(answer.headers))
    for (const value of [values].flat()) if (byteString.test(value)) headers.append(name, value);
  return headers;
}

/** The answer with its body as a stream. Only as much is taken from the network as the reader reads. */
function responseOf(answer: IncomingAnswer, method: string, abort: () => void): Response {
  if (!(answer instanceof Readable)) throw new TypeError('an answer that cannot be read');
  const { statusCode: status } = answer;
  const init = { status, headers: headersOf(answer) };
  if (method === 'HEAD' || withoutBody.has(status)) {
    answer.resume();
    return new Response(null, init);
  }
  return new Response(streamOf(answer, abort), init);
}

/** Writes a chunk, and waits until the request has taken it. */
const write = (asked: OutgoingRequest, chunk: Uint8Array): Promise<void> =>
  new Promise((resolve, reject) => {
    asked.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength), undefined, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });

/** Sends the body; a stream is sent one chunk at a time. `over` settles when the rest must not be sent any more. */
async function sendBody(
  asked: OutgoingRequest,
  body: FetchInit['body'],
  over: Promise<'over'>,
): Promise<void> {
  if (body === undefined) {
    asked.end();
    return;
  }
  if (!(body instanceof ReadableStream)) {
    const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : new Uint8Array(body);
    // Harmless: the request reports it by its own `error`.
    if (bytes.byteLength > 0) void write(asked, bytes).catch(() => undefined);
    asked.end();
    return;
  }
  const reader = body.getReader();
  let next = await reader.read();
  if (!next.done) asked.chunkedEncoding = true;
  while (!next.done) {
    // The answer may end the request while a chunk waits. The chunk's callback is never called then.
    if ((await Promise.race([write(asked, next.value), over])) === 'over') {
      await reader.cancel();
      return;
    }
    next = await reader.read();
  }
  asked.end();
}

const abortReason = (signal: AbortSignal): Error =>
  signal.reason instanceof Error ? signal.reason : new NetworkError('unreachable');

/**
 * A fetch over `net.request`. It never follows a redirect: it rejects with the redirect's target.
 * @param login gives the name and password for a proxy; a server that asks for a login gets none
 */
export const createRequestFetch =
  (open: OpenRequest, login: AskLogin): Fetch =>
  (url, { method = 'GET', headers = new Headers(), body, signal, held }) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(abortReason(signal));
        return;
      }
      const asked = open({
        method,
        url,
        headers: Object.fromEntries(headers),
        redirect: 'manual',
        cache: 'no-store',
        referrerPolicy: 'no-referrer',
        bypassCustomProtocolHandlers: true,
      });
      let end: (over: 'over') => void = () => undefined;
      const over = new Promise<'over'>((ended) => (end = ended));
      const fail = (error: Error): void => {
        end('over');
        signal?.removeEventListener('abort', giveUp);
        reject(error);
      };
      const giveUp = (): void => {
        if (signal !== undefined) fail(abortReason(signal));
        asked.abort();
      };
      signal?.addEventListener('abort', giveUp, { once: true });
      // Also called after an abort, and after an answer breaks off. The answer's own stream fails then.
      asked.on('error', fail);
      asked.on('redirect', (_status, _method, location) => {
        fail(new NetworkError('redirected', location));
        asked.abort();
      });
      let given: Login | null = null;
      asked.on('login', (question, answer) => {
        if (!question.isProxy) {
          answer();
          return;
        }
        held?.(true);
        // A second question means that the proxy has refused the first login.
        void login(question, given).then((next) => {
          held?.(false);
          given = next;
          if (given === null) answer();
          else answer(given.username, given.password);
        });
      });
      asked.on('response', (answer) => {
        try {
          // A 407 is the proxy's own answer. Chromium passes on only its status.
          if (answer.statusCode === 407) throw new NetworkError('proxy-sign-in');
          if (answer instanceof Readable) answer.once('close', () => end('over'));
          resolve(responseOf(answer, method, () => asked.abort()));
        } catch (error) {
          // Harmless: the caller gets the error.
          fail(error instanceof Error ? error : new NetworkError('unreachable'));
          asked.abort();
        }
      });
      sendBody(asked, body, over).catch((error: unknown) => {
        // Harmless: the caller gets the error.
        fail(error instanceof Error ? error : new NetworkError('unreachable'));
        asked.abort();
      });
    });
