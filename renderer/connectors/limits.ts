/** How a connector declares its service's documented rate limits; the engine's budget keeps them. */
export interface Limit {
  /** For the log and the counters. */
  readonly name: string;
  /** The resource this request counts against under this limit (a chat's path, say), or null when the limit does not concern it. */
  readonly resourceOf: (method: string, url: URL) => string | null;
  /** Requests per second that Isthmus allows itself, at or below what the service documents. */
  readonly perSecond: number;
  /** How many may go at once after a pause. */
  readonly burst: number;
}
