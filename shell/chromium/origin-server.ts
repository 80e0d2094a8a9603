// The loopback https server for *.isthmus.localhost and, by the proxy, for every other https address. It passes each request to the handler
// that main registered with protocol.handle('https', …), and streams the answer back unchanged. So CORS, CSP and secure contexts are
// Chromium's own.
import { createSecureServer, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { type Duplex, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import type { Certificate } from './certificate.ts';

/** What protocol.handle takes. */
export type ProtocolHandler = (request: Request) => Response | Promise<Response>;

/** The server's port, and how to close it. */
export interface OriginServer {
  readonly port: number;
  /** Serves a connection that came from the proxy. */
  serve(socket: Duplex): void;
  close(): void;
}

// Electron asks the handler before its network service adds these headers, so a handler that needs them would fail there.
const networkOnly =
  /^(:.*|host|connection|accept-encoding|cookie|content-length|sec-fetch-.*|upgrade|http2-settings)$/;
// Meaningless or forbidden over HTTP/2; Chromium would refuse the answer.
const hopByHop = new Set(['connection', 'keep-alive', 'proxy-connection', 'transfer-encoding', 'upgrade']);

// No abort signal: Electron does not tell its handler that the page has cancelled (lib/browser/api/protocol.ts).
function toRequest(incoming: Http2ServerRequest): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined && !networkOnly.test(name))
      headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const host = incoming.headers[':authority'] ?? incoming.headers.host ?? '';
  const method = incoming.method;
  const withBody = method !== 'GET' && method !== 'HEAD';
  return new Request(`https://${host}${incoming.url}`, {
    method,
    headers,
    ...(withBody ? { body: Readable.toWeb(incoming) as unknown as BodyInit, duplex: 'half' } : {}),
  });
}

async function answer(response: Response, outgoing: Http2ServerResponse): Promise<void> {
  // A Response made by Response.error() has status 0: in Electron the load fails.
  if (response.status === 0) {
    outgoing.stream.destroy();
    return;
  }
  outgoing.statusCode = response.status;
  for (const [name, value] of response.headers) {
    if (hopByHop.has(name) || name === 'set-cookie') continue;
    outgoing.setHeader(name, value);
  }
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) outgoing.setHeader('set-cookie', cookies);
  if (response.body === null) outgoing.end();
  else await pipeline(Readable.fromWeb(response.body as ReadableStream<Uint8Array>), outgoing);
}

/** Starts the server. `handler` returns the current handler, undefined if there is none (the request then fails). */
export async function serveOrigins(
  certificate: Certificate,
  handler: () => ProtocolHandler | undefined,
): Promise<OriginServer> {
  const server = createSecureServer({ key: certificate.key, cert: certificate.cert, allowHTTP1: true });
  server.on('request', (incoming: Http2ServerRequest, outgoing: Http2ServerResponse) => {
    const handle = handler();
    let gone = false;
    outgoing.on('close', () => (gone = true));
    const serve = async (): Promise<void> => {
      if (handle === undefined) throw new Error('no handler');
      const response = await handle(toRequest(incoming));
      // The page has cancelled: cancelling the body frees the handler's resources.
      if (gone) await response.body?.cancel();
      else await answer(response, outgoing);
    };
    serve().catch((reason: unknown) => {
      // A handler that throws is ERR_UNEXPECTED in Electron: the load fails, and main's console says why.
      if (!gone) console.error(reason);
      (incoming.httpVersionMajor === 2 ? outgoing.stream : incoming.socket).destroy();
    });
  });
  // A page that goes away may break its connection off. Any other error makes loads fail, so main's console says it.
  server.on('sessionError', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') console.error(error);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    serve: (socket) => void server.emit('connection', socket),
    close: () => server.close(),
  };
}
