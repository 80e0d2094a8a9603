/** The function type by which all of main sends requests. Chromium's network, a pretend server and tests all have this type. */

/** Whether a request may go to this address. */
export type Reach = (url: URL) => boolean;

/** The settings of a request. They cannot ask for cookies, for the cache, or for a redirect that leaves `within`. */
export interface FetchInit {
  readonly method?: string;
  readonly headers?: Headers;
  /** A stream is sent as it comes. Other bodies are sent with their length. */
  readonly body?: ReadableStream<Uint8Array<ArrayBuffer>> | ArrayBuffer | string;
  readonly signal?: AbortSignal;
  /** The hosts that this request may reach (reach.ts). */
  readonly within: Reach;
  /** Whether to follow a redirect within these hosts. Without it the request fails with the redirect's target. */
  readonly follow?: boolean;
  /** Called with true while the request waits for a person (a proxy's login), and with false when it continues. */
  readonly held?: (waits: boolean) => void;
}

/** Like `fetch`: rejects if there is no answer (failure.ts reads why). */
export type Fetch = (url: string, init: FetchInit) => Promise<Response>;
