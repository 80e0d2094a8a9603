/**
 * Mattermost's own client over a world: requests go through `world.fetch`, have a time limit and can be cancelled, and failures are values.
 * Client4 only builds the requests. This file sends them and reads the answers, because Client4 has no time limit, cannot cancel, and its
 * errors carry no headers (facts, "@mattermost/client"). Main adds the token at the gateway.
 */
import * as packaged from '@mattermost/client';
import { caughtEvent, failed, succeeded, type Result } from '../../../model/index.ts';
import { SignIn } from '../../sign-in.ts';
import type { World } from '../../world.ts';
import { FailureError, failureOfAnswer, isHtml, offline, type RestAnswer } from './failure.ts';
import { isPayload } from './reading.ts';

// The package is CommonJS: Node gives its exports as `default` only, bundlers give them by name.
const { Client4 } =
  'Client4' in packaged ? packaged : (packaged as { readonly default: typeof packaged }).default;

/** A request without an answer fails after this long. */
const timeLimitMs = 30_000;
/** A part of a file may take longer on a slow line: in this time, 8 MB pass at 220 kbit/s. */
const uploadLimitMs = 300_000;

type Options = Parameters<InstanceType<typeof Client4>['getOptions']>[0];

/** What one request needs and Client4 does not know. */
interface Sending {
  readonly signal: AbortSignal;
}

class WorldClient extends Client4 {
  readonly #world: World;
  /** Client4's methods take no signal. So the caller's signal is kept here while a method runs, up to its first await. */
  #sending: Sending | null = null;

  constructor(world: World, baseUrl: string) {
    super();
    this.#world = world;
    this.setUrl(baseUrl);
    this.setIncludeCookies(false);
  }

  /** Runs one of Client4's methods. Each method makes exactly one request, before its first await. */
  begin<Value>(sending: Sending, method: (client: this) => Promise<Value>): Promise<Value> {
    this.#sending = sending;
    try {
      return method(this);
    } finally {
      this.#sending = null;
    }
  }

  // Replaces Client4's field of the same name, through which all its methods send.
  protected override doFetch = async <Data>(url: string, options: Options): Promise<Data> => {
    const sending = this.#sending;
    if (sending === null)
      throw new FailureError({ kind: 'refused', status: 0, code: 'isthmus.request-outside-of-begin' });
    const request = this.getOptions(options);
    const answer = await send(this.#world, sending.signal, url, request as RequestInit, readText);
    // The callers check the payload, so the type that Client4 names does not matter.
    return parsed(answer) as Data;
  };
}

const readText = async (response: Response): Promise<RestAnswer> => ({
  status: response.status,
  headers: response.headers,
  body: await response.text(),
});

/** The JSON of a successful answer; lines of JSON (`channel_members` streams them) become a list, 204 becomes null. */
const parsed = (answer: RestAnswer): unknown => {
  if (answer.status === 204) return null;
  const lines = /^\s*application\/x-ndjson\b/i.test(answer.headers.get('Content-Type') ?? '');
  try {
    if (!lines) return JSON.parse(answer.body) as unknown;
    return answer.body
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => JSON.parse(line) as unknown);
  } catch {
    // Harmless: the body is cut or no JSON, and the failure says so.
    throw new FailureError(offline('broken-answer', answer.status));
  }
};

/** Sends one request and reads its answer within the time limit; throws FailureError for everything that is not a success. */
const send = async <Read extends RestAnswer>(
  world: World,
  signal: AbortSignal,
  url: string,
  init: RequestInit,
  read: (response: Response) => Promise<Read>,
  limitMs = timeLimitMs,
): Promise<Read> => {
  if (signal.aborted) throw new FailureError({ kind: 'cancelled' });
  const controller = new AbortController();
  // A world's fetch may obey the signal late or never, so both are raced.
  let end: (failure: FailureError) => void = () => undefined;
  const ended = new Promise<never>((_resolve, reject) => {
    end = (failure) => {
      reject(failure);
      controller.abort();
    };
  });
  const cancel = (): void => end(new FailureError({ kind: 'cancelled' }));
  const stopTimer = world.after(limitMs, () => end(new FailureError(offline('no-answer'))));
  signal.addEventListener('abort', cancel, { once: true });
  try {
    const exchange = (async () =>
      read(await world.fetch(new Request(url, { ...init, signal: controller.signal }))))();
    // Harmless: if `ended` wins, the abort makes this promise reject, and nobody waits for it.
    exchange.catch(() => undefined);
    const answer = await Promise.race([exchange, ended]);
    const failure = failureOfAnswer(answer, world.now());
    if (failure !== null) throw new FailureError(failure);
    return answer;
  } catch (error) {
    if (error instanceof FailureError) throw error;
    throw new FailureError(offline('unreachable'));
  } finally {
    stopTimer();
    signal.removeEventListener('abort', cancel);
  }
};

/** A picture's bytes, with the parts of the answer that decide about a failure. Error bodies are read as text. */
interface BlobAnswer extends RestAnswer {
  readonly blob: Blob;
}

const readBlob = async (response: Response): Promise<BlobAnswer> => {
  const head = { status: response.status, headers: response.headers };
  if (!response.ok || isHtml(response.headers))
    return { ...head, body: await response.text(), blob: new Blob() };
  return { ...head, body: '', blob: await response.blob() };
};

/** The head of an answer, and its bytes as a stream. */
interface StreamAnswer extends RestAnswer {
  readonly stream: ReadableStream<Uint8Array>;
}

const readStream = async (response: Response): Promise<StreamAnswer> => {
  const head = { status: response.status, headers: response.headers };
  if (!response.ok || isHtml(response.headers) || response.body === null)
    return { ...head, body: await response.text(), stream: new Blob().stream() };
  return { ...head, body: '', stream: response.body };
};

/** A request to an address for which Client4 has no method. */
export type SentRequest =
  | { readonly kind: 'json'; readonly method: 'POST' | 'PUT'; readonly value: unknown }
  /** Bytes, or a form, which has its own content type. */
  | { readonly kind: 'bytes'; readonly body: Uint8Array<ArrayBuffer> | FormData };

export interface Rest {
  /** Whether the server accepts the user's session. Every request below asks this first. */
  readonly signIn: SignIn;
  /** Runs one of Client4's methods and returns its payload unchecked. */
  ask(signal: AbortSignal, method: (client: MattermostClient) => Promise<unknown>): Promise<Result<unknown>>;
  /** Reads from an address for which Client4 has no method. `path` starts after `/api/v4`. */
  askPath(signal: AbortSignal, path: string): Promise<Result<unknown>>;
  /** Writes to such an address. An answer without a body (204) is null. */
  sendPath(signal: AbortSignal, path: string, sent: SentRequest): Promise<Result<unknown>>;
  /** The bytes at an address that Client4 builds. */
  bytes(signal: AbortSignal, url: (client: MattermostClient) => string): Promise<Result<Blob>>;
  /** The same bytes as a stream, from byte `from` on. The server may ignore `from`; `startsAt` says where the stream begins. */
  stream(
    signal: AbortSignal,
    url: (client: MattermostClient) => string,
    from: number,
  ): Promise<Result<Streamed>>;
}

export interface Streamed {
  readonly startsAt: number;
  readonly stream: ReadableStream<Uint8Array>;
}

/** Client4's public methods. */
export type MattermostClient = InstanceType<typeof Client4>;

const settled = async <Value>(world: World, work: () => Promise<Value>): Promise<Result<Value>> => {
  try {
    return succeeded(await work());
  } catch (error) {
    if (error instanceof FailureError) return failed(error.failure);
    // Client4 itself threw, so this says nothing of the service. It counts as a broken answer.
    world.log(caughtEvent('mattermost-client', error));
    return failed(offline('broken-answer'));
  }
};

/** `baseUrl` is where the server (or the gateway to it) is reached, without `/api/v4`. */
export const makeRest = (world: World, baseUrl: string): Rest => {
  const client = new WorldClient(world, baseUrl);
  const signIn = new SignIn({
    world,
    readProfile: async (signal) => {
      const me = await settled<unknown>(world, () => client.begin({ signal }, (one) => one.getMe()));
      if (!me.ok) return me;
      if (!isPayload(me.value)) return failed(offline('broken-answer'));
      // If MFA is enforced, a user without MFA can read their own profile and nothing else. So another question is asked, too.
      const teams = await settled<unknown>(world, () => client.begin({ signal }, (one) => one.getMyTeams()));
      const keptOut = !teams.ok && teams.failure.kind === 'sign-in-needed';
      return keptOut && teams.failure.reason === 'mfa-not-set-up' ? teams : me;
    },
    // Other reasons (a missing second factor, for example) always concern the account, even if its profile can be read.
    isDoubtful: ({ reason }) => reason === 'expired' || reason === 'revoked',
  });
  const asking = <Value>(signal: AbortSignal, work: () => Promise<Value>): Promise<Result<Value>> =>
    signIn.around(signal, () => settled(world, work));
  return {
    signIn,
    ask: (signal, method) => asking(signal, () => client.begin({ signal }, method)),
    askPath: (signal, path) =>
      asking(signal, async () =>
        parsed(await send(world, signal, client.getBaseRoute() + path, requestInit(client), readText)),
      ),
    bytes: (signal, url) =>
      asking(
        signal,
        async () => (await send(world, signal, url(client), requestInit(client), readBlob)).blob,
      ),
    sendPath: (signal, path, sent) =>
      asking(signal, async () => {
        const limitMs = sent.kind === 'bytes' ? uploadLimitMs : timeLimitMs;
        const url = client.getBaseRoute() + path;
        return parsed(await send(world, signal, url, sendingInit(client, sent), readText, limitMs));
      }),
    stream: (signal, url, from) =>
      asking(signal, async () => {
        const init = requestInit(client, from === 0 ? {} : { Range: `bytes=${from}-` });
        const answer = await send(world, signal, url(client), init, readStream);
        const startsAt = answer.status === 206 ? rangeStart(answer.headers) : 0;
        // The answer is part of a file, but does not say which part. It cannot be used.
        if (startsAt === null) {
          // Harmless: nobody reads it any more.
          void answer.stream.cancel().catch(() => undefined);
          throw new FailureError(offline('broken-answer', answer.status));
        }
        return { startsAt, stream: patient(world, signal, answer.stream) };
      }),
  };
};

const requestInit = (client: MattermostClient, headers: Readonly<Record<string, string>> = {}): RequestInit =>
  client.getOptions({ method: 'get', headers }) as RequestInit;

const sendingInit = (client: MattermostClient, sent: SentRequest): RequestInit => {
  if (sent.kind === 'json') {
    const body = JSON.stringify(sent.value);
    return client.getOptions({ method: sent.method.toLowerCase(), body }) as RequestInit;
  }
  const headers = sent.body instanceof FormData ? {} : { 'Content-Type': 'application/octet-stream' };
  // Client4 only knows bodies of text and forms.
  return { ...(client.getOptions({ method: 'post', headers }) as RequestInit), body: sent.body };
};

/** The first byte of `Content-Range: bytes 5-9/10`. */
const rangeStart = (headers: Headers): number | null => {
  const start = /^bytes (\d+)-/i.exec(headers.get('Content-Range') ?? '')?.[1];
  return start === undefined ? null : Number(start);
};

/** A stream that fails if no bytes come for the time limit, or if the caller cancels. */
const patient = (
  world: World,
  signal: AbortSignal,
  stream: ReadableStream<Uint8Array>,
): ReadableStream<Uint8Array> => {
  const reader = stream.getReader();
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      let end: (failure: FailureError) => void = () => undefined;
      const ended = new Promise<never>((_resolve, reject) => {
        end = reject;
      });
      const cancel = (): void => end(new FailureError({ kind: 'cancelled' }));
      const stopTimer = world.after(timeLimitMs, () => end(new FailureError(offline('no-answer'))));
      signal.addEventListener('abort', cancel, { once: true });
      try {
        if (signal.aborted) throw new FailureError({ kind: 'cancelled' });
        const read = await Promise.race([reader.read(), ended]);
        if (read.done) controller.close();
        else controller.enqueue(read.value);
      } catch (error) {
        // Harmless: nobody reads this any more. The reader of the stream gets the error as a failure.
        void reader.cancel().catch(() => undefined);
        controller.error(error instanceof FailureError ? error : new FailureError(offline('unreachable')));
      } finally {
        stopTimer();
        signal.removeEventListener('abort', cancel);
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
};
