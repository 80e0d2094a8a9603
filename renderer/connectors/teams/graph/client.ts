/**
 * Asks Graph through Microsoft's client, with our own chain of middleware. Microsoft's AuthenticationHandler adds the token, and our last
 * handler gives the request to the world. Microsoft's RetryHandler is left out, because the engine does the pacing and retrying.
 */
import {
  AuthenticationHandler,
  AuthenticationHandlerOptions,
  Client,
  ResponseType,
  type Context,
  type GraphRequest,
  type Middleware,
  type MiddlewareOptions,
} from '@microsoft/microsoft-graph-client';
import {
  failed,
  succeeded,
  type AccountId,
  type Result,
  type ServiceFailure,
  type TeamsFeature,
} from '../../../model/index.ts';
import { SignIn } from '../../sign-in.ts';
import type { World } from '../../world.ts';
import type { GraphAddress } from './address.ts';
import { challengeOf } from './challenge.ts';
import { graphFailureOf, readGraphAnswer, type GraphAnswer } from './failure.ts';
import type { JsonRecord } from './json.ts';
import { featuresOf, notGranted, type AccessWish } from './lacking.ts';
import { streamFrom } from './streams.ts';
import { within } from './within.ts';

export interface GraphClient {
  readonly address: GraphAddress;
  /** Whether Graph accepts the user's sign-in. Every request below asks this first. */
  readonly signIn: SignIn;
  /** Reads JSON from a path below the version or from a link Graph gave. */
  get(pathOrLink: string, signal: AbortSignal): Promise<Result<JsonRecord>>;
  post(path: string, body: JsonRecord, signal: AbortSignal): Promise<Result<JsonRecord>>;
  /** Changes the resource at a path. Graph's empty answer (204) gives an empty record. */
  patch(path: string, body: JsonRecord, signal: AbortSignal): Promise<Result<JsonRecord>>;
  /** Deletes the resource at a path. */
  remove(path: string, signal: AbortSignal): Promise<Result<JsonRecord>>;
  /** Stores bytes at a path. The blob's type is the content type. */
  put(path: string, bytes: Blob, signal: AbortSignal): Promise<Result<JsonRecord>>;
  bytes(pathOrLink: string, signal: AbortSignal): Promise<Result<Blob>>;
  /** A stream of bytes, from an offset on. The signal ends it at any time. */
  stream(
    pathOrLink: string,
    from: number,
    signal: AbortSignal,
  ): Promise<Result<ReadableStream<Uint8Array<ArrayBuffer>>>>;
  /** Reads from an address outside Graph (a pre-authenticated address of a picture), without the token. */
  foreignBytes(address: string, signal: AbortSignal): Promise<Result<Blob>>;
  foreignStream(
    address: string,
    from: number,
    signal: AbortSignal,
  ): Promise<Result<ReadableStream<Uint8Array<ArrayBuffer>>>>;
  /** Asks for JSON from an address that needs no token (an upload session's): a request with a token is refused there (facts, graph §7). */
  foreign(address: string, asked: ForeignRequest, signal: AbortSignal): Promise<Result<JsonRecord>>;
}

export interface ForeignRequest {
  readonly method: 'GET' | 'PUT' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Blob;
}

/** The slowest line that uploads allow for, bytes per ms. A request with a body gets more time for its answer, by this figure. */
const slowestLine = 16;

/** A renewed token is not renewed again within this time, ms: if it is refused, the token is not the cause. */
const renewalsApart = 60_000;

/** Which token to ask for. */
interface TokenWish {
  readonly renew: boolean;
  readonly claims?: string | undefined;
}

const cached: TokenWish = { renew: false };

export interface ClientSettings {
  readonly accountId: AccountId;
  readonly world: World;
  readonly address: GraphAddress;
  /** The features for which nobody has granted the permission; none if absent. */
  readonly lacks?: (() => readonly TeamsFeature[]) | undefined;
  /** After how many ms a request counts as unanswered, from the moment when the world gets it; Infinity for never. */
  readonly noAnswerAfter: number;
  /** The path of the user's own profile, below the version. Reading it tells whether a refusal concerns the account. */
  readonly profilePath: string;
}

/** Without this header, system messages have the type `unknownFutureValue` (facts, graph §3). For other requests it does nothing. */
export const preferKnownMembers = { Prefer: 'include-unknown-enum-members' } as const;

/** Passes the signal of one call through Microsoft's client to the last handler. */
class CallSignal implements MiddlewareOptions {
  constructor(readonly signal: AbortSignal) {}
}

/** The last handler of the chain. It sends by the world's fetch. */
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
  lacks = () => [],
  noAnswerAfter,
  profilePath,
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

  /** Failures of asking for a token. They differ from a refusal by Graph. */
  const tokenFailures = new WeakSet<object>();
  /** The challenges that came with refusals. */
  const challenges = new WeakMap<object, string>();
  /** The tokens that were refused. */
  const refusedTokens = new WeakMap<object, string>();
  /** The token that the last renewal gave; null before one. */
  let renewedToken: string | null = null;

  /** Makes one try with one token. */
  const attempt = <Value>(
    token: TokenWish,
    signal: AbortSignal,
    send: Send,
    read: Read<Value>,
    patience: number,
  ): Promise<Result<Value>> =>
    within(world, patience, signal, async (stop) => {
      const given = await world.accessToken(accountId, token.renew, token.claims);
      if (!given.ok) {
        tokenFailures.add(given.failure);
        return given;
      }
      if (token.renew) renewedToken = given.value;
      const authentication = new AuthenticationHandlerOptions({
        getAccessToken: () => Promise.resolve(given.value),
      });
      const response = (await send(client, [authentication, new CallSignal(stop)])) as Response;
      const claims = challengeOf({ status: response.status, header: (name) => response.headers.get(name) });
      const result = await read(response);
      if (!result.ok) {
        refusedTokens.set(result.failure, given.value);
        if (claims !== null) challenges.set(result.failure, claims);
      }
      return result;
    });

  /** When a token was last renewed because Graph refused one, ms. */
  let renewedAt = -Infinity;
  /** The challenge that the last renewal answered. */
  let answered: string | undefined;

  /** If a token is refused, renews it once and tries again: it may have been revoked or expired on the way. */
  const renewing = async <Value>(
    signal: AbortSignal,
    send: Send,
    read: Read<Value>,
    patience: number,
  ): Promise<Result<Value>> => {
    const begun = world.now();
    const first = await attempt(cached, signal, send, read, patience);
    const refused = !first.ok && first.failure.kind === 'sign-in-needed' && !tokenFailures.has(first.failure);
    if (!refused) return first;
    // Another call has renewed the token since this call began, so the new token is tried.
    if (renewedAt > begun) return attempt(cached, signal, send, read, patience);
    const claims = challenges.get(first.failure);
    // Whether the refused token is the one that we renewed a short time ago. Main may have renewed it since for its own requests, but
    // without the claims of the challenge.
    const isRenewed = begun - renewedAt < renewalsApart && refusedTokens.get(first.failure) === renewedToken;
    // A new challenge names a fault of the token. Without one, a token that was renewed a short time ago is not the cause.
    if (isRenewed && (claims === undefined || claims === answered)) return first;
    renewedAt = world.now();
    answered = claims;
    const second = await attempt({ renew: true, claims }, signal, send, read, patience);
    // There was no new token. After the user has signed in, the same challenge may be answered at once.
    if (!second.ok && tokenFailures.has(second.failure)) renewedAt = -Infinity;
    return second;
  };
  const call = <Value>(
    signal: AbortSignal,
    send: Send,
    read: Read<Value>,
    patience = noAnswerAfter,
  ): Promise<Result<Value>> => signIn.around(signal, () => renewing(signal, send, read, patience));
  const patienceFor = (bytes: number): number => noAnswerAfter + bytes / slowestLine;

  const readJson: Read<JsonRecord> = async (response) =>
    readGraphAnswer(await answerOf(response), world.now());
  const readBlob: Read<Blob> = (response) => blobOf(response, world.now());

  /** The failure of a request for which nobody has granted the permission; null if it may be sent. */
  const lackOf = (pathOrLink: string, wish: AccessWish): ServiceFailure | null => {
    const needed = featuresOf(pathOrLink, wish);
    const most = needed.at(-1);
    return most !== undefined && needed.some((feature) => lacks().includes(feature))
      ? notGranted(most)
      : null;
  };
  /** Sends a request that changes something. */
  const sending = (
    path: string,
    signal: AbortSignal,
    send: Send,
    patience?: number,
  ): Promise<Result<JsonRecord>> => {
    const lack = lackOf(path, 'change');
    return lack === null ? call(signal, send, readJson, patience) : Promise.resolve(failed(lack));
  };

  const getting =
    (asked: string, headers: Readonly<Record<string, string>> = {}): Send =>
    (graph, options) =>
      graph
        .api(asked)
        .headers({ ...preferKnownMembers, ...headers })
        .middlewareOptions(options)
        .responseType(ResponseType.RAW)
        .get();
  const get = <Value>(
    pathOrLink: string,
    signal: AbortSignal,
    read: Read<Value>,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Result<Value>> => {
    const asked = address.secure(pathOrLink);
    if (asked === null) return Promise.resolve(failed({ kind: 'refused', status: 0, code: 'foreign-link' }));
    const lack = lackOf(pathOrLink, 'read');
    if (lack !== null) return Promise.resolve(failed(lack));
    return call(signal, getting(asked, headers), read);
  };
  const signIn = new SignIn({
    world,
    readProfile: (signal) => {
      const asked = address.secure(profilePath) ?? '';
      return renewing(signal, getting(asked), readJson, noAnswerAfter);
    },
    isDoubtful: (failure) => !tokenFailures.has(failure),
  });
  const prepared = (path: string, graph: Client, options: MiddlewareOptions[]): GraphRequest =>
    graph
      .api(address.secure(path) ?? '')
      .middlewareOptions(options)
      .responseType(ResponseType.RAW);
  const atForeign = <Value>(
    asked: Request,
    signal: AbortSignal,
    read: Read<Value>,
    patience = noAnswerAfter,
  ): Promise<Result<Value>> =>
    within(world, patience, signal, async (stop) =>
      notSignIn(await read(await world.fetch(new Request(asked, { signal: stop, credentials: 'omit' })))),
    );
  const streaming =
    (from: number, signal: AbortSignal): Read<ReadableStream<Uint8Array<ArrayBuffer>>> =>
    async (response) =>
      response.ok || response.status === 416
        ? streamFrom(response, from, signal)
        : failed(graphFailureOf(await answerOf(response), world.now()));

  return {
    address,
    signIn,
    get: (pathOrLink, signal) => get(pathOrLink, signal, readJson),
    bytes: (pathOrLink, signal) => get(pathOrLink, signal, readBlob),
    stream: (pathOrLink, from, signal) => get(pathOrLink, signal, streaming(from, signal), rangeFrom(from)),
    post: (path, body, signal) =>
      sending(path, signal, (graph, options) => prepared(path, graph, options).post(body)),
    patch: (path, body, signal) =>
      sending(path, signal, (graph, options) => prepared(path, graph, options).patch(body)),
    remove: (path, signal) =>
      sending(path, signal, (graph, options) => prepared(path, graph, options).delete()),
    put: (path, bytes, signal) => {
      const type = bytes.type === '' ? 'application/octet-stream' : bytes.type;
      const send: Send = (graph, options) =>
        prepared(path, graph, options).header('content-type', type).put(bytes);
      return sending(path, signal, send, patienceFor(bytes.size));
    },
    foreignBytes: (foreign, signal) =>
      atForeign(new Request(foreign), signal, (response) => blobOf(response, world.now())),
    foreignStream: (foreign, from, signal) =>
      atForeign(new Request(foreign, { headers: rangeFrom(from) }), signal, streaming(from, signal)),
    foreign: (foreign, { method, headers = {}, body }, signal) =>
      atForeign(
        new Request(foreign, { method, headers, body: body ?? null }),
        signal,
        readJson,
        patienceFor(body?.size ?? 0),
      ),
  };
};

/** If an address that needs no token refuses, that says nothing of the user's sign-in. */
const notSignIn = <Value>(result: Result<Value>): Result<Value> =>
  !result.ok && result.failure.kind === 'sign-in-needed'
    ? failed({ kind: 'forbidden', status: 401, code: '' })
    : result;

/** The header for a range; none from the start on, because some addresses do not know ranges. */
const rangeFrom = (from: number): Readonly<Record<string, string>> =>
  from === 0 ? {} : { range: `bytes=${from}-` };

const answerOf = async (response: Response): Promise<GraphAnswer> => ({
  status: response.status,
  header: (name) => response.headers.get(name),
  body: await response.text(),
});

const blobOf = async (response: Response, now: number): Promise<Result<Blob>> => {
  if (!response.ok) return failed(graphFailureOf(await answerOf(response), now));
  if (/text\/html/i.test(response.headers.get('content-type') ?? ''))
    return failed({ kind: 'offline', reason: 'proxy-page', status: response.status });
  return succeeded(await response.blob());
};
