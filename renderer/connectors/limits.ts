import type { LimitName } from '../model/index.ts';

/** How a connector declares the rate limits that its service documents; the engine's budget obeys them. */
export interface Limit {
  /** For the log, the counters, and whoever shows how much of it is used. */
  readonly name: LimitName;
  /** The resource for which this request counts under this limit (such as a chat's path), or null if the limit does not concern it. */
  readonly resourceOf: (method: string, url: URL) => string | null;
  /** Requests per second that Isthmus allows itself: no more than the service documents. May depend on the service's answers. */
  readonly perSecond: number;
  /** How many may go at once after a pause. */
  readonly burst: number;
}

const ownHeader = 'x-isthmus-own-refusal';

/** The budget's own refusal of a request that would have to wait `ms` for our pace, in the form of a service's answer. Nothing was sent. */
export const ownRefusal = (ms: number): Response =>
  new Response(null, {
    status: 429,
    headers: { 'retry-after': String(Math.ceil(ms / 1_000)), [ownHeader]: '1' },
  });

/** Whether an answer is the budget's own and not the service's. `header` gives a header's value by its name. */
export const isOwnRefusal = (header: (name: string) => string | null): boolean => header(ownHeader) !== null;
