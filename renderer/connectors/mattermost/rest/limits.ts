/**
 * How fast Isthmus asks a Mattermost server. A self-hosted server limits nothing by default. If its limiter is on, it gives each address 10
 * requests a second and a burst of 100, and says in the headers of every answer how many of the burst are left (facts, "Errors"). Many
 * colleagues may share one address, and all their requests count. If the server limits nothing, we ask faster, but within a bound of our
 * own.
 */
import { isOwnRefusal, type Limit } from '../../limits.ts';

export interface MattermostPace {
  readonly perSecond: number;
  readonly burst: number;
}

/** The pace if it is not known whether the server limits, or how many requests are left. */
export const limitedPace: MattermostPace = { perSecond: 8, burst: 40 };
/** The limiter's default. This pace can be kept as long as nobody else uses the same address. */
const limiterPerSecond = 10;
/** The pace if few requests are left for all who share the address. */
const sparingPerSecond = 2;

/** A pace that leaves requests to others, if `left` requests of `all` are left. */
const paceAt = (left: number, all: number): MattermostPace => ({
  perSecond: left >= all / 2 ? limiterPerSecond : left >= all / 5 ? limitedPace.perSecond : sparingPerSecond,
  burst: Math.min(limitedPace.burst, Math.max(1, Math.floor(left / 2))),
});

/** The pace if answers name no limit. */
export const unlimitedPace: MattermostPace = { perSecond: 40, burst: 80 };

/** Chooses the pace by the headers of the server's answers. */
export class ServerPace {
  #pace = limitedPace;
  /** Whether a 429 came without the headers of a limiter (from a proxy, for example). It stays set until the next start. */
  #refused = false;

  get pace(): MattermostPace {
    return this.#pace;
  }

  /** Reads an answer's headers. Only a success surely comes from the server; other answers may come from a proxy. */
  heed(answer: Pick<Response, 'ok' | 'status' | 'headers'>): void {
    if (isOwnRefusal((name) => answer.headers.get(name))) return;
    const { ok, status, headers } = answer;
    const isLimiter = headers.has('x-ratelimit-limit');
    if (status === 429 && !isLimiter) this.#refused = true;
    const all = Number(headers.get('x-ratelimit-limit') ?? Number.NaN);
    const left = Number(headers.get('x-ratelimit-remaining') ?? Number.NaN);
    if (all > 0 && left >= 0 && !this.#refused) this.#pace = paceAt(left, all);
    else if (this.#refused || isLimiter) this.#pace = limitedPace;
    else if (ok) this.#pace = unlimitedPace;
  }
}

/** One limit for all requests of the account, at the present pace. */
export const mattermostLimits = (pace: () => MattermostPace): readonly Limit[] => [
  {
    name: 'mattermost-server',
    resourceOf: () => 'server',
    get perSecond() {
      return pace().perSecond;
    },
    get burst() {
      return pace().burst;
    },
  },
];
