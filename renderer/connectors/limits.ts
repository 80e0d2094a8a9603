/** How a connector declares its service's documented rate limits; the engine's budget keeps them. */
export interface Limit {
  /** For the log and the counters. */
  readonly name: string;
  /** The resource this request counts against under this limit (a chat's path, say), or null when the limit does not concern it. */
  readonly resourceOf: (method: string, url: URL) => string | null;
  /** Requests per second that Isthmus allows itself, at or below what the service documents; may follow what its answers say. */
  readonly perSecond: number;
  /** How many may go at once after a pause. */
  readonly burst: number;
}

const ownHeader = 'x-isthmus-own-refusal';

/** The budget's refusal of a request that would have to wait `ms` for our own pace, in the services' words; nothing was sent. */
export const ownRefusal = (ms: number): Response =>
  new Response(null, {
    status: 429,
    headers: { 'retry-after': String(Math.ceil(ms / 1_000)), [ownHeader]: '1' },
  });

/** Whether an answer is the budget's and not the service's; `header` gives a header's value by its name. */
export const isOwnRefusal = (header: (name: string) => string | null): boolean => header(ownHeader) !== null;
