/**
 * What Isthmus allows itself on a Mattermost server. A self-hosted server limits nothing by default; where its limiter is on, it
 * gives each address 10 requests a second and a burst of 100 (facts, "Errors"). A user may sit behind one address with many
 * colleagues, so we stay below both.
 */
import type { Limit } from '../limits.ts';

export interface MattermostPace {
  readonly perSecond: number;
  readonly burst: number;
}

export const defaultPace: MattermostPace = { perSecond: 8, burst: 40 };

/** One limit over all requests of the account. */
export const mattermostLimits = (pace: MattermostPace = defaultPace): readonly Limit[] => [
  { name: 'mattermost-server', resourceOf: () => 'server', perSecond: pace.perSecond, burst: pace.burst },
];
