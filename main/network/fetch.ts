/** The one function type by which main sends requests, so that Chromium's network, a pretend server or a test's can be used. */

/** Whether a request may go to this address. */
export type Reach = (url: URL) => boolean;

/** A request's settings. There is no way to ask for cookies, the cache, or a redirect that leaves `within`. */
export interface FetchInit {
  readonly method?: string;
  readonly headers?: Headers;
  /** A stream is sent as it comes; anything else with its length. */
  readonly body?: ReadableStream<Uint8Array<ArrayBuffer>> | ArrayBuffer | string;
  readonly signal?: AbortSignal;
  /** The hosts that this request may reach (reach.ts). */
  readonly within: Reach;
  /** Whether a redirect that stays within them is followed; else it fails and says where it leads. */
  readonly follow?: boolean;
  /** Called with true when the request waits for a person (a proxy's login), with false when it goes on. */
  readonly held?: (waits: boolean) => void;
}

/** As `fetch`: rejects where there is no answer (failure.ts reads why). */
export type Fetch = (url: string, init: FetchInit) => Promise<Response>;
