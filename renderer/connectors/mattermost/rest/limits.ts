/**
 * What Isthmus allows itself on a Mattermost server. A self-hosted server limits nothing by default; where its limiter is on, it
 * gives each address 10 requests a second and a burst of 100, and says in the headers of every answer how many of the burst are left
 * (facts, "Errors"). A user may sit behind one address with many colleagues: what is left tells of them, too. Where nothing is limited
 * we go faster, but not without end.
 */
import { isOwnRefusal, type Limit } from '../../limits.ts';

export interface MattermostPace {
  readonly perSecond: number;
  readonly burst: number;
}

/** Where it is not known whether the server limits, or how much is left. */
export const limitedPace: MattermostPace = { perSecond: 8, burst: 40 };
/** The limiter's default: what can be kept up as long as nobody else takes from it. */
const limiterPerSecond = 10;
/** Where little is left for all who share the address. */
const sparingPerSecond = 2;

/** The pace at which a limiter with so many requests left, of so many, is not used up by us alone. */
const paceAt = (left: number, all: number): MattermostPace => ({
  perSecond: left >= all / 2 ? limiterPerSecond : left >= all / 5 ? limitedPace.perSecond : sparingPerSecond,
  burst: Math.min(limitedPace.burst, Math.max(1, Math.floor(left / 2))),
});

/** Where answers come without word of a limit. */
export const unlimitedPace: MattermostPace = { perSecond: 40, burst: 80 };

/** Which of both paces holds, by what the server's answers say. */
export class ServerPace {
  #pace = limitedPace;
  /** Something on the way (a proxy, say) refuses without having said that it limits: from then on, until the next start. */
  #refused = false;

  get pace(): MattermostPace {
    return this.#pace;
  }

  /** Takes note of an answer. Only a success is surely the server's own: others may come from whatever stands before it. */
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

/** One limit over all requests of the account, at the pace that holds when it is asked. */
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
