// Electron's ClientRequest on Node. Like Electron's (lib/common/api/net-client-request.ts), it is a Writable that destroys itself when the
// body is sent, collects a body without chunks until its end, and fails if chunks are announced and none comes.
import { type ClientRequest as NodeRequest, type IncomingMessage as NodeAnswer, request } from 'node:http';
import { pipeline, Readable, Writable } from 'node:stream';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import type { Like } from '../like.ts';
import { asElectron } from '../like.ts';
import { runtime } from '../runtime.ts';
import { agents } from './agent.ts';
import { decodersOf, headOf, IncomingMessage } from './incoming-message.ts';
import { netError } from './net-errors.ts';
import { type AskLogin, ProxyLoginNeeded } from './tunnel.ts';

const redirects = new Set([301, 302, 303, 307, 308]);
const mostRedirects = 20;
// Chromium sets these itself (header_util.cc); a request that brings one fails.
const restricted = /^(content-length|host|trailer|te|upgrade|cookie2|keep-alive|transfer-encoding)$/i;

type Done = (error?: Error | null) => void;

export class ClientRequest extends Writable implements Like<ClientRequest, Electron.ClientRequest> {
  readonly #options: Electron.ClientRequestConstructorOptions;
  readonly #headers = new Map<string, readonly [name: string, value: string]>();
  #url: URL;
  #method: string;
  #chunked: boolean | undefined;
  readonly #gathered: Buffer[] = [];
  #started = false;
  #firstWrite = false;
  #aborted = false;
  #hops = 0;
  #node: NodeRequest | null = null;
  #answer: IncomingMessage | null = null;
  #follow: (() => void) | null = null;

  constructor(given: string | Electron.ClientRequestConstructorOptions) {
    super({ autoDestroy: true });
    this.#options = typeof given === 'string' ? { url: given } : given;
    this.#url = new URL(this.#options.url ?? '');
    if (!/^https?:$/.test(this.#url.protocol))
      throw new Error('ClientRequest only supports http: and https: protocols');
    this.#method = (this.#options.method ?? 'GET').toUpperCase();
    for (const [name, value] of Object.entries(this.#options.headers ?? {}))
      this.setHeader(name, String(value));
  }

  get chunkedEncoding(): boolean {
    return this.#chunked ?? false;
  }
  set chunkedEncoding(value: boolean) {
    if (this.#started) throw new Error('chunkedEncoding can only be set before the request is started');
    if (this.#chunked !== undefined) throw new Error('chunkedEncoding can only be set once');
    this.#chunked = value;
  }

  setHeader(name: string, value: string): void {
    if (this.#started || this.#firstWrite) throw new Error("Can't set headers after they are sent");
    if (restricted.test(name)) throw new Error('net::ERR_INVALID_ARGUMENT');
    this.#headers.set(name.toLowerCase(), [name, value]);
  }
  getHeader(name: string): string {
    return this.#headers.get(name.toLowerCase())?.[1] ?? '';
  }
  removeHeader(name: string): void {
    this.#headers.delete(name.toLowerCase());
  }
  getUploadProgress(): Electron.UploadProgress {
    return { active: false, started: false, current: 0, total: 0 };
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: Done): void {
    this.#firstWrite = true;
    if (this.#chunked !== true) {
      this.#gathered.push(chunk);
      done();
      return;
    }
    if (!this.#started) this.#start();
    // Called when the socket has room again. A request that has ended takes nothing, and reports nothing.
    if (this.#node?.write(chunk) === true) done();
    else this.#node?.once('drain', () => done());
  }

  override _final(done: Done): void {
    if (this.#chunked === true) {
      // As in Electron, whose body has no pipe before the first chunk.
      if (!this.#started) throw new TypeError("Cannot read properties of undefined (reading 'done')");
      this.#node?.end();
    } else this.#start();
    done();
  }

  abort(): void {
    if (!this.#aborted) process.nextTick(() => this.emit('abort'));
    this.#aborted = true;
    this.#die();
  }

  followRedirect(): void {
    if (this.#follow === null) throw new Error('followRedirect() called, but was not waiting for a redirect');
    this.#follow();
  }

  #die(error?: Error): void {
    if (this.destroyed && error !== undefined) this.emit('error', error);
    this.destroy(error);
    this.#node?.destroy();
    this.#answer?.destroy(error);
  }

  #start(): void {
    this.#started = true;
    const handler =
      this.#options.bypassCustomProtocolHandlers === true
        ? undefined
        : runtime.handlers.get(this.#url.protocol.slice(0, -1));
    if (handler === undefined) {
      this.#send();
      return;
    }
    const asked = new Request(this.#url, {
      method: this.#method,
      headers: Object.fromEntries(this.#headers.values()),
      ...(this.#gathered.length === 0 ? {} : { body: Buffer.concat(this.#gathered) }),
    });
    Promise.resolve(handler(asked)).then(
      (response) => this.#handled(response),
      () => this.#die(new Error('net::ERR_UNEXPECTED')),
    );
  }

  #handled(response: Response): void {
    const message = new IncomingMessage({
      statusCode: response.status,
      statusMessage: response.statusText,
      headers: Object.fromEntries(response.headers),
      rawHeaders: [...response.headers].flat(),
    });
    this.#answer = message;
    if (response.body === null) message.end();
    else Readable.fromWeb(response.body as NodeStream<Uint8Array>).pipe(message);
    this.emit('response', message);
  }

  #send(): void {
    const url = this.#url;
    const isSecure = url.protocol === 'https:';
    const agent = agents[url.protocol];
    if (agent === undefined) throw new Error('net::ERR_UNKNOWN_URL_SCHEME');
    const node = request({
      ...agent.routed({ url, login: this.#login }),
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: url.port === '' ? (isSecure ? 443 : 80) : Number(url.port),
      path: `${url.pathname}${url.search}`,
      method: this.#method,
      headers: {
        host: url.host,
        'accept-encoding': 'gzip, deflate, br',
        ...Object.fromEntries(this.#headers.values()),
        ...(this.#gathered.length === 0
          ? {}
          : { 'content-length': this.#gathered.reduce((sum, { length }) => sum + length, 0) }),
      },
    });
    this.#node = node;
    node.on('error', (error) => {
      if (node !== this.#node || this.#aborted) return;
      if (error instanceof ProxyLoginNeeded) this.#proxyRefused();
      else this.#die(netError(error));
    });
    node.on('response', (answer) => this.#answered(answer));
    if (this.#chunked === true) return;
    node.end(this.#gathered.length === 0 ? undefined : Buffer.concat(this.#gathered));
  }

  readonly #login: AskLogin = (asked) =>
    new Promise((resolve) => {
      const answer = (username?: string, password?: string): void =>
        resolve(username === undefined || password === undefined ? null : { username, password });
      if (!this.emit('login', asked, answer)) answer();
    });

  /** Chromium passes on the status and blocks the body of a proxy (HttpNetworkTransaction::Read). */
  #proxyRefused(): void {
    const message = new IncomingMessage({
      statusCode: 407,
      statusMessage: 'Proxy Authentication Required',
      headers: {},
      rawHeaders: [],
    });
    this.#answer = message;
    this.emit('response', message);
    setImmediate(() => {
      if (!this.#aborted) this.#die(new Error('net::ERR_TUNNEL_CONNECTION_FAILED'));
    });
  }

  #answered(answer: NodeAnswer): void {
    const status = answer.statusCode ?? 0;
    const { location } = answer.headers;
    if (redirects.has(status) && location !== undefined) {
      answer.resume();
      this.#redirected(status, new URL(location, this.#url), headOf(answer).headers);
      return;
    }
    const message = new IncomingMessage(headOf(answer));
    this.#answer = message;
    const streams = [answer, ...decodersOf(answer), message];
    pipeline(streams, (error) => {
      if (!error || this.#aborted || message.readableEnded) return;
      const reason = new Error('net::ERR_CONNECTION_CLOSED');
      message.destroy(reason);
      this.#die(reason);
    });
    this.emit('response', message);
  }

  #redirected(status: number, to: URL, headers: Record<string, string | string[]>): void {
    const becomesGet = status === 303 || ((status === 301 || status === 302) && this.#method === 'POST');
    const method = becomesGet ? 'GET' : this.#method;
    const { redirect = 'follow' } = this.#options;
    if (redirect === 'error') {
      this.#die(new Error("Attempted to redirect, but redirect policy was 'error'"));
      return;
    }
    let isFollowed = redirect === 'follow';
    this.#follow = () => (isFollowed = true);
    this.emit(
      'redirect',
      status,
      method,
      to.href,
      Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value].flat()])),
    );
    this.#follow = null;
    if (this.#aborted) return;
    if (!isFollowed) return this.#die(new Error('Redirect was cancelled'));
    if (this.#chunked === true && !becomesGet)
      return this.#die(new Error('net::ERR_UPLOAD_STREAM_REWIND_NOT_SUPPORTED'));
    if ((this.#hops += 1) > mostRedirects) return this.#die(new Error('net::ERR_TOO_MANY_REDIRECTS'));
    // All headers are sent, also the token, to any host. Blink would remove it, but main's requests do not pass through Blink.
    this.#url = to;
    this.#method = method;
    if (becomesGet) this.#gathered.length = 0;
    this.#send();
  }
}

/** The request with Electron's type. */
export const electronRequest = (
  given: string | Electron.ClientRequestConstructorOptions,
): Electron.ClientRequest => asElectron<Electron.ClientRequest>()(new ClientRequest(given));
