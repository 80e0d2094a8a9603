/**
 * Asking Graph: Microsoft's client with a middleware chain of our own. Its AuthenticationHandler adds the token; the last handler
 * hands the request to the world. Its RetryHandler stays out: pacing and retrying are the engine's.
 */
import {
  AuthenticationHandler,
  AuthenticationHandlerOptions,
  Client,
  ResponseType,
  type Context,
  type Middleware,
  type MiddlewareOptions,
} from '@microsoft/microsoft-graph-client';
import { failed, succeeded, type AccountId, type Result } from '../../model/index.ts';
import type { World } from '../world.ts';
import type { GraphAddress } from './address.ts';
import { failureOf, readAnswer, type Answer } from './failure.ts';
import type { JsonRecord } from './json.ts';
import { within } from './within.ts';

export interface GraphClient {
  readonly address: GraphAddress;
  /** Reads JSON from a path below the version or from a link Graph gave. */
  get(pathOrLink: string, signal: AbortSignal): Promise<Result<JsonRecord>>;
  post(path: string, body: JsonRecord, signal: AbortSignal): Promise<Result<JsonRecord>>;
  bytes(pathOrLink: string, signal: AbortSignal): Promise<Result<Blob>>;
  /** Reads from elsewhere (pre-authenticated addresses of pictures), without the token. */
  foreignBytes(address: string, signal: AbortSignal): Promise<Result<Blob>>;
}

export interface ClientSettings {
  readonly accountId: AccountId;
  readonly world: World;
  readonly address: GraphAddress;
  /** After how many ms a request counts as unanswered, counted from when it is handed to the world; Infinity for never. */
  readonly noAnswerAfter: number;
}

/** Without it system messages read `unknownFutureValue` (facts, graph §3). Harmless where nothing else than messages is read. */
export const preferKnownMembers = { Prefer: 'include-unknown-enum-members' } as const;

/** The signal of one call, on its way through Microsoft's client to the last handler. */
class CallSignal implements MiddlewareOptions {
  constructor(readonly signal: AbortSignal) {}
}

/** The end of the chain: sends by the world's fetch. */
class WorldHandler implements Middleware {
  constructor(
    private readonly world: World,
    private readonly address: GraphAddress,
  ) {}

  readonly execute = async (context: Context): Promise<void> => {
    const asked = typeof context.request === 'string' ? context.request : context.request.url;
    const call = context.middlewareControl?.getMiddlewareOptions(CallSignal);
    const { method = 'GET', body, headers = {} } = context.options ?? {};
    const request = new Request(this.address.onTheWire(asked), {
      method,
      headers,
      body: body ?? null,
      signal: call instanceof CallSignal ? call.signal : null,
    });
    context.response = await this.world.fetch(request);
  };
}

type Read<Value> = (response: Response) => Promise<Result<Value>>;
type Send = (client: Client, options: MiddlewareOptions[]) => Promise<unknown>;

/** Makes the client of one account. */
export const createGraphClient = ({
  accountId,
  world,
  address,
  noAnswerAfter,
}: ClientSettings): GraphClient => {
  const client = Client.initWithMiddleware({
    middleware: [
      new AuthenticationHandler({
        getAccessToken: () => Promise.reject(new Error('every call brings its own token')),
      }),
      new WorldHandler(world, address),
    ],
    customHosts: new Set([address.hostname]),
  });

  /** One try with one token. */
  const attempt = <Value>(
    renew: boolean,
    signal: AbortSignal,
    send: Send,
    read: Read<Value>,
  ): Promise<Result<Value>> =>
    within(world, noAnswerAfter, signal, async (stop) => {
      const token = await world.accessToken(accountId, renew);
      if (!token.ok) return token;
      const authentication = new AuthenticationHandlerOptions({
        getAccessToken: () => Promise.resolve(token.value),
      });
      return read((await send(client, [authentication, new CallSignal(stop)])) as Response);
    });

  /** A refused token is renewed once: it may have been revoked or have died on the way, with a good one to be had. */
  const call = async <Value>(signal: AbortSignal, send: Send, read: Read<Value>): Promise<Result<Value>> => {
    const first = await attempt(false, signal, send, read);
    const refused = !first.ok && first.failure.kind === 'sign-in-needed' && refusals.has(first.failure);
    return refused ? attempt(true, signal, send, read) : first;
  };

  /** Refusals by Graph itself, told from a sign-in that already failed when the token was asked for. */
  const refusals = new WeakSet<object>();
  const noting = <Value>(result: Result<Value>): Result<Value> => {
    if (!result.ok) refusals.add(result.failure);
    return result;
  };

  const readJson: Read<JsonRecord> = async (response) =>
    noting(readAnswer(await answerOf(response), world.now()));
  const readBlob: Read<Blob> = async (response) => noting(await blobOf(response, world.now()));

  const get = <Value>(pathOrLink: string, signal: AbortSignal, read: Read<Value>): Promise<Result<Value>> => {
    const asked = address.secure(pathOrLink);
    if (asked === null) return Promise.resolve(failed({ kind: 'refused', status: 0, code: 'foreign-link' }));
    const send: Send = (graph, options) =>
      graph
        .api(asked)
        .headers(preferKnownMembers)
        .middlewareOptions(options)
        .responseType(ResponseType.RAW)
        .get();
    return call(signal, send, read);
  };

  return {
    address,
    get: (pathOrLink, signal) => get(pathOrLink, signal, readJson),
    bytes: (pathOrLink, signal) => get(pathOrLink, signal, readBlob),
    post: (path, body, signal) => {
      const asked = address.secure(path) ?? '';
      const send: Send = (graph, options) =>
        graph.api(asked).middlewareOptions(options).responseType(ResponseType.RAW).post(body);
      return call(signal, send, readJson);
    },
    foreignBytes: (foreign, signal) =>
      within(world, noAnswerAfter, signal, async (stop) => {
        const response = await world.fetch(new Request(foreign, { signal: stop, credentials: 'omit' }));
        return blobOf(response, world.now());
      }),
  };
};

const answerOf = async (response: Response): Promise<Answer> => ({
  status: response.status,
  header: (name) => response.headers.get(name),
  body: await response.text(),
});

const blobOf = async (response: Response, now: number): Promise<Result<Blob>> => {
  if (!response.ok) return failed(failureOf(await answerOf(response), now));
  if (/text\/html/i.test(response.headers.get('content-type') ?? ''))
    return failed({ kind: 'offline', reason: 'proxy-page', status: response.status });
  return succeeded(await response.blob());
};
