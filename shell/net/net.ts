// Electron's net: requests and sockets of main. They send no page's Origin header and fail with Chromium's errors. Handlers answer first
// unless bypassed.
import { Readable } from 'node:stream';
import { like } from '../like.ts';
import { desktop } from '../recorder.ts';
import { runtime } from '../runtime.ts';
import { ClientRequest, electronRequest } from './client-request.ts';
import type { IncomingMessage } from './incoming-message.ts';
import { WebSocket } from './web-socket.ts';

type Init = RequestInit & { bypassCustomProtocolHandlers?: boolean };

const withoutBody = new Set([101, 204, 205, 304]);

/** Electron's net.fetch, which Electron also makes from a ClientRequest (lib/browser/api/net-fetch.ts). */
export async function netFetch(input: string | Request, init: Init = {}): Promise<Response> {
  const { bypassCustomProtocolHandlers = false, ...rest } = init;
  const request = new Request(input, rest);
  const handler = bypassCustomProtocolHandlers
    ? undefined
    : runtime.handlers.get(new URL(request.url).protocol.slice(0, -1));
  if (handler !== undefined) return handler(request);
  const body = request.body === null ? null : Buffer.from(await request.arrayBuffer());
  return new Promise((resolve, reject) => {
    const asked = new ClientRequest({
      method: request.method,
      url: request.url,
      redirect: request.redirect,
      headers: Object.fromEntries(request.headers),
      bypassCustomProtocolHandlers: true,
    });
    request.signal.addEventListener('abort', () => {
      reject(request.signal.reason as Error);
      asked.abort();
    });
    asked.on('error', reject);
    asked.on('response', (answer: IncomingMessage) => {
      const stream = withoutBody.has(answer.statusCode) ? null : Readable.toWeb(answer);
      resolve(
        // Node's stream and the one that its Response takes are one class under two types.
        new Response(stream as unknown as BodyInit | null, {
          status: answer.statusCode,
          statusText: answer.statusMessage,
          headers: Object.entries(answer.headers).flatMap(([name, value]) =>
            [value].flat().map((one): [string, string] => [name, one]),
          ),
        }),
      );
    });
    if (body !== null) asked.write(body);
    asked.end();
  });
}

export const net = like<Electron.Net>()({
  fetch: netFetch,
  request: electronRequest,
  WebSocket: WebSocket,
  isOnline: () => desktop.online,
  get online() {
    return desktop.online;
  },
});
