/**
 * What Isthmus allows itself on a Mattermost server. A self-hosted server limits nothing by default; where its limiter is on, it
 * gives each address 10 requests a second and a burst of 100, and says so in the headers of every answer (facts, "Errors"). A user
 * may sit behind one address with many colleagues, so we stay below both; where nothing is limited we go faster, but not without end.
 */
import { isOwnRefusal, type Limit } from '../limits.ts';

export interface MattermostPace {
  readonly perSecond: number;
  readonly burst: number;
}

/** Where the server limits, or it is not known whether. */
export const limitedPace: MattermostPace = { perSecond: 8, burst: 40 };
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
    if (isOwnRefusal(answer)) return;
    const { ok, status, headers } = answer;
    if (status === 429) this.#refused = true;
    if (this.#refused || headers.has('x-ratelimit-limit')) this.#pace = limitedPace;
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
