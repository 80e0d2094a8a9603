/**
 * The gateway (decision 9): the engine page asks paths of its own origin, and main sends them on with the account's token, which the page
 * never has: `/gateway/<account>/api/v4/…` to Mattermost, `/gateway/<account>/graph/…` to Graph, `/gateway/file?address=…` to files.
 */
import { commonHeaders, inertPolicy } from '../origin/content-security.ts';
import { type Answerer } from '../origin/origin.ts';
import {
  gatewayKeyHeader,
  gatewayRefusalHeader,
  gatewayRefusedHostHeader,
  gatewayRequestHeader,
} from '../../preload/contract/index.ts';
import { isNetworkError, networkFailure, type NetworkFailure } from '../network/failure.ts';
import type { Fetch, FetchInit } from '../network/fetch.ts';
import type { EngineKey } from './engine-key.ts';
import { headersToPage, headersToServer } from './headers.ts';
import { type Route, routeOf, type Upstreams } from './routes.ts';

/** What the gateway needs. */
export interface GatewaySurroundings {
  readonly upstreams: Upstreams;
  readonly key: EngineKey;
  readonly fetch: Fetch;
  /** Counts, by reason, the refusals that the gateway itself answers. */
  readonly count: (reason: GatewayRefusal) => void;
  /** Called with errors that are not failures of the network. */
  readonly threw: (error: unknown) => void;
}

/** The gateway's own refusals. The page recognises one by its `id` (`gateway.<reason>`) or by its header. */
export type GatewayRefusal =
  | 'not-the-engine'
  | 'not-the-api'
  | 'unknown-account'
  | 'session-missing'
  | 'keyring-locked'
  | 'unreachable'
  | 'no-answer'
  | 'certificate-refused'
  | 'proxy-sign-in'
  | 'client-certificate'
  | 'cancelled';

const statusOf: Readonly<Record<GatewayRefusal, number>> = {
  'not-the-engine': 403,
  'not-the-api': 404,
  'unknown-account': 404,
  'session-missing': 401,
  'keyring-locked': 503,
  unreachable: 502,
  'no-answer': 504,
  'certificate-refused': 502,
  'proxy-sign-in': 502,
  'client-certificate': 502,
  cancelled: 502,
};

const refusalFor: Readonly<Record<NetworkFailure, GatewayRefusal>> = {
  unreachable: 'unreachable',
  'no-answer': 'no-answer',
  'certificate-refused': 'certificate-refused',
  'certificate-out-of-date': 'certificate-refused',
  'client-certificate': 'client-certificate',
  'proxy-sign-in': 'proxy-sign-in',
  // The gateway does not follow redirects here, so that the token does not go to another address.
  redirected: 'unreachable',
  'not-allowed': 'unreachable',
};

/** An answer in the form of Mattermost's errors, so that a client of Mattermost can read it. */
function refusal(reason: GatewayRefusal, asked?: string): Response {
  const status = statusOf[reason];
  const body = JSON.stringify({
    id: `gateway.${reason}`,
    message: `Isthmus: ${reason}`,
    status_code: status,
  });
  return new Response(body, {
    status,
    headers: {
      ...commonHeaders,
      'content-security-policy': inertPolicy,
      'content-type': 'application/json',
      'cache-control': 'no-store',
      [gatewayRefusalHeader]: reason,
      ...(reason === 'certificate-refused' && asked !== undefined
        ? { [gatewayRefusedHostHeader]: new URL(asked).host }
        : {}),
    },
  });
}

// Only uploads to Mattermost are streamed. Other bodies are small, or (parts of a file) need a Content-Length, which a stream does not have.
const streams = (path: string): boolean => /\/api\/v4\/(files|uploads\/)/.test(path);

async function bodyOf(request: Request, { kind, url }: Sendable): Promise<Pick<FetchInit, 'body'>> {
  if (request.body === null || request.method === 'GET' || request.method === 'HEAD') return {};
  return kind === 'mattermost' && streams(url)
    ? { body: request.body }
    : { body: await request.arrayBuffer() };
}

type Sendable = Exclude<Route, { kind: 'none' }>;

/** Passes the same bytes on. Calls `done` at the end, or when the reader cancels. */
function untilDone(
  body: ReadableStream<Uint8Array<ArrayBuffer>> | null,
  done: () => void,
): ReadableStream<Uint8Array<ArrayBuffer>> | null {
  if (body === null) {
    done();
    return null;
  }
  const reader = body.getReader();
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      pull: async (controller) => {
        try {
          const next = await reader.read();
          if (next.done) {
            done();
            controller.close();
          } else controller.enqueue(next.value);
        } catch (error) {
          done();
          throw error;
        }
      },
      cancel: (reason) => {
        done();
        return reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}

/** The gateway as a plain function of a request. */
export function createGateway({ upstreams, key, fetch, count, threw }: GatewaySurroundings): Answerer {
  const refuse = (reason: GatewayRefusal, asked?: string): Response => {
    count(reason);
    return refusal(reason, asked);
  };
  return async (request) => {
    if (!key.opens(request.headers.get(gatewayKeyHeader))) return refuse('not-the-engine');
    const route = routeOf(new URL(request.url), upstreams);
    if (route.kind === 'none') return refuse(route.reason);
    const { signal, done } = key.started(request.headers.get(gatewayRequestHeader));
    try {
      const answer = await fetch(route.url, {
        within: route.within,
        follow: route.kind !== 'mattermost',
        method: request.method,
        headers: headersToServer(request.headers, route.token),
        signal,
        ...(await bodyOf(request, route)),
      });
      const headers = headersToPage(answer.headers);
      for (const [name, value] of Object.entries(commonHeaders)) headers.set(name, value);
      headers.set('content-security-policy', inertPolicy);
      // The database keeps the content. The browser's cache would still hold it after the account is gone.
      headers.set('cache-control', 'no-store');
      // The body is passed on as a stream. If the page cancels it, the request to the server ends too.
      return new Response(untilDone(answer.body, done), { status: answer.status, headers });
    } catch (error) {
      done();
      // Harmless: the network counts its own failures (network/traffic.ts). Any other error is a fault of ours, which `threw` logs.
      if (!signal.aborted && !isNetworkError(error)) threw(error);
      return signal.aborted ? refusal('cancelled') : refuse(refusalFor[networkFailure(error)], route.url);
    }
  };
}
