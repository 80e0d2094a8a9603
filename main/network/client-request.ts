/**
 * Makes one request by Electron's ClientRequest which, unlike `net.fetch`, tells of a proxy's login and of where a redirect leads. It uses
 * the system's proxy, PAC and certificates; no cookies, no cache, and not our own protocol handler. Traits of ClientRequest
 * (lib/common/api/net-client-request.ts): it is a Writable that destroys itself when the body is sent, so `close` says nothing about the
 * answer; `error` may come at any time, also twice; and a request that is told to send chunks needs a chunk.
 */
import { Readable } from 'node:stream';
import { NetworkError } from './failure.ts';
import type { Fetch, FetchInit } from './fetch.ts';
import type { AskLogin, Login, LoginQuestion } from './login.ts';

type Chunk = Uint8Array<ArrayBuffer>;

/** The little of Electron's IncomingMessage that is used; it is a Readable of Node's, which its type does not say. */
export interface IncomingAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
}

/** The little of Electron's ClientRequest that is used. */
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

/** What it is made with. `credentials` stays out: "omit" would keep back client certificates, too, and without it no cookie is sent either. */
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
 * The body, read chunk by chunk. Not `Readable.toWeb`, which throws where nobody can catch it when a chunk comes after a cancel; and an
 * answer that is only destroyed keeps its request, so that whoever cancels ends that.
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

/** What a header's value may be made of (Fetch, "header value"). */
const byteString = /^[\u0020-\u00ff\t]*$/;

const withoutBody = new Set([204, 205, 304]);

/** Headers of Latin-1 only: Chromium may hand on what no `Headers` can hold. */
function headersOf(answer: IncomingAnswer): Headers {
  const headers = new Headers();
  for (const [name, values] of Object.entries(answer.headers))
    for (const value of [values].flat()) if (byteString.test(value)) headers.append(name, value);
  return headers;
}

/** The answer with its body as it comes: nothing more is taken from the network than is read. */
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

/** Writes a chunk, and waits until it has been taken. */
const write = (asked: OutgoingRequest, chunk: Uint8Array): Promise<void> =>
  new Promise((resolve, reject) => {
    asked.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength), undefined, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });

/** Sends the body, a stream one chunk at a time. `over` settles when nothing is to be sent any more. */
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
    // Harmless: the request tells by its own `error`.
    if (bytes.byteLength > 0) void write(asked, bytes).catch(() => undefined);
    asked.end();
    return;
  }
  const reader = body.getReader();
  let next = await reader.read();
  if (!next.done) asked.chunkedEncoding = true;
  while (!next.done) {
    // The answer may end it while a chunk waits: its callback never comes then.
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
 * A fetch over `net.request`. A redirect is never followed here: it rejects with where it leads.
 * @param login asked for a proxy's name and password; servers that ask for one get none
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
      // Also what aborting brings about, and what breaks an answer that has begun: its own stream fails then.
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
        // Asked again after an answer: the proxy has not taken it.
        void login(question, given).then((next) => {
          held?.(false);
          given = next;
          if (given === null) answer();
          else answer(given.username, given.password);
        });
      });
      asked.on('response', (answer) => {
        try {
          // A proxy's own answer: what it says beside the status, Chromium does not hand on.
          if (answer.statusCode === 407) throw new NetworkError('proxy-sign-in');
          if (answer instanceof Readable) answer.once('close', () => end('over'));
          resolve(responseOf(answer, method, () => asked.abort()));
        } catch (error) {
          // Harmless: whoever asked is told.
          fail(error instanceof Error ? error : new NetworkError('unreachable'));
          asked.abort();
        }
      });
      sendBody(asked, body, over).catch((error: unknown) => {
        // Harmless: whoever asked is told.
        fail(error instanceof Error ? error : new NetworkError('unreachable'));
        asked.abort();
      });
    });
