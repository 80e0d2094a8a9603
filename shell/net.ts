// Electron's net: requests from main. Node's fetch, which sends no Origin header, made to fail as Chromium's; handlers answer
// first unless bypassed.
import { X509Certificate } from 'node:crypto';
import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { connect as connectPlain, type Socket } from 'node:net';
import { fetchAsChromium } from './chromium-fetch.ts';
import { spkiOf } from './chromium/certificate.ts';
import { asElectron, like } from './like.ts';
import { ClientRequest } from './net-request.ts';
import { desktop } from './recorder.ts';
import { runtime } from './runtime.ts';

type Init = RequestInit & { bypassCustomProtocolHandlers?: boolean };

interface Endpoint {
  readonly protocol: string;
  readonly hostname: string;
  readonly port: string;
  readonly servername?: string | null;
}
type Connected = (error: Error | null, socket: Socket | null) => void;

// Chromium's switch holds for Electron's net as well, but not for Node's own sockets: so it must hold here and only here.
function connectPinned(endpoint: Endpoint, done: Connected): void {
  const { hostname: host } = endpoint;
  if (endpoint.protocol !== 'https:') {
    const plain = connectPlain({ host, port: Number(endpoint.port || 80) }, () => done(null, plain));
    plain.once('error', (error) => done(error, null));
    return;
  }
  const servername = endpoint.servername ?? host;
  const options: ConnectionOptions = {
    host,
    port: Number(endpoint.port || 443),
    servername,
    ALPNProtocols: ['http/1.1'],
    rejectUnauthorized: false,
  };
  const socket: TLSSocket = connect(options, () => {
    const { raw } = socket.getPeerCertificate();
    if (socket.authorized || runtime.trustedKeys.has(spkiOf(new X509Certificate(raw)))) done(null, socket);
    else socket.destroy(new Error(String(socket.authorizationError)));
  });
  socket.once('error', (error: Error) => done(error, null));
}

let pinned: object | undefined;

/** A dispatcher of Node's own fetch whose connections trust the pinned keys; undefined when nothing is pinned. */
function pinnedDispatcher(): object | undefined {
  if (runtime.trustedKeys.size === 0) return undefined;
  const shared = (globalThis as Record<symbol, unknown>)[Symbol.for('undici.globalDispatcher.1')];
  if (typeof shared !== 'object' || shared === null) return undefined;
  const Agent = shared.constructor as new (options: { connect: typeof connectPinned }) => object;
  return (pinned ??= new Agent({ connect: connectPinned }));
}

/** Electron's net.fetch. */
export async function netFetch(input: string | Request, init: Init = {}): Promise<Response> {
  const { bypassCustomProtocolHandlers, ...rest } = init;
  const url = new URL(typeof input === 'string' ? input : input.url);
  const handler =
    bypassCustomProtocolHandlers === true ? undefined : runtime.handlers.get(url.protocol.slice(0, -1));
  if (handler !== undefined) return handler(new Request(input, rest));
  return fetchAsChromium(new Request(input, rest), send);
}

const send = (request: Request): Promise<Response> => {
  const dispatcher = pinnedDispatcher();
  return fetch(request, { redirect: 'manual', ...(dispatcher === undefined ? {} : { dispatcher }) });
};

export const net = like<Electron.Net>()({
  fetch: netFetch,
  request: (options: string | Electron.ClientRequestConstructorOptions) =>
    asElectron<Electron.ClientRequest>()(
      new ClientRequest(typeof options === 'string' ? options : { ...options, url: options.url ?? '' }, send),
    ),
  isOnline: () => desktop.online,
  get online() {
    return desktop.online;
  },
});
